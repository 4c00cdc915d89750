import { codeOf, ExpectedError } from '../../shared/result.ts';
import { isNoSpace, StoppedError } from '../index/index.ts';

/** What a system answers for a disk that was taken away, or a folder that was renamed while it was read. */
const goneCodes: readonly string[] = ['ENOENT', 'ENOTDIR', 'EIO', 'ENODEV', 'ENXIO', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN', 'ETIMEDOUT'];

/** Full disks, read-only folders and disks taken away are not bugs: they get a plain message whichever layer met them. */
export function explainFailure(error: unknown): unknown {
  if (error instanceof ExpectedError || !(error instanceof Error)) return error;
  if (error instanceof StoppedError || error.message === 'Stopped.') return new ExpectedError('cancelled', 'Cancelled.');
  const code = codeOf(error);
  if (isNoSpace(error)) {
    return new ExpectedError('no-space', 'There is no space left on the disk that it is written to.', 'Free some space, or choose another data folder with --data-dir. The last good index stays in force.');
  }
  if (code === 'EFBIG') {
    return new ExpectedError('no-space', 'A file grew larger than its disk, or a limit of this system, allows.', 'Choose another data folder with --data-dir. The last good index stays in force.');
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR') || code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new ExpectedError('unreadable', `A file cannot be read or written: ${error.message}`);
  }
  if (code.startsWith('SQLITE_BUSY')) return new ExpectedError('busy', 'Another process holds a database of the data folder.', 'Try again when it has ended.');
  if (goneCodes.includes(code)) {
    const path = 'path' in error && typeof error.path === 'string' ? error.path : 'A file';
    return new ExpectedError('unreadable', `${path} went away while it was read (${code}).`, 'Connect its disk, then try again. The last good index stays in force.');
  }
  return error;
}
