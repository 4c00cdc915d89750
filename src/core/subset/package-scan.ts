import { groupBy } from '../../shared/group.ts';
import { cloneStates, contentBytes, type ReadDatabase } from './stored.ts';
import { type Field, type ListField, listFields } from './package-fields.ts';
import { NumberList, StoredPairs } from './pages/pairs.ts';
import { DamagedPagesError, type Pages } from './pages/pages.ts';
import { numberIn } from './pages/record.ts';
import { StoredRows } from './pages/rows.ts';
import { rootOf } from './pages/tree.ts';
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
  readonly bytes: Buffer;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Package, source, base, relation, whether the base is in this mirror. */
export type LineageRow = readonly [number, number, number, number, number];
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
  const stored = new StoredPairs(pages, rootOf(database, 'package_term'));
  const terms = new NumberList();
  const pairsOf = (ids: Uint32Array): Scanned['pairs'] => {
    const starts = scratch.array(Uint32Array, 'starts of pairs', ids.length + 1);
    terms.length = 0;
    starts[0] = 0;
    for (let at = 0; at < ids.length; at += 1) {
      if (hasLists) stored.put(ids[at] as number, terms);
      starts[at + 1] = terms.length;
    }
    return { starts, terms: terms.numbers.subarray(0, terms.length) };
  };
  const inList = <Found>(sql: string) => {
    const statement = database.prepare<[string], Found>(sql).raw();
    return (ids: Uint32Array): readonly Found[] => statement.all(`[${ids.join(',')}]`);
  };
  const lineage = inList<LineageRow>('SELECT l.package, l.source, l.base, l.relation, l.target IS NOT NULL FROM json_each(?) AS w CROSS JOIN lineage AS l ON l.package = w.value');
  const claims = inList<ClaimRow>(
    'SELECT c.package, c.task, c.dataset, c.metric, c.value, c.number, c.strict, c.source FROM json_each(?) AS w CROSS JOIN claim AS c ON c.package = w.value ORDER BY w.key, c.position',
  );
  return (ids) => ({
    count: ids.length,
    ...read(ids),
    pairs: pairsOf(ids),
    lineage: fields.has('lineage') ? grouped(lineage(ids), ids).map((steps) => steps.toSorted((left, right) => left[1] - right[1] || left[2] - right[2] || left[3] - right[3])) : [],
    claims: fields.has('claimList') ? grouped(claims(ids), ids) : [],
  });
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
    return { number: (field) => of(field).number(field), text: (field) => ({ bytes: bytes.bytes, ...of(field).text(field) }) };
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
    const { bytes } = into;
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
