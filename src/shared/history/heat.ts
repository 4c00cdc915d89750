export interface HeatFile {
  readonly path: string;
  readonly changes: number;
  /** Of the newest commit that changed it: seconds since 1970. */
  readonly last: number;
}

/** Adds the counts of one stretch of commits to those of others; gives a new map. */
export function addHeat(known: ReadonlyMap<string, HeatFile>, files: readonly HeatFile[]): ReadonlyMap<string, HeatFile> {
  const sum = new Map(known);
  for (const file of files) {
    const before = sum.get(file.path);
    sum.set(file.path, before === undefined ? file : { path: file.path, changes: before.changes + file.changes, last: Math.max(before.last, file.last) });
  }
  return sum;
}

/** The files that changed most often, and of equal ones those that changed last. */
export function mostChanged(files: ReadonlyMap<string, HeatFile>, limit: number): readonly HeatFile[] {
  return [...files.values()].sort((left, right) => right.changes - left.changes || right.last - left.last || (left.path < right.path ? -1 : 1)).slice(0, limit);
}
