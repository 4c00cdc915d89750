import type { HubId, PackageKey } from '../../shared/domain/index.ts';
import { assertNever, ExpectedError } from '../../shared/result.ts';
import { cloneStates, hubNumber, hubOfNumber, type ReadDatabase } from '../index/index.ts';
import { compileSearch, type Condition, orderOf, prepareForSearch, readSearch, type SqlValue } from '../query/index.ts';
import type { LeftOut, Selection } from './types.ts';

/** A selection made ready to be asked for. */
export interface ChosenPackages {
  readonly selection: Selection;
  /** A condition on `package AS p`; null where all packages belong to it. */
  readonly condition: Condition | null;
  /** What follows ORDER BY on `package AS p`. */
  readonly order: { readonly sql: string; readonly params: readonly SqlValue[] };
  /** The order in words, for the manifest. */
  readonly orderedBy: string;
  readonly leftOut: readonly LeftOut[];
  readonly notes: readonly string[];
}

const examplesShown = 20;

/**
 * Reads a selection. Throws `invalid-arguments` for a search that cannot be read whole, since what is left out of it
 * would widen the export in silence, and `not-found` for a list of which the mirror has nothing.
 */
export function choosePackages(database: ReadDatabase, selection: Selection): ChosenPackages {
  switch (selection.kind) {
    case 'query':
      return chooseByQuery(database, selection);
    case 'list':
      return chooseFromList(database, selection);
    default:
      return assertNever(selection);
  }
}

function chooseByQuery(database: ReadDatabase, selection: Selection & { kind: 'query' }): ChosenPackages {
  const { tree, sort, notes } = readSearch(selection.query);
  const error = notes.find((note) => note.severity === 'error');
  if (error) throw new ExpectedError('invalid-arguments', `The search cannot be read: ${error.message}`, 'Correct the search; nothing was exported.');
  prepareForSearch(database);
  return {
    selection,
    condition: compileSearch(database, tree),
    order: sort.length === 0 ? { sql: 'p.id', params: [] } : orderOf(tree, sort),
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
    condition: { where: 'p.id IN (SELECT value FROM json_each(?))', params: [JSON.stringify([...ids])] },
    order: { sql: 'p.id', params: [] },
    orderedBy: "the mirror's own order: hubs, then records",
    leftOut: missing.length === 0 ? [] : [leftOut('Not in this mirror.', missing.length, missing.slice(0, examplesShown).map((key) => `${key.hub}/${key.name}`))],
    notes: [],
  };
}

export function leftOut(reason: string, count: number, examples: readonly string[]): LeftOut {
  return { reason, count, examples: examples.slice(0, examplesShown) };
}

/** The chosen packages that meet one more condition, as what follows FROM package AS p. */
export function chosenWhere(chosen: ChosenPackages, more: string): { readonly sql: string; readonly params: readonly SqlValue[] } {
  const { condition } = chosen;
  return { sql: `WHERE live() AND (${more})${condition ? ` AND ${condition.where}` : ''}`, params: condition?.params ?? [] };
}

/** Ids of the chosen packages in their order: four bytes each, so that millions of them stay small. */
export function chosenIds(database: ReadDatabase, chosen: ChosenPackages): Uint32Array {
  const where = chosenWhere(chosen, '1');
  const statement = database.prepare<SqlValue[], number>(`SELECT p.id FROM package AS p ${where.sql} ORDER BY ${chosen.order.sql}`).pluck();
  let ids = new Uint32Array(1024);
  let count = 0;
  for (const id of statement.iterate(...where.params, ...chosen.order.params)) {
    if (count === ids.length) {
      const larger = new Uint32Array(ids.length * 2);
      larger.set(ids);
      ids = larger;
    }
    ids[count] = id;
    count += 1;
  }
  return ids.subarray(0, count);
}

/** How many of the chosen packages each hub has, in the order of the hubs. */
export function countByHub(database: ReadDatabase, chosen: ChosenPackages, more = '1'): { readonly hub: HubId; readonly packages: number }[] {
  const where = chosenWhere(chosen, more);
  return database
    .prepare<SqlValue[], { hub: number; packages: number }>(`SELECT p.hub, count(*) AS packages FROM package AS p ${where.sql} GROUP BY p.hub ORDER BY p.hub`)
    .all(...where.params)
    .map(({ hub, packages }) => ({ hub: hubOfNumber(hub), packages }));
}

/** Packages whose clone can be copied: those inside archives lie in no folder. */
export const hasFolder = `(p.repository IS NOT NULL AND p.clone <> ${cloneStates.indexOf('archived')})`;

/** How many repositories of the chosen packages lie in folders of this mirror, each counted once. */
export function countClones(database: ReadDatabase, chosen: ChosenPackages): number {
  const where = chosenWhere(chosen, hasFolder);
  return database.prepare<SqlValue[], number>(`SELECT count(DISTINCT p.repository) FROM package AS p ${where.sql}`).pluck().get(...where.params) ?? 0;
}
