import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { codeOf, ExpectedError, messageOf } from '../../shared/result.ts';

/** What people share is small: a larger file is something else. Bytes. */
const largestFile = 256 * 1024 * 1024;

/**
 * The bytes of a file that the user named to be taken in. Throws `invalid-arguments`, `not-found`, `unreadable`, or `refused` for what is
 * no file, or too large. `what` names the form: "a file of notes".
 */
export function readUserFile(path: string, what: string, largest = largestFile): Buffer {
  return explained(path, () => {
    if (sizeOfFile(path) > largest) throw new ExpectedError('refused', `${path} is too large for ${what}.`);
    return readFileSync(path);
  });
}

export interface UserChunks {
  readonly bytes: number;
  /** Once. */
  readonly read: () => Generator<Buffer>;
}

const chunkBytes = 256 << 10;

/** The same for a file of any length, a piece at a time; `onRead` is told of the bytes behind. */
export function readUserChunks(path: string, onRead: (bytes: number) => void): UserChunks {
  const bytes = explained(path, () => sizeOfFile(path));
  const read = function* (): Generator<Buffer> {
    const descriptor = explained(path, () => openSync(path, 'r'));
    try {
      for (let at = 0; ; ) {
        const chunk = Buffer.allocUnsafe(chunkBytes);
        const length = explained(path, () => readSync(descriptor, chunk, 0, chunkBytes, at));
        if (length === 0) return;
        at += length;
        yield chunk.subarray(0, length);
        onRead(at);
      }
    } finally {
      closeSync(descriptor);
    }
  };
  return { bytes, read };
}

function sizeOfFile(path: string): number {
  if (!isAbsolute(path) || path.includes('\0')) throw new ExpectedError('invalid-arguments', 'The file must be an absolute path.');
  const stat = statSync(path);
  // A pipe or a device would be waited for.
  if (!stat.isFile()) throw new ExpectedError('refused', `${path} is not a file.`);
  return stat.size;
}

function explained<Value>(path: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ExpectedError('not-found', `${path} does not exist.`);
    throw new ExpectedError('unreadable', `${path} cannot be read: ${messageOf(error)}`);
  }
}

/** Of a table none of whose rows can be read. */
export function noRow(path: string, [first]: readonly { readonly line: number; readonly reason: string }[]): ExpectedError {
  return new ExpectedError('refused', `${path} has no row that can be read.${first ? ` Line ${first.line}: ${first.reason}` : ''}`, 'Nothing was taken in.');
}
