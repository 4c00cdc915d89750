import type { FacetField } from '../../shared/contract/index.ts';
import { type ReadDatabase, type TermKind, termKinds } from '../index/index.ts';
import { type FacetValues, hubValues, maintainerValues, type SpellingCount, termValues } from './facet-values.ts';
import { type Chunk, isHeld, numbersIn, readColumn, type ReadColumn } from './held-columns.ts';
import { prepare } from './statements.ts';
import type { TimeLimit } from './time-limit.ts';

/** Facets whose values are told apart by a column; flags are conditions of their own. */
export type ListedField = Exclude<FacetField, 'has' | 'is'>;

/** Which of some packages has which value: one entry for each pair, none twice. */
export interface PairChunk extends Chunk {
  /** Id of the first package that the chunk is about. */
  readonly from: number;
  /** Packages, as what is to be added to `from`. */
  readonly offsets: Uint16Array;
  readonly values: Uint32Array;
  /** Where the entries begin that tell of values a package is only found by: spellings of the hub, the second name of a person. */
  readonly ownEnd: number;
}

/** Where the pairs of a field lie. `also`: what a package is found by, beside the value that it is listed with. */
interface Source {
  readonly sql: string;
  readonly also: boolean;
}

/** How many terms a statement can name before walking all terms of the packages is faster. */
const fewTerms = 200;

const columns = {
  owner: { kind: 'owner', column: 'owner', original: null },
  task: { kind: 'task', column: 'task', original: 'task_original' },
  architecture: { kind: 'architecture', column: 'architecture', original: 'architecture_original' },
  license: { kind: 'license', column: 'license', original: 'license_original' },
  library: { kind: 'library', column: 'library', original: 'library_original' },
} as const satisfies Partial<Record<ListedField, { kind: TermKind; column: string; original: string | null }>>;

export function facetValues(database: ReadDatabase, field: ListedField): FacetValues {
  if (field === 'hub') return hubValues();
  return field === 'maintainer' ? maintainerValues(database) : termValues(database, field);
}

/** The pairs of a field, as far as they could be read in time. */
export function facetColumn(database: ReadDatabase, field: ListedField, values: FacetValues, limit: TimeLimit): ReadColumn<PairChunk> {
  const sources = sourcesOf(database, field);
  return readColumn(database, keyOf(field), (from, to) => readPairs(database, sources, values, from, to), limit);
}

export function isColumnHeld(database: ReadDatabase, field: ListedField): boolean {
  return isHeld(database, keyOf(field));
}

function keyOf(field: ListedField): string {
  return `facet ${field}`;
}

function sourcesOf(database: ReadDatabase, field: ListedField): readonly Source[] {
  switch (field) {
    case 'hub':
      return [{ sql: 'SELECT group_concat(id) AS packages, group_concat(hub) AS members FROM package WHERE id BETWEEN ? AND ?', also: false }];
    case 'owner':
    case 'task':
    case 'architecture':
    case 'license':
    case 'library': {
      const { column, original } = columns[field];
      const own = inColumn(column, false);
      const also = original === null ? [] : [inColumn(original, true)];
      // A package has one licence in its row and any others among its terms.
      return field === 'license' ? [own, inTerms(database, 'license'), ...also] : [own, ...also];
    }
    case 'base':
      return [{ sql: 'SELECT group_concat(package) AS packages, group_concat(base) AS members FROM (SELECT DISTINCT package, base FROM lineage WHERE package BETWEEN ? AND ?)',
          also: false, }];
    case 'maintainer':
      return [
        {
          sql: `SELECT group_concat(p.id) AS packages, group_concat(c.person) AS members
            FROM package AS p CROSS JOIN contribution AS c ON c.repository = p.repository WHERE p.id BETWEEN ? AND ?`,
          also: false,
        },
      ];
    default:
      return [inTerms(database, field)];
  }
}

function inColumn(column: string, also: boolean): Source {
  // The rows are walked in any case: an index on the column would be walked whole for each chunk.
  return { sql: `SELECT group_concat(id) AS packages, group_concat(${column}) AS members FROM package NOT INDEXED WHERE id BETWEEN ? AND ? AND ${column} IS NOT NULL`, also };
}

function inTerms(database: ReadDatabase, kind: TermKind): Source {
  const number = termKinds[kind];
  const terms = prepare<[number, number], { count: number }>(database, 'SELECT count(*) AS count FROM (SELECT 1 FROM term WHERE kind = ? LIMIT ?)').get(number, fewTerms)?.count ?? 0;
  const select = 'SELECT group_concat(pt.package) AS packages, group_concat(pt.term) AS members FROM';
  const sql =
    terms < fewTerms
      ? `${select} package_term AS pt WHERE pt.package BETWEEN ? AND ? AND pt.term IN (SELECT id FROM term WHERE kind = ${number})`
      : `${select} package_term AS pt CROSS JOIN term ON term.id = pt.term WHERE pt.package BETWEEN ? AND ? AND term.kind = ${number}`;
  return { sql, also: false };
}

function readPairs(database: ReadDatabase, sources: readonly Source[], values: FacetValues, from: number, to: number): PairChunk {
  const read = sources.flatMap(({ sql, also }) => {
    const row = prepare<[number, number], { packages: string | null; members: string | null }>(database, sql).get(from, to);
    return !row || row.packages === null ? [] : [{ packages: numbersIn(row.packages), members: numbersIn(row.members), also }];
  });
  const [only] = read;
  const isPlain = values.valueOf.size === 0 && values.alsoOf.size === 0 && read.length === 1 && only?.also === false;
  if (isPlain && only.packages.every((id, at) => at === 0 || id >= (only.packages[at - 1] as number))) {
    const { packages, members } = only;
    return { from, offsets: Uint16Array.from(packages, (id) => id - from), values: Uint32Array.from(members), ownEnd: packages.length, bytes: 6 * packages.length };
  }
  const { end, valueOf, alsoOf } = values;
  const keys: number[] = [];
  // Sorts by package, then value, then whether it is only found by it.
  const add = (id: number, value: number, also: boolean): void => void keys.push(((id - from) * end + value) * 2 + (also ? 1 : 0));
  for (const { packages, members, also } of read) {
    for (const [at, id] of packages.entries()) {
      const member = members[at] as number;
      const other = alsoOf.get(member);
      add(id, valueOf.get(member) ?? member, also);
      if (other !== undefined) add(id, other, true);
    }
  }
  return chunkOf(Float64Array.from(keys).sort(), end, from);
}

/** The pairs of sorted keys, each once; what is listed and also found by counts as listed. */
function chunkOf(keys: Float64Array, end: number, from: number): PairChunk {
  const offsets = new Uint16Array(keys.length);
  const values = new Uint32Array(keys.length);
  const alsoOffsets: number[] = [];
  const alsoValues: number[] = [];
  let length = 0;
  let before = -1;
  for (const key of keys) {
    const pair = Math.floor(key / 2);
    if (pair === before) continue;
    before = pair;
    if (key % 2 === 1) {
      alsoOffsets.push(Math.floor(pair / end));
      alsoValues.push(pair % end);
    } else {
      offsets[length] = Math.floor(pair / end);
      values[length] = pair % end;
      length += 1;
    }
  }
  const all = length + alsoOffsets.length;
  const chunk = { from, offsets: offsets.slice(0, all), values: values.slice(0, all), ownEnd: length, bytes: 6 * all };
  chunk.offsets.set(alsoOffsets, length);
  chunk.values.set(alsoValues, length);
  return chunk;
}

/** In how many packages of the index a member stands, to tell which spelling of a value is the usual one. */
export function spellingCount(database: ReadDatabase, field: ListedField): SpellingCount {
  const statement = prepare<[number], { count: number }>(database, spellingSql(field));
  return (member) => statement.get(member)?.count ?? 0;
}

function spellingSql(field: ListedField): string {
  switch (field) {
    case 'owner':
    case 'task':
    case 'architecture':
    case 'license':
    case 'library':
      return `SELECT count(*) AS count FROM package WHERE ${columns[field].column} = ?`;
    case 'base':
      return 'SELECT count(*) AS count FROM lineage WHERE base = ?';
    default:
      return 'SELECT count(*) AS count FROM package_term WHERE term = ?';
  }
}
