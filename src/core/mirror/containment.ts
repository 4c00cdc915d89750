import { realpathSync } from 'node:fs';
import { isAbsolute, sep } from 'node:path';

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

/**
 * Whether a link keeps inside a folder by its text alone, wherever that folder lies: it is relative and climbs only at
 * its start, by at most `depth` folders, which is how many lie between the folder and the link.
 */
export function linkTextStaysInside(target: string, depth: number): boolean {
  if (isAbsolute(target) || target.startsWith('\\') || /^[a-z]:/i.test(target)) return false;
  const parts = target.split(/[\\/]/).filter((part) => part !== '' && part !== '.');
  const climbs = parts.findIndex((part) => part !== '..');
  const up = climbs < 0 ? parts.length : climbs;
  return up <= depth && !parts.slice(up).includes('..');
}
