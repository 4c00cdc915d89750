import { groupBy } from '../../shared/group.ts';
import { fold } from '../../shared/search/fold.ts';
import { type ReadDatabase, type TermKind, termKinds } from '../index/index.ts';
import { eachMember } from './column-values.ts';
import { termValues } from './facet-values.ts';
import { hold, lastPackage, stopIfUnwanted } from './held.ts';
import { numbersIn } from './held-columns.ts';
import { withTerms } from './package-fields.ts';
import { addTo, difference, emptySet, hasId, intersection, type PackageSet, sizeOf, union } from './package-set.ts';
import { countColumn, spellingCount } from './value-counts.ts';
import { prepare } from './statements.ts';

const rowFields = ['task', 'architecture', 'license', 'library', 'owner'] as const;
const listFields = ['dataset', 'language', 'format'] as const satisfies readonly TermKind[];
type RowField = (typeof rowFields)[number];
type ListField = (typeof listFields)[number];

/** Fields whose values can be counted whole. A package may have several values of all but task, architecture, library and owner. */
export type CountedField = RowField | ListField;

/** A value of a field, whatever its spellings. */
export interface CountedValue {
  /** Of its first term. */
  readonly number: number;
  /** Packages that have it. */
  readonly count: number;
  /** Whether the search for it finds these and no others: a package may also be found by its hub's own spelling. */
  isFound(): boolean;
  /** Its usual spelling. */
  text(): string;
}

function isRowField(field: CountedField): field is RowField {
  return (rowFields as readonly CountedField[]).includes(field);
}

/** The values of a field among some packages, the most frequent first, and how many packages have none. */
export function countedValues(database: ReadDatabase, field: CountedField, set: PackageSet): { readonly values: readonly CountedValue[]; readonly missing: number } {
  const values = termValues(database, field);
  const few = isRowField(field) ? null : fewSets(database, field);
  const { listed, counts, missing } = isRowField(field) ? countColumn(database, field, values, set) : few === null ? countPairs(database, field, set) : countSets(few, values.end, set);
  const numbers: number[] = [];
  for (let number = 0; number < listed.length; number += 1) if (listed[number] !== 0) numbers.push(number);
  numbers.sort((left, right) => (listed[right] as number) - (listed[left] as number) || left - right);
  const spellings = spellingCount(database, field);
  return {
    missing,
    values: numbers.map((number) => {
      const text = (): string => values.textOf(number, spellings);
      const count = listed[number] as number;
      // Nothing can be written for an empty text.
      return { number, count, text, isFound: () => counts[number] === count && fold(text().trim()) !== '' };
    }),
  };
}

/** The number of the value that folds to a text; undefined where the index has none. */
export function valueNamed(database: ReadDatabase, field: CountedField, folded: string): number | undefined {
  return termValues(database, field).find(folded);
}

/** The packages of the whole index that have a value. */
export function packagesWith(database: ReadDatabase, field: CountedField, wanted: (value: number) => boolean): PackageSet {
  const set = emptySet(lastPackage(database));
  const { valueOf } = termValues(database, field);
  const isWanted = (term: number): boolean => wanted(valueOf.get(term) ?? term);
  if (isRowField(field)) eachMember(database, field, (id, term) => void (isWanted(term) && addTo(set, id)));
  if (isRowField(field) && field !== 'license') return set;
  const few = isRowField(field) ? null : fewSets(database, field);
  if (few !== null) return [...few].reduce((sum, [value, packages]) => (wanted(value) ? union(sum, packages) : sum), set);
  const { packages, values } = pairsOf(database, field);
  for (let at = 0; at < packages.length; at += 1) if (wanted(values[at] as number)) addTo(set, packages[at] as number);
  return set;
}

/** Fields of no more values are counted by the set of each, which blocks keep: formats, for one. */
const fewValues = 64;

/** The packages of each value of a field; null where it has many. */
function fewSets(database: ReadDatabase, field: ListField): ReadonlyMap<number, PackageSet> | null {
  const kind = termKinds[field];
  const terms = prepare<[number, number], number>(database, 'SELECT id FROM term WHERE kind = ? LIMIT ?').pluck().all(kind, fewValues + 1);
  if (terms.length > fewValues) return null;
  const bytesOf = (sets: ReadonlyMap<number, PackageSet>): number => [...sets.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  return hold(database, `sets of ${field}`, bytesOf, () => {
    const { valueOf } = termValues(database, field);
    const members = groupBy(terms, (term) => valueOf.get(term) ?? term);
    return new Map([...members].map(([value, own]) => [value, withTerms(database, field, own)] as const));
  });
}

function countSets(sets: ReadonlyMap<number, PackageSet>, end: number, set: PackageSet): { readonly listed: Uint32Array; readonly counts: Uint32Array; readonly missing: number } {
  const listed = new Uint32Array(end);
  let missing = set;
  for (const [value, packages] of sets) {
    listed[value] = sizeOf(intersection(set, packages));
    missing = difference(missing, packages);
  }
  return { listed, counts: listed, missing: sizeOf(missing) };
}

interface Pairs {
  readonly packages: Uint32Array;
  readonly values: Uint32Array;
}

/** Which packages list which values beside those of their rows, each pair once; ascending by package. */
function pairsOf(database: ReadDatabase, field: TermKind): Pairs {
  return hold(database, `pairs ${field}`, ({ packages }) => 8 * packages.length, () => {
    stopIfUnwanted(database);
    const row = prepare<[number], { packages: string | null; terms: string | null }>(database, pairsSql).get(termKinds[field]);
    const packages = numbersIn(row?.packages ?? null);
    const terms = numbersIn(row?.terms ?? null);
    const { valueOf, end } = termValues(database, field);
    const keys = new Float64Array(packages.length);
    for (let at = 0; at < keys.length; at += 1) keys[at] = (packages[at] as number) * end + (valueOf.get(terms[at] as number) ?? (terms[at] as number));
    keys.sort();
    const distinct = keys.filter((key, at) => at === 0 || key !== keys[at - 1]);
    return { packages: Uint32Array.from(distinct, (key) => Math.floor(key / end)), values: Uint32Array.from(distinct, (key) => key % end) };
  });
}

// By terms, of which a kind has few beside the pairs of all kinds; a row for each pair would take ten times as long.
const pairsSql = `SELECT group_concat(pt.package) AS packages, group_concat(pt.term) AS terms
  FROM term CROSS JOIN package_term AS pt ON pt.term = term.id WHERE term.kind = ? AND (pt.package & 1023 OR live())`;

function countPairs(database: ReadDatabase, field: ListField, set: PackageSet): { readonly listed: Uint32Array; readonly counts: Uint32Array; readonly missing: number } {
  const listed = new Uint32Array(termValues(database, field).end);
  const { packages, values } = pairsOf(database, field);
  let having = 0;
  let before = 0;
  for (let at = 0; at < packages.length; at += 1) {
    const id = packages[at] as number;
    if (!hasId(set, id)) continue;
    const value = values[at] as number;
    listed[value] = (listed[value] as number) + 1;
    if (id !== before) having += 1;
    before = id;
  }
  return { listed, counts: listed, missing: sizeOf(set) - having };
}
