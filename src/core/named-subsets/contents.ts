import { createHash } from 'node:crypto';
import type { PackageKey } from '../../shared/domain/index.ts';
import { subsetLimits } from '../../shared/domain/index.ts';
import { linesOf, mergeLines, type PackageList, packageOfLine, packSorted, type ReadDatabase, type SubsetContents } from '../index/index.ts';
import { hold, metaText, type PackageSet, sizeOf } from '../query/index.ts';
import { lineFinder, sortedLines } from './package-lines.ts';

/** A set as a list. */
export function listOfSet(database: ReadDatabase, set: PackageSet): PackageList {
  return packSorted(sortedLines(database, set));
}

/** What a set holds, as a version keeps it; `list` where it is at hand. */
export function contentsOf(database: ReadDatabase, set: PackageSet, list: PackageList = listOfSet(database, set)): SubsetContents {
  return { fingerprint: metaText(database, 'fingerprint'), count: list.total, hash: list.sha256, held: list.total <= subsetLimits.listed ? list : null };
}

interface Keys {
  readonly total: number;
  /** The first of them. */
  readonly packages: readonly PackageKey[];
}

export interface Drift {
  readonly same: boolean;
  readonly now: number;
  readonly byName: boolean;
  readonly came: Keys;
  readonly went: Keys;
  readonly gone: Keys;
}

/** What a set holds beside what a version held. */
export function driftOf(database: ReadDatabase, set: PackageSet, before: Pick<SubsetContents, 'hash' | 'held'>): Drift {
  const [came, went, gone] = [new FirstKeys(), new FirstKeys(), new FirstKeys()];
  const drift = { now: sizeOf(set), byName: before.held !== null, came, went, gone };
  if (hashOfSet(database, set) === before.hash || before.held === null) return { ...drift, same: hashOfSet(database, set) === before.hash };
  const find = lineFinder(database);
  for (const [line, side] of mergeLines(linesOf(before.held), sortedLines(database, set))) {
    if (side === 1) came.add(line);
    else if (side === -1) (find(line) > 0 ? went : gone).add(line);
  }
  return { ...drift, same: false };
}

class FirstKeys implements Keys {
  total = 0;
  readonly packages: PackageKey[] = [];

  add(line: string): void {
    this.total += 1;
    const key = this.packages.length < subsetLimits.shown ? packageOfLine(line) : null;
    if (key !== null) this.packages.push(key);
  }
}

/** `sha256` of the set as a list. Worked out once: a list of a million takes more than a second. */
function hashOfSet(database: ReadDatabase, set: PackageSet): string {
  return hold(database, `lines of ${createHash('sha256').update(set).digest('hex')}`, () => 64, () => listOfSet(database, set).sha256);
}

/** A short text that differs where the subsets of a manifest do. */
export function revisionOf(subsets: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(subsets)).digest('hex');
}
