import type { FacetField } from '../../shared/contract/index.ts';
import { type ReadDatabase, type TermKind, termKinds } from '../index/index.ts';
import type { FacetValues } from './facet-values.ts';
import { type Chunk, numbersIn, readColumn, type ReadColumn } from './held-columns.ts';
import { prepare } from './statements.ts';
import type { TimeLimit } from './time-limit.ts';

/** Fields of which a package can have several values. */
export type PairField = Extract<FacetField, 'dataset' | 'language' | 'tag' | 'format' | 'paper' | 'base' | 'maintainer'>;

/** Which of some packages has which value: one entry for each pair, none twice. */
interface PairChunk extends Chunk {
  /** Id of the first package that the chunk is about. */
  readonly from: number;
  /** Packages, as what is to be added to `from`. */
  readonly offsets: Uint16Array;
  readonly values: Uint32Array;
  /** Where the entries begin that tell of values a package is only found by: the second name of a paper or a person. */
  readonly ownEnd: number;
}

/** How many terms a statement can name before walking all terms of the packages is faster. */
const fewTerms = 200;

/** The pairs of a field, as far as they could be read in time. */
export function pairColumn(database: ReadDatabase, field: PairField, values: FacetValues, limit: TimeLimit): ReadColumn<PairChunk> {
  const sql = pairsSql(database, field);
  return readColumn(database, field, (from, to) => readPairs(database, sql, values, from, to), limit);
}

function pairsSql(database: ReadDatabase, field: PairField): string {
  switch (field) {
    case 'base':
      return 'SELECT group_concat(package) AS packages, group_concat(base) AS members FROM (SELECT DISTINCT package, base FROM lineage WHERE package BETWEEN ? AND ?)';
    case 'maintainer':
      return `SELECT group_concat(p.id) AS packages, group_concat(c.person) AS members
        FROM package AS p CROSS JOIN contribution AS c ON c.repository = p.repository WHERE p.id BETWEEN ? AND ?`;
    default:
      return termPairsSql(database, field);
  }
}

function termPairsSql(database: ReadDatabase, kind: TermKind): string {
  const number = termKinds[kind];
  const terms = prepare<[number, number], { count: number }>(database, 'SELECT count(*) AS count FROM (SELECT 1 FROM term WHERE kind = ? LIMIT ?)').get(number, fewTerms)?.count ?? 0;
  const select = 'SELECT group_concat(pt.package) AS packages, group_concat(pt.term) AS members FROM package_term AS pt';
  return terms < fewTerms
    ? `${select} WHERE pt.package BETWEEN ? AND ? AND pt.term IN (SELECT id FROM term WHERE kind = ${number})`
    : `${select} CROSS JOIN term ON term.id = pt.term WHERE pt.package BETWEEN ? AND ? AND term.kind = ${number}`;
}

function readPairs(database: ReadDatabase, sql: string, values: FacetValues, from: number, to: number): PairChunk {
  const row = prepare<[number, number], { packages: string | null; members: string | null }>(database, sql).get(from, to);
  const packages = numbersIn(row?.packages ?? null);
  const members = numbersIn(row?.members ?? null);
  const { end, valueOf, alsoOf } = values;
  const isPlain = valueOf.size === 0 && alsoOf.size === 0;
  if (isPlain && packages.every((id, at) => at === 0 || id >= (packages[at - 1] as number))) {
    return { from, offsets: Uint16Array.from(packages, (id) => id - from), values: Uint32Array.from(members), ownEnd: packages.length, bytes: 6 * packages.length };
  }
  const keys: number[] = [];
  // Sorts by package, then value, then whether it is only found by it.
  const add = (id: number, value: number, also: boolean): void => void keys.push(((id - from) * end + value) * 2 + (also ? 1 : 0));
  for (const [at, id] of packages.entries()) {
    const member = members[at] as number;
    const other = alsoOf.get(member);
    add(id, valueOf.get(member) ?? member, false);
    if (other !== undefined) add(id, other, true);
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
