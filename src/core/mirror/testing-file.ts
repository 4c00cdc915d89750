import type { HubId, Problem } from '../../shared/domain/index.ts';
import type { MirrorFile } from './files.ts';
import { readRecords, type JsonRecord } from './json/records.ts';

/** A file that exists only as bytes, handed over in chunks of the given size. For tests. */
export function fileOf(content: string | Uint8Array, chunkBytes = 1 << 20, hub: HubId = 'huggingface', path = `data/${hub}/json/test.json`): MirrorFile {
  const bytes = Buffer.from(content);
  return {
    hub, path, bytes: bytes.length, modifiedMs: 0, changedMs: null, archive: null, absolute: null,
    *chunks() {
      for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
    },
    read: (offset, length) => bytes.subarray(offset, offset + length),
  };
}

/** A file whose chunks come from a generator, so that it may be larger than memory. */
export function streamedFile(chunks: () => Iterable<Buffer>): MirrorFile {
  return { ...fileOf(''), bytes: Number.NaN, chunks };
}

export interface ReadResult {
  readonly records: readonly JsonRecord[];
  readonly values: readonly unknown[];
  readonly problems: readonly Problem[];
  /** `code@offset` of each problem. */
  readonly places: readonly string[];
}

export function readAll(file: MirrorFile): ReadResult {
  const problems: Problem[] = [];
  const records = [...readRecords(file, (problem) => problems.push(problem))];
  return { records, values: records.map((record) => record.value), problems, places: problems.map((problem) => `${problem.code}@${problem.offset}`) };
}
