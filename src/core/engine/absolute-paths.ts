import { isAbsolute } from 'node:path';
import { ExpectedError } from '../../shared/result.ts';

/** A relative path would mean something else in every process. */
export function absolute(paths: readonly string[]): readonly string[] {
  const relative = paths.find((path) => !isAbsolute(path));
  if (relative !== undefined) throw new ExpectedError('invalid-arguments', `${relative} is not an absolute path.`);
  return paths;
}
