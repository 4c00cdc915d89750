import type { PackageKey } from '../../shared/domain/index.ts';
import { fold } from '../../shared/search/index.ts';
import { hubNumber, hubOfNumber, type ReadDatabase } from '../index/index.ts';
import { prepare, stopIfUnwanted } from '../query/index.ts';
import { comparableAddress, type IdLine, type Reading } from './id-file.ts';

export interface FoundIds {
  /** Each once, in the order of the file. */
  readonly packages: readonly PackageKey[];
  /** Lines that name a package once more. */
  readonly repeated: number;
  readonly unresolved: readonly { readonly line: number; readonly text: string; readonly reason: string }[];
  readonly ambiguous: readonly { readonly line: number; readonly text: string; readonly candidates: readonly PackageKey[] }[];
}

const linesPerStep = 1024;

/**
 * The packages that lines name. A name is compared as it is written; only where nothing is named so, case and accents aside, and with
 * the owner before it. A line that fits several packages takes none of them.
 */
export function findIds(database: ReadDatabase, lines: readonly IdLine[]): FoundIds {
  const exact = exactLookup(database);
  const found = lines.map((line, at) => {
    if (at % linesPerStep === 0) stopIfUnwanted(database);
    return distinct(line.readings.flatMap(exact));
  });
  const open = lines.filter((_, at) => (found[at] as readonly number[]).length === 0);
  const near = open.length === 0 ? () => [] : nearLookup(database, open);
  const keyOf = keyLookup(database);
  const taken = new Set<number>();
  const packages: PackageKey[] = [];
  const unresolved: { line: number; text: string; reason: string }[] = [];
  const ambiguous: { line: number; text: string; candidates: PackageKey[] }[] = [];
  let repeated = 0;
  for (const [at, { line, text, readings, reason }] of lines.entries()) {
    const written = found[at] as readonly number[];
    const ids = written.length > 0 ? written : distinct(readings.flatMap(near));
    const [id] = ids;
    if (id === undefined) unresolved.push({ line, text, reason: reason ?? 'No package of this mirror is named so.' });
    else if (ids.length > 1) ambiguous.push({ line, text, candidates: ids.slice(0, 10).map(keyOf) });
    else if (taken.has(id)) repeated += 1;
    else {
      taken.add(id);
      packages.push(keyOf(id));
    }
  }
  return { packages, repeated, unresolved, ambiguous };
}

function distinct(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)];
}

type Lookup = (reading: Reading) => readonly number[];

const hubNumbers = [0, 1, 2, 3, 4] as const;

function exactLookup(database: ReadDatabase): Lookup {
  const named = prepare<[number, string], { id: number; ordinal: number }>(database, 'SELECT id, ordinal FROM package WHERE hub = ? AND name = ?');
  return (reading) => {
    switch (reading.kind) {
      case 'key':
        return named.all(hubNumber(reading.hub), reading.name).flatMap(({ id, ordinal }) => (reading.ordinal === null || reading.ordinal === ordinal ? [id] : []));
      case 'name':
        return hubNumbers.flatMap((hub) => named.all(hub, reading.name).map(({ id }) => id));
      case 'address':
        return [];
    }
  };
}

interface NamedRow {
  readonly id: number;
  readonly hub: number;
  readonly name: string;
  readonly owner: string | null;
  readonly url: string | null;
}

/** One walk over all packages, which keeps only what some line may mean. */
function nearLookup(database: ReadDatabase, lines: readonly IdLine[]): Lookup {
  const wanted = new Map<string, number[]>();
  for (const { readings } of lines) for (const reading of readings) wanted.set(wordOf(reading), []);
  const rows = prepare<[], NamedRow>(
    database,
    'SELECT p.id, p.hub, p.name, t.text AS owner, p.url FROM package AS p LEFT JOIN term AS t ON t.id = p.owner WHERE (p.id & 1023 OR live())',
  );
  for (const { id, hub, name, owner, url } of rows.iterate()) {
    const folded = fold(name);
    const whole = owner === null ? folded : `${fold(owner)}/${folded}`;
    for (const word of [`name ${folded}`, `name ${whole}`, `key ${hub} ${folded}`, `key ${hub} ${whole}`]) wanted.get(word)?.push(id);
    if (url === null) continue;
    const address = comparableAddress(url);
    wanted.get(`address ${address}`)?.push(id);
    const repository = repositoryOf(address);
    if (repository !== address) wanted.get(`address ${repository}`)?.push(id);
  }
  return (reading) => {
    const ids = wanted.get(wordOf(reading)) ?? [];
    return reading.kind === 'key' && reading.ordinal !== null ? [] : ids;
  };
}

function wordOf(reading: Reading): string {
  switch (reading.kind) {
    case 'key':
      return `key ${hubNumber(reading.hub)} ${fold(reading.name)}`;
    case 'name':
      return `name ${fold(reading.name)}`;
    case 'address':
      return `address ${reading.address}`;
  }
}

/** `github.com/owner/repository` of a longer address there. */
function repositoryOf(address: string): string {
  return address.startsWith('github.com/') ? address.split('/').slice(0, 3).join('/') : address;
}

function keyLookup(database: ReadDatabase): (id: number) => PackageKey {
  const read = prepare<[number], { hub: number; name: string; ordinal: number }>(database, 'SELECT hub, name, ordinal FROM package WHERE id = ?');
  return (id) => {
    const row = read.get(id);
    if (!row) throw new Error(`There is no package ${id}`);
    return { hub: hubOfNumber(row.hub), name: row.name, ordinal: row.ordinal };
  };
}
