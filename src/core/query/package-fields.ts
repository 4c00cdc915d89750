import {
  blockKinds, cloneStates, type FlagField, flagFields, isBits, noNumber, type NumberField, numberFields, packagesPerBlock, type ReadDatabase, type TermKind,
} from '../index/index.ts';
import { type Lists, listsBy } from '../../shared/number-lists.ts';
import { numbersTo } from '../../shared/numbers.ts';
import { hold, lastPackage, stopIfUnwanted } from './held.ts';
import { dependentNumbers } from './joined-numbers.ts';
import { addTo, emptySet, type PackageSet } from './package-set.ts';
import { prepare } from './statements.ts';

/** The numbers of one field, packages in a row from `first` on; `noNumber` or NaN where a package has none. */
export type Numbers = Int32Array | Float64Array;

/** A number that every package may have: of its row, of its repository, or joined to the index. */
export type AnyNumber = NumberField | 'commits' | 'dependents';

const blocksSql = 'SELECT block, data FROM package_block WHERE kind = ? AND field = ? ORDER BY block';

interface StoredBlock {
  readonly block: number;
  readonly data: Buffer;
}

// Collected, not walked: a running statement would bar others from its connection.
function storedBlocks(database: ReadDatabase, kind: keyof typeof blockKinds, field: number): readonly StoredBlock[] {
  return prepare<[number, number], StoredBlock>(database, blocksSql).all(blockKinds[kind], field);
}

/** How many blocks are walked between two looks at whether the answer is still wanted: a millisecond or two. */
const blocksPerStep = 4;

/** Walks a field of all packages; blocks without any number are left out. */
export function eachNumbers(database: ReadDatabase, field: AnyNumber, walk: (numbers: Numbers, first: number) => void): void {
  if (field === 'dependents' || field === 'commits') {
    // Ids begin with 1.
    const numbers = field === 'commits' ? commitNumbers(database) : dependentNumbers(database);
    if (numbers && numbers.length > 1) walk(numbers.subarray(1), 1);
    return;
  }
  const last = lastPackage(database);
  for (const [number, { block, data }] of storedBlocks(database, 'number', numberFields.indexOf(field)).entries()) {
    if (number % blocksPerStep === 0) stopIfUnwanted(database);
    const first = block * packagesPerBlock + 1;
    walk(numbersOf(data, Math.min(packagesPerBlock, last - first + 1)), first);
  }
}

/** Commits that HEAD of each package's repository reaches, by id; out of reach inside archives. Most packages have no clone, so walking repositories is short. */
function commitNumbers(database: ReadDatabase): Int32Array {
  return hold(database, 'numbers of commits', (numbers) => numbers.byteLength, () => {
    const numbers = new Int32Array(lastPackage(database) + 1).fill(noNumber);
    const rows = prepare<[number], { id: number; commits: number }>(database, 'SELECT p.id, r.commits FROM repository AS r CROSS JOIN package AS p ON p.repository = r.id WHERE r.state <> ? AND live()');
    for (const { id, commits } of rows.iterate(cloneStates.indexOf('archived'))) numbers[id] = commits;
    return numbers;
  });
}

/** Walks the packages that have a number in a field, in the order of their ids. */
export function eachNumber(database: ReadDatabase, field: NumberField, visit: (id: number, value: number) => void): void {
  eachNumbers(database, field, (numbers, first) => {
    for (let at = 0; at < numbers.length; at += 1) {
      const value = numbers[at] as number;
      if (value !== noNumber && !Number.isNaN(value)) visit(first + at, value);
    }
  });
}

function numbersOf(data: Buffer, count: number): Numbers {
  // Typed arrays begin at multiples of their size only.
  const { buffer, byteOffset } = data.byteOffset % 8 === 0 ? data : Buffer.from(new Uint8Array(data).buffer);
  return data.length === 4 * count ? new Int32Array(buffer, byteOffset, count) : new Float64Array(buffer, byteOffset, count);
}

/** Adds what a block of places or bits says. */
function addBlock(set: PackageSet, block: number, data: Buffer): void {
  const first = block * packagesPerBlock + 1;
  if (!isBits(data)) {
    for (let at = 0; at < data.length; at += 2) addTo(set, first + (data[at] as number) + 256 * (data[at + 1] as number));
    return;
  }
  const words = numbersOf(data, data.length / 4) as Int32Array;
  // Ids begin with 1: a bit stands one place further in the set.
  const start = (first - 1) >>> 5;
  for (let at = 0; at < words.length && start + at < set.length; at += 1) {
    const bits = words[at] as number;
    set[start + at] = (set[start + at] as number) | (bits << 1);
    if (bits < 0) set[start + at + 1] = (set[start + at + 1] as number) | 1;
  }
}

/** The packages that have or are something. */
export function flagged(database: ReadDatabase, flag: FlagField): PackageSet {
  const set = emptySet(lastPackage(database));
  for (const { block, data } of storedBlocks(database, 'flag', flagFields.indexOf(flag))) addBlock(set, block, data);
  return set;
}

export interface Bounds {
  readonly min: number | null;
  readonly max: number | null;
  readonly minInclusive: boolean;
  readonly maxInclusive: boolean;
}

/** The packages whose number lies between bounds; one that has none lies nowhere. */
export function inRange(database: ReadDatabase, field: AnyNumber, { min, max, minInclusive, maxInclusive }: Bounds): PackageSet {
  const set = emptySet(lastPackage(database));
  const low = min ?? -Infinity;
  const high = max ?? Infinity;
  eachNumbers(database, field, (numbers, first) => {
    for (let at = 0; at < numbers.length; at += 1) {
      const value = numbers[at] as number;
      if ((value > low || (minInclusive && value === low)) && (value < high || (maxInclusive && value === high)) && value !== noNumber) addTo(set, first + at);
    }
  });
  return set;
}

/** Tables and columns that name a term of a kind, asked for a few packages: what blocks leave out. */
function sourcesOf(kind: Exclude<TermKind, 'owner'>): readonly string[] {
  const inColumn = (column: string): string => `SELECT id FROM package WHERE ${column} = ? AND id BETWEEN ? AND ?`;
  const inTerms = 'SELECT package FROM package_term WHERE term = ? AND package BETWEEN ? AND ?';
  switch (kind) {
    case 'task':
    case 'architecture':
    case 'library':
      return [inColumn(kind), inColumn(`${kind}_original`)];
    case 'license':
      // A package has one licence in its row and any others among its terms.
      return [inColumn('license'), inColumn('license_original'), inTerms];
    case 'base':
      return ['SELECT package FROM lineage WHERE base = ? AND package BETWEEN ? AND ?'];
    default:
      return [inTerms];
  }
}

/** More terms than this are sooner found by one statement. */
const manyTerms = 48;

/** The packages that have one of these terms of a kind. */
export function withTerms(database: ReadDatabase, kind: TermKind, terms: readonly number[]): PackageSet {
  if (kind === 'owner') return withOwners(database, terms);
  if (terms.length > manyTerms) return withManyTerms(database, kind, terms);
  const set = emptySet(lastPackage(database));
  for (const term of terms) addTerm(database, set, kind, term);
  return set;
}

function addTerm(database: ReadDatabase, set: PackageSet, kind: Exclude<TermKind, 'owner'>, term: number): void {
  const last = lastPackage(database);
  let next = 1;
  const sources = sourcesOf(kind).map((sql) => prepare<[number, number, number], number>(database, sql).pluck());
  const addRare = (from: number, to: number): void => {
    if (from <= to) for (const source of sources) for (const id of source.all(term, from, to)) addTo(set, id);
  };
  for (const { block, data } of storedBlocks(database, 'term', term)) {
    const first = block * packagesPerBlock + 1;
    addRare(next, first - 1);
    addBlock(set, block, data);
    next = first + packagesPerBlock;
  }
  addRare(next, last);
  stopIfUnwanted(database);
}

/** A word may be in the names of a hundred thousand owners, so that the packages of each are kept together. */
function withOwners(database: ReadDatabase, owners: readonly number[]): PackageSet {
  const set = emptySet(lastPackage(database));
  if (owners.length === 0) return set;
  const { offsets, items } = packagesByOwner(database);
  for (const owner of owners) for (let at = offsets[owner] as number; at < (offsets[owner + 1] as number); at += 1) addTo(set, items[at] as number);
  return set;
}

/** Terms are numbered from 1: list 0 has the packages without an owner. */
function packagesByOwner(database: ReadDatabase): Lists {
  return hold(database, 'packages by owner', ({ offsets, items }) => offsets.byteLength + items.byteLength, () => {
    const owners = new Uint32Array(lastPackage(database) + 1);
    let most = 0;
    eachNumber(database, 'owner', (id, owner) => {
      owners[id] = owner;
      if (owner > most) most = owner;
    });
    return listsBy(owners, numbersTo(owners.length), most + 1);
  });
}

function withManyTerms(database: ReadDatabase, kind: Exclude<TermKind, 'owner'>, terms: readonly number[]): PackageSet {
  const set = emptySet(lastPackage(database));
  const list = `[${terms.join(',')}]`;
  for (const sql of sourcesOf(kind)) {
    const all = sql.replace('= ? AND', 'IN (SELECT value FROM json_each(?)) AND').replace('BETWEEN ? AND ?', 'IS NOT NULL AND live()');
    for (const id of prepare<[string], number>(database, all).pluck().iterate(list)) addTo(set, id);
  }
  return set;
}

/** Packages by popularity: downloads, then stars, where both are equal the order of the mirror. */
export interface Popularity {
  /** Ids, the most popular first. */
  readonly order: Uint32Array;
  /** Of each id its place in it. */
  readonly places: Uint32Array;
}

export function popularity(database: ReadDatabase): Popularity {
  return hold(database, 'popularity', ({ order, places }) => 4 * (order.length + places.length), () => {
    const sql = 'SELECT id FROM package WHERE (id & 1023 OR live()) ORDER BY downloads DESC, stars DESC, id';
    const order = Uint32Array.from(prepare<[], number>(database, sql).pluck().all());
    const places = new Uint32Array(order.length + 1);
    for (let place = 0; place < order.length; place += 1) places[order[place] as number] = place;
    return { order, places };
  });
}
