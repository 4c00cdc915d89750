import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { cancelledError, codeOf, ExpectedError } from '../../shared/result.ts';
import { isNoSpace, StoppedError } from '../index/index.ts';

/** Turns what disks answer while an export is written into what a user can act on; anything else stays as it is. */
export function explainFailure(error: unknown, target: string): unknown {
  if (error instanceof ExpectedError || !(error instanceof Error)) return error;
  if (error instanceof StoppedError) return cancelledError();
  const path = 'path' in error && typeof error.path === 'string' ? error.path : target;
  const code = codeOf(error);
  // SQLite tells nothing of a folder that went away under its file.
  if (code.startsWith('SQLITE_IOERR') && !existsSync(dirname(target))) return gone(dirname(target));
  if (isNoSpace(error)) return new ExpectedError('no-space', `There is no space left for ${target}.`, 'Free some space, or choose a folder on another disk. Nothing was left behind.');
  switch (code) {
    case 'EFBIG':
      return new ExpectedError('no-space', `${target} would be larger than a file can be on that disk.`, 'Choose a folder on another disk.');
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new ExpectedError('unreadable', `${path} cannot be written or read: access is denied.`, 'Choose a folder that may be written to.');
    case 'ENAMETOOLONG':
      return new ExpectedError('refused', `The name of ${path} is too long for that disk.`, 'Choose a shorter name.');
    case 'EINVAL':
      return new ExpectedError('refused', `${path} is not a name that disk can hold.`, 'Choose another name.');
    case 'ENOENT':
    case 'ENOTDIR':
      return gone(path);
    default:
      return error;
  }
}

function gone(path: string): ExpectedError {
  return new ExpectedError('not-found', `${path} is not there any more.`);
}
