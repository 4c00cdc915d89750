import { readFileSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { codeOf, ExpectedError, messageOf } from '../../shared/result.ts';

/** What people share is small: a larger file is something else. Bytes. */
const largestFile = 256 * 1024 * 1024;

/**
 * The bytes of a file that the user named to be taken in. Throws `invalid-arguments`, `not-found`, `unreadable`, or `refused` for what is
 * no file, or too large. `what` names the form: "a file of notes".
 */
export function readUserFile(path: string, what: string, largest = largestFile): Buffer {
  if (!isAbsolute(path) || path.includes('\0')) throw new ExpectedError('invalid-arguments', 'The file must be an absolute path.');
  try {
    const stat = statSync(path);
    // A pipe or a device would be waited for.
    if (!stat.isFile()) throw new ExpectedError('refused', `${path} is not a file.`);
    if (stat.size > largest) throw new ExpectedError('refused', `${path} is too large for ${what}.`);
    return readFileSync(path);
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
