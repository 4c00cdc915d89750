/** Whether a path with forward slashes names something below the folder that it is taken from, and not that itself, on every system. */
export function isBelow(path: string): boolean {
  return !path.includes('\\') && !path.split('/').some((part) => part === '' || part === '.' || part === '..');
}
