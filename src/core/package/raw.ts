import type { CallAnswer } from '../../shared/contract/index.ts';
import type { RecordPlace } from '../../shared/domain/index.ts';
import { ExpectedError, messageOf } from '../../shared/result.ts';
import type { MirrorFile } from '../mirror/index.ts';

type RawRecord = Omit<NonNullable<CallAnswer<'packages.raw'>['unified']>, 'violations'>;

const maxRawBytes = 1 << 20;

/**
 * A record as it stands in its file, at most `maxBytes` of it; bytes that are no UTF-8 show as replacement characters. Throws `unreadable`
 * where the file cannot be read or ends before the record does, because it has changed since it was indexed.
 */
export function readRaw(file: Pick<MirrorFile, 'path' | 'read'>, place: RecordPlace, maxBytes: number = maxRawBytes): RawRecord {
  const wanted = Math.min(place.length, maxBytes);
  const bytes = readBytes(file, place.offset, wanted);
  if (bytes.length < wanted) {
    throw new ExpectedError('unreadable', `${file.path} ends before the record does: it has changed since it was indexed.`, 'Index the mirror again.');
  }
  const truncated = place.length > maxBytes;
  // A character cut at the end is dropped rather than shown as damaged.
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: truncated });
  return { file: place.file, offset: place.offset, length: place.length, text, truncated };
}

function readBytes(file: Pick<MirrorFile, 'path' | 'read'>, offset: number, length: number): Buffer {
  try {
    return file.read(offset, length);
  } catch (error) {
    throw new ExpectedError('unreadable', `${file.path} cannot be read: ${messageOf(error)}`);
  }
}
