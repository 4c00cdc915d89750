import { realpathSync } from 'node:fs';
import { sep } from 'node:path';

/** Whether a real path is the folder itself or lies below it; the separator keeps `/a/bc` out of `/a/b`. */
export function isInside(realPath: string, realFolder: string): boolean {
  const folder = realFolder.endsWith(sep) ? realFolder : realFolder + sep;
  return realPath === realFolder || realPath.startsWith(folder);
}

/** The real path behind all links, or null where the path leads out of the folder or nowhere. */
export function realPathInside(path: string, realFolder: string): string | null {
  try {
    const real = realpathSync(path);
    return isInside(real, realFolder) ? real : null;
  } catch {
    return null;
  }
}
