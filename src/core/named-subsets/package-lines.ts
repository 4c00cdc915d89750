import type { PackageKey } from '../../shared/domain/index.ts';
import { hubNumber, hubOfNumber, packageLine, packageOfLine, type ReadDatabase } from '../index/index.ts';
import { hasId, lastPackage, type PackageSet, prepare, setOfIds, stopIfUnwanted } from '../query/index.ts';

const rowsAtOnce = 8192;

/** Walks the packages of a set in the order of their ids. */
export function eachPackage(database: ReadDatabase, set: PackageSet, walk: (id: number, key: PackageKey) => void): void {
  const last = lastPackage(database);
  const rows = prepare<[number, number], readonly [number, number, string, number]>(database, 'SELECT id, hub, name, ordinal FROM package WHERE id BETWEEN ? AND ?').raw(true);
  for (let from = 1; from <= last; from += rowsAtOnce) {
    const to = Math.min(last, from + rowsAtOnce - 1);
    if (isEmptyBetween(set, from, to)) continue;
    stopIfUnwanted(database);
    // Another walk inside of this one may have asked the same statement for other rows.
    for (const [id, hub, name, ordinal] of rows.raw(true).all(from, to)) if (hasId(set, id)) walk(id, { hub: hubOfNumber(hub), name, ordinal });
  }
}

function isEmptyBetween(set: PackageSet, from: number, to: number): boolean {
  for (let word = from >>> 5; word <= to >>> 5; word += 1) if (set[word] !== 0) return false;
  return true;
}

/** The lines of a set's packages, sorted by UTF-16 units. */
export function sortedLines(database: ReadDatabase, set: PackageSet): readonly string[] {
  const lines: string[] = [];
  eachPackage(database, set, (_, key) => void lines.push(packageLine(key)));
  return lines.sort();
}

/** Finds packages by their keys; 0 for one that the mirror does not have. */
export function packageFinder(database: ReadDatabase): (key: PackageKey) => number {
  const find = prepare<[number, string, number], { id: number }>(database, 'SELECT id FROM package WHERE hub = ? AND name = ? AND ordinal = ?');
  return ({ hub, name, ordinal }) => find.get(hubNumber(hub), name, ordinal)?.id ?? 0;
}

const lookupsPerStep = 4096;

/** Those of a list that the mirror has. */
export function setOfPackages(database: ReadDatabase, packages: readonly PackageKey[]): PackageSet {
  const find = packageFinder(database);
  const ids = packages.map((key, at) => {
    if (at % lookupsPerStep === 0) stopIfUnwanted(database);
    return find(key);
  });
  return setOfIds(ids.filter((id) => id > 0), lastPackage(database));
}

/** A set's packages in the order of their lines. */
export function packagesOfSet(database: ReadDatabase, set: PackageSet): PackageKey[] {
  return sortedLines(database, set).flatMap((line) => packageOfLine(line) ?? []);
}
