import { groupBy } from '../../shared/group.ts';
import { NumberStack } from '../../shared/numbers.ts';
import { cloneStates, contentBytes, type ReadDatabase } from './stored.ts';
import type { Room } from './byte-runs.ts';
import { type Field, type ListField, listFields } from './package-fields.ts';
import { DamagedPagesError, type Pages } from './pages/pages.ts';
import { numberIn } from './pages/record.ts';
import { StoredRows } from './pages/rows.ts';
import { rootOf } from './pages/tree.ts';
import { StoredTuples } from './pages/tuples.ts';
import { RowBytes } from './row-bytes.ts';
import type { Scratch } from './scratch.ts';

/** What the index holds of some packages. */
export interface Scanned {
  readonly count: number;
  /** Of each package; NaN where there is none. */
  readonly number: (field: RowField) => Float64Array;
  readonly text: (field: RowField) => TextRuns;
  /** Terms of package `at` from `starts[at]` to `starts[at + 1]`, rising. */
  readonly pairs: { readonly starts: Uint32Array; readonly terms: Uint32Array };
  readonly lineage: readonly (readonly LineageRow[])[];
  readonly claims: readonly (readonly ClaimRow[])[];
}

/** A text of each package as UTF-8; it starts at -1 where a package has none. */
export interface TextRuns {
  readonly room: Room;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export interface LineageRow {
  readonly base: number;
  readonly relation: number;
  readonly source: number;
  /** Whether the base is in this mirror. */
  readonly isKnown: boolean;
}

/** Package, task, dataset, metric, value, number, strict, source. */
export type ClaimRow = readonly [number, number | null, number | null, number, string, number | null, number, number];

export type RowField = Exclude<Field, ListField | 'dependents' | 'lineage' | 'claimList'>;

const ofRepository = { commits: 'commits', repository: 'path', origin: 'origin' } as const satisfies Partial<Record<RowField, string>>;
type RepositoryField = keyof typeof ofRepository;

const ofPackage: Readonly<Record<Exclude<RowField, RepositoryField>, string>> = {
  hub: 'hub', name: 'name', ordinal: 'ordinal', owner: 'owner', task: 'task', architecture: 'architecture', license: 'license', licenseOriginal: 'license_original',
  library: 'library', downloads: 'downloads', likes: 'likes', stars: 'stars', files: 'files', bytes: 'bytes', parameters: 'parameters', created: 'created', modified: 'modified',
  claims: 'claims', hasCard: 'has_card', gated: 'gated', recovered: 'recovered', clone: 'clone', sha: 'sha', url: 'url', ownerUrl: 'owner_url', description: 'description',
};

/** What else a field is made of. */
const alsoNeeded: Partial<Readonly<Record<Field, readonly RowField[]>>> = { url: ['hub', 'name'], ownerUrl: ['hub', 'owner'], licenseOriginal: ['license'], claimList: ['claims'] };

/** Makes what reads some packages by their ids; what it tells holds until it is asked again. Ids that rise are read quickest. */
export function packageScan(database: ReadDatabase, pages: Pages, fields: ReadonlySet<Field>, scratch: Scratch): (ids: Uint32Array) => Scanned {
  const wanted = new Set<Field>([...fields].flatMap((field) => [field, ...(alsoNeeded[field] ?? [])]));
  const read = rowReader(database, pages, wanted, scratch);
  const hasLists = listFields.some((field) => fields.has(field));
  const terms = tuplesOf('terms', new StoredTuples(pages, rootOf(database, 'package_term'), 2), scratch);
  const steps = tuplesOf('lineage', new StoredTuples(pages, rootOf(database, 'lineage'), lineageColumns), scratch);
  const claims = claimReader(database);
  return (ids) => {
    const pairs = terms(hasLists ? ids : ids.subarray(0, 0));
    return {
      count: ids.length,
      ...read(ids),
      pairs: { starts: pairs.starts, terms: pairs.numbers },
      lineage: fields.has('lineage') ? lineageIn(steps(ids)) : [],
      claims: fields.has('claimList') ? grouped(claims(ids), ids) : [],
    };
  };
}

interface Tuples {
  /** Numbers of package `at` from `starts[at]` to `starts[at + 1]`. */
  readonly starts: Uint32Array;
  readonly numbers: Uint32Array;
}

function tuplesOf(name: string, stored: StoredTuples, scratch: Scratch): (ids: Uint32Array) => Tuples {
  const list = new NumberStack();
  return (ids) => {
    const starts = scratch.array(Uint32Array, `starts of ${name}`, ids.length + 1);
    list.length = 0;
    starts[0] = 0;
    for (let at = 0; at < ids.length; at += 1) {
      stored.put(ids[at] as number, list);
      starts[at + 1] = list.length;
    }
    return { starts, numbers: list.items.subarray(0, list.length) };
  };
}

/** Columns of `lineage`: package, base, relation, source, target. */
const lineageColumns = 5;

function lineageIn({ starts, numbers }: Tuples): readonly (readonly LineageRow[])[] {
  return Array.from({ length: starts.length - 1 }, (_, at) => {
    const steps: LineageRow[] = [];
    for (let place = starts[at] as number; place < (starts[at + 1] as number); place += lineageColumns - 1) {
      const [base, relation, source, target] = numbers.subarray(place, place + lineageColumns - 1) as unknown as [number, number, number, number];
      steps.push({ base, relation, source, isKnown: target !== 0 });
    }
    return steps.length < 2 ? steps : steps.sort((left, right) => left.source - right.source || left.base - right.base || left.relation - right.relation);
  });
}

/** Ids that lie so much closer than all the ids around them are read in one stretch. */
const stretch = 4;

function claimReader(database: ReadDatabase): (ids: Uint32Array) => readonly ClaimRow[] {
  const columns = 'c.package, c.task, c.dataset, c.metric, c.value, c.number, c.strict, c.source';
  const inStretch = database.prepare<[number, number], ClaimRow>(`SELECT ${columns} FROM claim AS c WHERE c.package BETWEEN ? AND ? ORDER BY c.package, c.position`).raw();
  const inList = database.prepare<[string], ClaimRow>(`SELECT ${columns} FROM json_each(?) AS w CROSS JOIN claim AS c ON c.package = w.value ORDER BY w.key, c.position`).raw();
  return (ids) => {
    const [first, last] = [ids.reduce((least, id) => Math.min(least, id), Infinity), ids.reduce((most, id) => Math.max(most, id), 0)];
    return last - first <= stretch * ids.length ? inStretch.all(first, last) : inList.all(`[${ids.join(',')}]`);
  };
}

/** Reads the rows of packages, and those of their repositories where a field is theirs. */
function rowReader(database: ReadDatabase, pages: Pages, wanted: ReadonlySet<Field>, scratch: Scratch): (ids: Uint32Array) => Pick<Scanned, 'number' | 'text'> {
  const bytes = new RowBytes();
  const withRepositories = Object.keys(ofRepository).some((field) => wanted.has(field as RepositoryField));
  const packages = new RowColumns(database, pages, 'package', { ...chosen(ofPackage, wanted), ...(withRepositories && { itsRepository: 'repository' }) }, scratch);
  const repositories = withRepositories ? new RowColumns(database, pages, 'repository', { ...chosen(ofRepository, wanted), state: 'state' }, scratch) : null;
  return (ids) => {
    bytes.length = 0;
    packages.begin(ids.length);
    for (let at = 0; at < ids.length; at += 1) if (!packages.read(ids[at] as number, at, bytes)) throw new DamagedPagesError(`The index has no package ${ids[at] ?? ''}.`);
    if (repositories !== null) {
      const numbers = packages.number('itsRepository');
      repositories.begin(ids.length);
      for (let at = 0; at < ids.length; at += 1) if (Number.isNaN(numbers[at]) || !repositories.read(numbers[at] as number, at, bytes)) repositories.clear(at);
      if (wanted.has('commits')) hideCommits(repositories.number('commits'), repositories.number('state'));
    }
    const of = (field: RowField): RowColumns => (field in ofRepository ? (repositories as RowColumns) : packages);
    return { number: (field) => of(field).number(field), text: (field) => ({ room: bytes.room, ...of(field).text(field) }) };
  };
}

const chosen = (columns: Readonly<Record<string, string>>, wanted: ReadonlySet<string>): Record<string, string> => Object.fromEntries(Object.entries(columns).filter(([field]) => wanted.has(field)));

const archived = cloneStates.indexOf('archived');

/** Commits of clones inside archives were not counted. */
function hideCommits(commits: Float64Array, states: Float64Array): void {
  for (let at = 0; at < commits.length; at += 1) if (states[at] === archived) commits[at] = NaN;
}

/** Some columns of the rows of a table, column by column. */
class RowColumns {
  private readonly rows: StoredRows;
  private readonly names: readonly string[];
  /** By the table's columns up to the last one that is wanted: its place among the wanted ones, else -1. */
  private readonly places: Int8Array;
  private readonly isText: readonly boolean[];
  private readonly scratch: Scratch;
  private readonly table: string;
  private numbers: readonly Float64Array[] = [];
  private starts: readonly Int32Array[] = [];
  private ends: readonly Int32Array[] = [];

  constructor(database: ReadDatabase, pages: Pages, table: string, columns: Readonly<Record<string, string>>, scratch: Scratch) {
    const all = database.pragma(`table_info(${table})`) as { readonly name: string; readonly type: string }[];
    this.table = table;
    this.scratch = scratch;
    this.rows = new StoredRows(pages, rootOf(database, table));
    this.names = Object.keys(columns);
    const positions = Object.values(columns).map((column) => all.findIndex(({ name }) => name === column));
    this.places = new Int8Array(Math.max(0, ...positions) + 1).fill(-1);
    for (const [place, position] of positions.entries()) this.places[position] = place;
    this.isText = positions.map((position) => all[position]?.type === 'TEXT');
  }

  /** Makes room for so many rows. */
  begin(count: number): void {
    const arrays = <Kind extends Float64ArrayConstructor | Int32ArrayConstructor>(kind: Kind, what: string) => this.names.map((name) => this.scratch.array(kind, `${what} of ${this.table}: ${name}`, count));
    this.numbers = arrays(Float64Array, 'numbers');
    this.starts = arrays(Int32Array, 'starts');
    this.ends = arrays(Int32Array, 'ends');
  }

  /** Reads a row, whose texts then stand in `into`; false where there is none. */
  read(id: number, row: number, into: RowBytes): boolean {
    const begun = into.length;
    if (!this.rows.put(id, into)) return false;
    const { places, isText } = this;
    const { bytes } = into.room;
    let at = begun;
    let header = bytes[at] as number;
    at += 1;
    if (header > 0x7f) {
      header = ((header & 0x7f) << 7) | (bytes[at] as number);
      at += 1;
    }
    let content = begun + header;
    for (let column = 0; column < places.length; column += 1) {
      let type = bytes[at] as number;
      at += 1;
      if (type > 0x7f) {
        type &= 0x7f;
        let more = 0x80;
        for (; more > 0x7f; at += 1) {
          more = bytes[at] as number;
          type = type * 0x80 + (more & 0x7f);
        }
      }
      const size = contentBytes(type);
      const place = places[column] as number;
      if (place !== -1) {
        if (isText[place] === true) {
          (this.starts[place] as Int32Array)[row] = type === 0 ? -1 : content;
          (this.ends[place] as Int32Array)[row] = content + size;
        } else (this.numbers[place] as Float64Array)[row] = numberIn(bytes, content, type);
      }
      content += size;
    }
    if (content > into.length) throw new DamagedPagesError(`The index has no whole row ${id} of ${this.table}.`);
    return true;
  }

  /** Says that there is no such row. */
  clear(row: number): void {
    for (const numbers of this.numbers) numbers[row] = NaN;
    for (const starts of this.starts) starts[row] = -1;
  }

  number(name: string): Float64Array {
    return this.numbers[this.names.indexOf(name)] as Float64Array;
  }

  text(name: string): { readonly starts: Int32Array; readonly ends: Int32Array } {
    const place = this.names.indexOf(name);
    return { starts: this.starts[place] as Int32Array, ends: this.ends[place] as Int32Array };
  }
}

/** Rows by the package that they begin with, in the order of the ids. */
function grouped<Found extends readonly [number, ...unknown[]]>(rows: readonly Found[], ids: Uint32Array): readonly (readonly Found[])[] {
  const lists = groupBy(rows, ([id]) => id);
  return Array.from(ids, (id) => lists.get(id) ?? []);
}
