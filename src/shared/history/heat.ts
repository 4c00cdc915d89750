export interface HeatFile {
  readonly path: string;
  readonly changes: number;
  /** Of the newest commit that changed it: seconds since 1970. */
  readonly last: number;
}

/** Adds the counts of one stretch of commits to those of others. */
export function addHeat(sum: Map<string, HeatFile>, files: readonly HeatFile[]): void {
  for (const file of files) {
    const before = sum.get(file.path);
    sum.set(file.path, before === undefined ? file : { path: file.path, changes: before.changes + file.changes, last: Math.max(before.last, file.last) });
  }
}

/** The files that changed most often, and of equal ones those that changed last. One pass: a repository may have had a million files. */
export function mostChanged(files: ReadonlyMap<string, HeatFile>, limit: number): readonly HeatFile[] {
  const most: HeatFile[] = [];
  for (const file of files.values()) {
    const last = most.at(-1);
    if (most.length >= limit && last !== undefined && compareHeat(file, last) >= 0) continue;
    const place = most.findIndex((other) => compareHeat(file, other) < 0);
    most.splice(place < 0 ? most.length : place, 0, file);
    if (most.length > limit) most.pop();
  }
  return most;
}

function compareHeat(left: HeatFile, right: HeatFile): number {
  return right.changes - left.changes || right.last - left.last || (left.path < right.path ? -1 : 1);
}
