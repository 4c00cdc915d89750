import { createHash } from 'node:crypto';
import type { PackageKey } from '../../shared/domain/index.ts';
import { subsetLimits } from '../../shared/domain/index.ts';
import { hashOfLines, packageOfLine, packLines, type ReadDatabase, type SubsetContents, unpackLines } from '../index/index.ts';
import { metaText, type PackageSet } from '../query/index.ts';
import { packageFinder, sortedLines } from './package-lines.ts';

/** What a set holds, as a version keeps it. */
export function contentsOf(database: ReadDatabase, set: PackageSet): SubsetContents {
  const lines = sortedLines(database, set);
  return { fingerprint: metaText(database, 'fingerprint'), count: lines.length, hash: hashOfLines(lines), held: lines.length <= subsetLimits.heldKeys ? packLines(lines) : null };
}

export interface Drift {
  readonly same: boolean;
  readonly now: number;
  readonly byName: boolean;
  readonly came: readonly PackageKey[];
  readonly went: readonly PackageKey[];
  readonly gone: readonly PackageKey[];
}

/** What a set holds beside what a version held. */
export function driftOf(database: ReadDatabase, set: PackageSet, before: Pick<SubsetContents, 'hash' | 'held'>): Drift {
  const lines = sortedLines(database, set);
  const same = hashOfLines(lines) === before.hash;
  if (same || before.held === null) return { same, now: lines.length, byName: before.held !== null, came: [], went: [], gone: [] };
  const [is, was] = [new Set(lines), new Set(unpackLines(before.held))];
  const find = packageFinder(database);
  const missing = [...was].filter((line) => !is.has(line)).flatMap((line) => packageOfLine(line) ?? []);
  return {
    same, now: lines.length, byName: true,
    came: lines.filter((line) => !was.has(line)).flatMap((line) => packageOfLine(line) ?? []),
    went: missing.filter((key) => find(key) > 0),
    gone: missing.filter((key) => find(key) === 0),
  };
}

/** A short text that differs where the subsets of a manifest do. */
export function revisionOf(subsets: unknown): string {
  return createHash('sha256').update(JSON.stringify(subsets)).digest('hex');
}
