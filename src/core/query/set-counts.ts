import type { Facet } from '../../shared/contract/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { fold } from '../../shared/search/fold.ts';
import type { ReadDatabase } from '../index/index.ts';
import type { WantedValues } from './facet-counts.ts';
import { namedSet, namedSetsOf } from './named-sets.ts';
import { difference, intersection, type PackageSet, sizeOf } from './package-set.ts';
import type { TimeLimit } from './time-limit.ts';

/**
 * Of each subset the packages that a result has of it, the most first, equal ones by their names; those without any are left out. Subsets may
 * overlap. Where the time runs out, those not reached are 0 at least.
 */
export function countSets(database: ReadDatabase, set: PackageSet, { contains, include, limit }: WantedValues, time: TimeLimit): Facet {
  const part = fold(contains.trim());
  const asked = new Set(include.map((text) => fold(text.trim())));
  const counted: { readonly value: string; readonly count: number }[] = [];
  let rest = set;
  let isWhole = true;
  for (const name of namedSetsOf(database, 'subset')?.names ?? []) {
    if (time.isOver()) isWhole = false;
    const packages = isWhole ? packagesNamed(database, name) : null;
    if (packages) rest = difference(rest, packages);
    counted.push({ value: name, count: packages ? sizeOf(intersection(set, packages)) : 0 });
  }
  const found = counted.filter(({ value, count }) => count > 0 && fold(value).includes(part)).toSorted((left, right) => right.count - left.count || (fold(left.value) < fold(right.value) ? -1 : 1));
  const shown = found.slice(0, limit);
  const known = new Set(counted.map(({ value }) => fold(value.trim())));
  return {
    field: 'subset',
    values: [
      ...shown, ...counted.filter((entry) => asked.has(fold(entry.value)) && !shown.includes(entry)),
      ...include.filter((text) => !known.has(fold(text.trim()))).map((value) => ({ value, count: 0 })),
    ],
    missing: isWhole ? sizeOf(rest) : 0,
    more: found.length - shown.length,
    exact: isWhole,
  };
}

/** Null for a subset that cannot be told, such as one whose search is wrong by now. */
function packagesNamed(database: ReadDatabase, name: string): PackageSet | null {
  try {
    return namedSet(database, 'subset', fold(name));
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code === 'cancelled') throw error;
    return null;
  }
}
