import type { HubId, PackageKey } from '../../shared/domain/index.ts';
import { assertNever, ExpectedError } from '../../shared/result.ts';
import { cloneStates, hubNumber, hubOfNumber, type ReadDatabase } from '../index/index.ts';
import { eachNumbers, foundIds, lastPackage, readSearch, unknownSets } from '../query/index.ts';
import { withSubsets } from '../named-subsets/index.ts';
import type { LeftOut, Selection } from './types.ts';

/** A selection made ready to be asked for. */
export interface ChosenPackages {
  readonly selection: Selection;
  /** Their ids in the order of the export: four bytes each, so that millions of them stay small. */
  readonly ids: Uint32Array;
  /** The same as a JSON list, for conditions in SQL; null where the mirror's packages are all chosen. */
  readonly idList: string | null;
  /** The order in words, for the manifest. */
  readonly orderedBy: string;
  readonly leftOut: readonly LeftOut[];
  readonly notes: readonly string[];
}

const examplesShown = 20;

/** Runs something while `subset:` stands for what the selection says of it; what searches again, as a report does, must run within. */
export function withSetsOf<Value>(database: ReadDatabase, selection: Selection, run: () => Value): Value {
  return selection.kind === 'query' && selection.subsets ? withSubsets(database, selection.subsets, run) : run();
}

/**
 * Reads a selection. Throws `invalid-arguments` for a search that cannot be read whole, since what is left out of it
 * would widen the export in silence, and `not-found` for a list of which the mirror has nothing.
 */
export function choosePackages(database: ReadDatabase, selection: Selection): ChosenPackages {
  switch (selection.kind) {
    case 'query':
      return withSetsOf(database, selection, () => chooseByQuery(database, selection));
    case 'list':
      return chooseFromList(database, selection);
    default:
      return assertNever(selection);
  }
}

function chooseByQuery(database: ReadDatabase, selection: Selection & { kind: 'query' }): ChosenPackages {
  const search = readSearch(selection.query);
  const { sort, notes } = search;
  const error = notes.find((note) => note.severity === 'error') ?? unknownSets(database, selection.query)[0];
  if (error) throw new ExpectedError('invalid-arguments', `The search cannot be read: ${error.message}`, 'Correct the search; nothing was exported.');
  return {
    selection,
    ...inSql(database, foundIds(database, search)),
    orderedBy: sort.length === 0 ? "the mirror's own order: hubs, then records" : sort.map(({ by, descending }) => `${by} ${descending ? 'descending' : 'ascending'}`).join(', '),
    leftOut: [],
    notes: notes.map((note) => note.message),
  };
}

function chooseFromList(database: ReadDatabase, selection: Selection & { kind: 'list' }): ChosenPackages {
  const find = database.prepare<[number, string, number], { id: number }>('SELECT id FROM package WHERE hub = ? AND name = ? AND ordinal = ?');
  const ids = new Set<number>();
  const missing: PackageKey[] = [];
  for (const key of selection.packages) {
    const found = find.get(hubNumber(key.hub), key.name, key.ordinal);
    if (found) ids.add(found.id);
    else missing.push(key);
  }
  if (ids.size === 0) throw new ExpectedError('not-found', 'None of the listed packages is in this mirror.');
  return {
    selection,
    ...inSql(database, Uint32Array.from(ids).sort()),
    orderedBy: "the mirror's own order: hubs, then records",
    leftOut: missing.length === 0 ? [] : [leftOut('Not in this mirror.', missing.length, missing.slice(0, examplesShown).map((key) => `${key.hub}/${key.name}`))],
    notes: [],
  };
}

function inSql(database: ReadDatabase, ids: Uint32Array): Pick<ChosenPackages, 'ids' | 'idList'> {
  return { ids, idList: ids.length === lastPackage(database) ? null : `[${ids.join(',')}]` };
}

export function leftOut(reason: string, count: number, examples: readonly string[]): LeftOut {
  return { reason, count, examples: examples.slice(0, examplesShown) };
}

/** The chosen packages that meet one more condition, as what follows FROM package AS p. */
export function chosenWhere({ idList }: ChosenPackages, more: string): { readonly sql: string; readonly params: readonly string[] } {
  const sql = `WHERE live() AND (${more})`;
  return idList === null ? { sql, params: [] } : { sql: `${sql} AND p.id IN (SELECT value FROM json_each(?))`, params: [idList] };
}

/** The newest date that the mirror states of a chosen package, in seconds since 1970; null where it states none. */
export function newestDate(database: ReadDatabase, chosen: ChosenPackages): number | null {
  const where = chosenWhere(chosen, '1');
  return database.prepare<string[], number | null>(`SELECT max(coalesce(max(p.modified, p.created), p.modified, p.created)) FROM package AS p ${where.sql}`).pluck().get(...where.params) ?? null;
}

/** How many of the chosen packages each hub has, in the order of the hubs. */
export function countByHub(database: ReadDatabase, chosen: ChosenPackages, more = '1'): { readonly hub: HubId; readonly packages: number }[] {
  const where = chosenWhere(chosen, more);
  return database
    .prepare<string[], { hub: number; packages: number }>(`SELECT p.hub, count(*) AS packages FROM package AS p ${where.sql} GROUP BY p.hub ORDER BY p.hub`)
    .all(...where.params)
    .map(({ hub, packages }) => ({ hub: hubOfNumber(hub), packages }));
}

/** The chosen packages of each hub that has any, in their order; hubs in theirs. */
export function idsByHub(database: ReadDatabase, { ids }: ChosenPackages): readonly { readonly hub: HubId; readonly ids: Uint32Array }[] {
  const hubOf = new Uint8Array(lastPackage(database) + 1);
  eachNumbers(database, 'hub', (numbers, first) => {
    for (let at = 0; at < numbers.length; at += 1) hubOf[first + at] = numbers[at] as number;
  });
  const lists = new Map<number, number[]>();
  for (const id of ids) {
    const hub = hubOf[id] as number;
    const list = lists.get(hub) ?? [];
    lists.set(hub, list);
    list.push(id);
  }
  return [...lists].sort(([left], [right]) => left - right).map(([hub, list]) => ({ hub: hubOfNumber(hub), ids: Uint32Array.from(list) }));
}

/** Packages whose clone can be copied: those inside archives lie in no folder. */
export const hasFolder = `(p.repository IS NOT NULL AND p.clone <> ${cloneStates.indexOf('archived')})`;

/** How many repositories of the chosen packages lie in folders of this mirror, each counted once. */
export function countClones(database: ReadDatabase, chosen: ChosenPackages): number {
  const where = chosenWhere(chosen, hasFolder);
  return database.prepare<string[], number>(`SELECT count(DISTINCT p.repository) FROM package AS p ${where.sql}`).pluck().get(...where.params) ?? 0;
}
