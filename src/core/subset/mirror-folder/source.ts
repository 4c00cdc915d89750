import type { HubId } from '../../../shared/domain/index.ts';
import { ExpectedError } from '../../../shared/result.ts';
import { openArchiveFile } from '../../index/index.ts';
import { openHubFile, readRecords, type MirrorFile } from '../../mirror/index.ts';
import type { ReadContext } from '../../query/index.ts';

export type Fields = Readonly<Record<string, unknown>>;

const ignore = (): void => undefined;

/**
 * A JSON file of the mirror by its path (`data/<hub>/…`), from disk or from the blocks that the index keeps of an
 * archive; null where the mirror has none. Throws `not-found` for one that is gone since it was indexed and `refused`
 * for one that has changed, since the places of its records would then be wrong.
 */
export function openSource(context: ReadContext, hub: HubId, path: string): MirrorFile | null {
  const row = context.database
    .prepare<[string], { archive: string | null; bytes: number; modified_ms: number }>('SELECT archive, bytes, modified_ms FROM source_file WHERE path = ?')
    .get(path);
  if (row && row.archive !== null) return openArchiveFile(context.database, hub, path);
  const folder = context.hubFolders[hub];
  const file = folder === undefined ? null : openHubFile({ hub, folder }, path.slice(`data/${hub}/`.length), ignore);
  if (!row) return file;
  if (!file) throw new ExpectedError('not-found', `${path} is not in the mirror any more, or cannot be read.`, 'Make the mirror available, or index it again.');
  if (file.bytes !== row.bytes || file.modifiedMs !== row.modified_ms) throw changed(path);
  return file;
}

function changed(path: string): ExpectedError {
  return new ExpectedError('refused', `${path} has changed since it was indexed.`, 'Index the mirror again, then export.');
}

/** Records that follow each other are read this many bytes at a time. */
const windowBytes = 1 << 20;
/** A record within this distance of the last one counts as following it. */
const nearBytes = 64 * 1024;

const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Gives what reads records by their place; quick where the places rise. */
export function recordReader(file: MirrorFile): (offset: number, length: number) => Buffer {
  let window: Buffer = Buffer.alloc(0);
  let start = 0;
  let last = -1;
  return (offset, length) => {
    if (offset < start || offset + length > start + window.length) {
      const follows = last >= 0 && offset >= last && offset - last < nearBytes;
      window = file.read(offset, follows ? Math.max(length, windowBytes) : length);
      start = offset;
    }
    last = offset + length;
    const record = window.subarray(offset - start, offset - start + length);
    if (record.length !== length || record[0] !== openBrace || record[length - 1] !== closeBrace) throw changed(file.path);
    return record;
  };
}

/** The fields of a record that was read back. */
export function fieldsOfRecord(file: MirrorFile, record: Buffer): Fields {
  for (const { value } of readRecords({ ...file, chunks: () => [record] }, ignore)) return value;
  return {};
}
