import type { Facet, FacetField } from '../../shared/contract/index.ts';
import { cloneStates, hubOfNumber, nameOf, type ReadDatabase, type TermKind, termKinds } from '../index/index.ts';
import type { CompiledSearch, SqlValue } from './compile-search.ts';
import { countPackages, prepareForSearch, whereOf } from './search.ts';
import { prepare, remember } from './statements.ts';

/** How a facet's values are stored: a number, one term, or any number of terms. */
type Storage =
  | { readonly kind: 'number'; readonly column: string; readonly nameOf: (number: number) => string }
  | { readonly kind: 'term'; readonly column: string; readonly terms: TermKind }
  | { readonly kind: 'terms'; readonly terms: TermKind };

const storages: Readonly<Record<FacetField, Storage>> = {
  hub: { kind: 'number', column: 'hub', nameOf: hubOfNumber },
  clone: { kind: 'number', column: 'clone', nameOf: (number) => nameOf(cloneStates, number) },
  owner: { kind: 'term', column: 'owner', terms: 'owner' },
  task: { kind: 'term', column: 'task', terms: 'task' },
  architecture: { kind: 'term', column: 'architecture', terms: 'architecture' },
  license: { kind: 'term', column: 'license', terms: 'license' },
  library: { kind: 'term', column: 'library', terms: 'library' },
  dataset: { kind: 'terms', terms: 'dataset' },
  language: { kind: 'terms', terms: 'language' },
  format: { kind: 'terms', terms: 'format' },
};

interface Group {
  readonly field: FacetField;
  /** Null for the packages without a value. */
  readonly value: string | number | null;
  readonly count: number;
  /** Groups of the field, the one without a value among them. */
  readonly groups: number;
}

/**
 * Counts the values of several fields over one search, the most frequent first. Values that fold to the same text are
 * one value, as they are to the search language; the most frequent spelling stands for them.
 */
export function countValues(database: ReadDatabase, search: CompiledSearch | null, fields: readonly FacetField[], limit: number): Facet[] {
  if (!search) return fields.map((field) => remember(database, `facet ${field} ${limit}`, () => countStored(database, null, [field], limit)).flat()).flat();
  return countStored(database, search, fields, limit);
}

/** The most frequent values of a field over the whole index. */
export function topValues(database: ReadDatabase, field: FacetField, limit: number): Facet['values'] {
  return countValues(database, null, [field], limit).flatMap((facet) => facet.values);
}

function countStored(database: ReadDatabase, search: CompiledSearch | null, fields: readonly FacetField[], limit: number): Facet[] {
  if (fields.length === 0) return [];
  prepareForSearch(database);
  const total = countPackages(database, search);
  const hits = search
    ? `WITH hits AS MATERIALIZED (SELECT p.id, p.hub, p.clone, p.owner, p.task, p.architecture, p.license, p.library
         FROM package AS p ${whereOf(search)})`
    : '';
  const isBroad = total * 10 > countPackages(database, null);
  const selects = fields.map((field) => `SELECT * FROM (${groupsSql(field, search !== null, isBroad)})`);
  const params: SqlValue[] = [...(search?.params ?? []), ...fields.map(() => limit + 1)];
  const groups = database.prepare<SqlValue[], Group>(`${hits} ${selects.join(' UNION ALL ')}`).all(...params);
  return fields.map((field) => facetOf(database, field, groups.filter((group) => group.field === field), total, limit));
}

/** The groups of one field, the one without a value first, then the largest. */
function groupsSql(field: FacetField, isFiltered: boolean, isBroad: boolean): string {
  const storage = storages[field];
  const from = isFiltered ? 'hits AS p' : 'package AS p';
  const tail = `ORDER BY value IS NOT NULL, count DESC, value LIMIT ?`;
  if (storage.kind === 'number') {
    return `SELECT '${field}' AS field, p.${storage.column} AS value, count(*) AS count, count(*) OVER () AS groups
      FROM ${from} WHERE live() GROUP BY p.${storage.column} ${tail}`;
  }
  if (storage.kind === 'term') {
    return `SELECT '${field}' AS field, term.folded AS value, sum(c.count) AS count, count(*) OVER () AS groups
      FROM (SELECT p.${storage.column} AS id, count(*) AS count FROM ${from} WHERE live() GROUP BY p.${storage.column}) AS c
        LEFT JOIN term ON term.id = c.id
      GROUP BY term.folded ${tail}`;
  }
  const isOfKind = `term.kind = ${termKinds[storage.terms]} AND live()`;
  // A few packages are asked for their terms; a large part of them is met faster on the way over the terms (the plus
  // keeps SQLite from asking every package about every term).
  const pairs =
    isFiltered && !isBroad
      ? `hits CROSS JOIN package_term AS pt ON pt.package = hits.id CROSS JOIN term ON term.id = pt.term AND ${isOfKind}`
      : `term CROSS JOIN package_term AS pt ON pt.term = term.id AND ${isOfKind} ${isFiltered ? 'AND +pt.package IN (SELECT id FROM hits)' : ''}`;
  return `SELECT '${field}' AS field, value, count, groups FROM (
      SELECT term.folded AS value, count(DISTINCT pt.package) AS count, count(*) OVER () AS groups FROM ${pairs} GROUP BY term.folded
      UNION ALL SELECT NULL, count(DISTINCT pt.package), 0 FROM ${pairs}) ${tail}`;
}

function facetOf(database: ReadDatabase, field: FacetField, groups: readonly Group[], total: number, limit: number): Facet {
  const storage = storages[field];
  const without = groups.find((group) => group.value === null);
  const named = groups.filter((group) => group.value !== null);
  const shown = named.slice(0, limit);
  // Of fields with several values the group without one says how many packages have any.
  const missing = storage.kind === 'terms' ? total - (without?.count ?? 0) : (without?.count ?? 0);
  const distinct = (named[0]?.groups ?? 0) - (storage.kind !== 'terms' && without ? 1 : 0);
  return {
    field,
    values: shown.map(({ value, count }) => ({ value: textOf(database, storage, value ?? ''), count })),
    missing,
    more: Math.max(0, distinct - shown.length),
  };
}

function textOf(database: ReadDatabase, storage: Storage, value: string | number): string {
  if (storage.kind === 'number') return storage.nameOf(Number(value));
  const spellings = prepare<[number, string], { id: number; text: string }>(
    database,
    `SELECT id, text FROM term WHERE kind = ? AND folded = ? ORDER BY text`,
  ).all(termKinds[storage.terms], String(value));
  const [first] = spellings;
  if (spellings.length < 2) return first?.text ?? String(value);
  const sql = storage.kind === 'term' ? `SELECT count(*) AS count FROM package WHERE ${storage.column} = ?` : `SELECT count(*) AS count FROM package_term WHERE term = ?`;
  const statement = prepare<[number], { count: number }>(database, sql);
  const counted = spellings.map(({ id, text }) => ({ text, count: statement.get(id)?.count ?? 0 }));
  return counted.reduce((best, spelling) => (spelling.count > best.count ? spelling : best)).text;
}
