import { hubIds, type PackageKey } from '../../shared/domain/index.ts';
import { hubNumber, hubOfNumber, linesOf, mergeLines, packageLine, type PackageList, packageOfLine, type ReadDatabase } from '../index/index.ts';
import { addTo, emptySet, fullSet, hasId, lastPackage, type PackageSet, prepare, sizeOf, stopIfUnwanted } from '../query/index.ts';

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

/** The key index is in the order of lines for names of these characters: none is escaped, or comes before the quote that ends a name. */
const plainName = /^[#-[\]-\x7f]*$/;
const plainOrdinals = 10;
// GLOB takes four times as long.
const oddNames = `(instr(name, ' ') OR instr(name, '!') OR json_quote(name) <> '"' || name || '"' OR length(name) <> length(CAST(name AS BLOB)) OR ordinal >= ${plainOrdinals})`;

/** Sets up to this size are sorted in memory, larger ones are read in the order of the key index. */
const mostSorted = 50_000;

type LineWithId = readonly [line: string, id: number];

/** The lines of a set's packages, sorted by UTF-16 units, with their ids. However large the set, few of them are in memory at once. */
export function eachLine(database: ReadDatabase, set: PackageSet): Iterable<LineWithId> {
  if (sizeOf(set) > mostSorted) return linesInKeyOrder(database, set);
  const lines: LineWithId[] = [];
  eachPackage(database, set, (id, key) => void lines.push([packageLine(key), id]));
  return lines.sort(byLine);
}

function byLine([left]: LineWithId, [right]: LineWithId): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

export function* linesInKeyOrder(database: ReadDatabase, set: PackageSet): Generator<LineWithId> {
  const odd = oddLines(database, set);
  let next = 0;
  for (const [name, ordinal, id, hub] of inKeyOrder(database)) {
    if (!hasId(set, id) || ordinal >= plainOrdinals || !plainName.test(name)) continue;
    const line = `["${hub}","${name}",${ordinal}]`;
    for (; next < odd.length && (odd[next] as LineWithId)[0] < line; next += 1) yield odd[next] as LineWithId;
    yield [line, id];
  }
  yield* odd.slice(next);
}

/** Those whose place among the lines is not the one that the index gives them; few names have such characters. */
function oddLines(database: ReadDatabase, set: PackageSet): readonly LineWithId[] {
  const rows = prepare<[], readonly [number, number, string, number]>(database, `SELECT id, hub, name, ordinal FROM package INDEXED BY package_key WHERE hub >= 0 AND ${oddNames} AND (id & 1023 OR live())`).raw(true);
  return rows.all().flatMap(([id, hub, name, ordinal]): LineWithId[] => (hasId(set, id) ? [[packageLine({ hub: hubOfNumber(hub), name, ordinal }), id]] : [])).sort(byLine);
}

/** All packages by hub id and name. Read in pieces: a statement that stays open would forbid others. */
export function* inKeyOrder(database: ReadDatabase): Generator<readonly [name: string, ordinal: number, id: number, hub: (typeof hubIds)[number]]> {
  const rows = prepare<[number, string, number, number], readonly [string, number, number]>(
    database,
    'SELECT name, ordinal, id FROM package INDEXED BY package_key WHERE hub = ? AND (name, ordinal, id) > (?, ?, ?) ORDER BY name, ordinal, id LIMIT 4096',
  ).raw(true);
  for (const hub of [...hubIds].sort()) {
    let last: readonly [string, number, number] = ['', -1, 0];
    for (;;) {
      stopIfUnwanted(database);
      const page = rows.all(hubNumber(hub), ...last);
      const end = page.at(-1);
      if (end === undefined) break;
      for (const [name, ordinal, id] of page) yield [name, ordinal, id, hub];
      last = end;
    }
  }
}

/** Finds packages by their keys; 0 for one that the mirror does not have. */
export function packageFinder(database: ReadDatabase): (key: PackageKey) => number {
  const find = prepare<[number, string, number], { id: number }>(database, 'SELECT id FROM package WHERE hub = ? AND name = ? AND ordinal = ?');
  return ({ hub, name, ordinal }) => find.get(hubNumber(hub), name, ordinal)?.id ?? 0;
}

/** The same by their lines. */
export function lineFinder(database: ReadDatabase): (line: string) => number {
  const find = packageFinder(database);
  return (line) => {
    const key = packageOfLine(line);
    return key === null ? 0 : find(key);
  };
}

export interface PlacedList {
  /** Those of a list that the mirror has. */
  readonly set: PackageSet;
  /** The same by their positions in the list. */
  readonly here: PackageSet;
}

/** Of a list that names fewer than this share of the mirror, each package is looked up; else both are gone through side by side. */
const fewOf = 8;
const lookupsPerStep = 4096;

export function placeList(database: ReadDatabase, list: PackageList): PlacedList {
  const last = lastPackage(database);
  const placed: PlacedList = { set: emptySet(last), here: emptySet(list.total) };
  let position = 0;
  const take = (id: number): void => {
    if (id > 0) {
      addTo(placed.set, id);
      addTo(placed.here, position);
    }
    position += 1;
  };
  if (list.total * fewOf < last) {
    const find = lineFinder(database);
    for (const line of linesOf(list)) {
      if (position % lookupsPerStep === 0) stopIfUnwanted(database);
      take(find(line));
    }
    return placed;
  }
  let id = 0;
  const all = mapped(eachLine(database, fullSet(last)), (entry) => {
    id = entry[1];
    return entry[0];
  });
  // The right side's line was read last where both have it: its id is the one remembered then.
  for (const [, side] of mergeLines(linesOf(list), all)) if (side < 1) take(side === 0 ? id : 0);
  return placed;
}

function* mapped<From, To>(from: Iterable<From>, change: (each: From) => To): Generator<To> {
  for (const each of from) yield change(each);
}

/** The lines alone. */
export function sortedLines(database: ReadDatabase, set: PackageSet): Iterable<string> {
  return mapped(eachLine(database, set), ([line]) => line);
}
