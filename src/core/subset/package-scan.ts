import { groupBy } from '../../shared/group.ts';
import { cloneStates, type ReadDatabase } from './stored.ts';
import { type Field, type ListField, listFields } from './package-fields.ts';
import { numberAt, numbersIn } from './numbers-in.ts';
import { NumberColumns } from './number-columns.ts';
import type { Scratch } from './scratch.ts';

/** Ends a cell, and is all of one that has no value: no UTF-8 has these bytes. */
const endOfCell = 0xff;
const noValue = 0xfe;

/** What the index holds of some packages. */
export interface Scanned {
  readonly count: number;
  readonly rows: PackageCells;
  /** A number of each package where the index keeps the field apart from its rows, NaN where there is none; null for other fields. */
  readonly numbers: (field: RowField) => Float64Array | null;
  /** Terms of package `at` from `starts[at]` to `starts[at + 1]`, rising. */
  readonly pairs: { readonly starts: Uint32Array; readonly terms: Uint32Array };
  readonly lineage: readonly (readonly LineageRow[])[];
  readonly claims: readonly (readonly ClaimRow[])[];
}

/** Fields of packages as the texts that SQLite writes them, row after row, in one piece: values of their own would take three times as long. */
export class PackageCells {
  readonly bytes: Buffer;
  /** Where cells start, and after the last one of a row its end. */
  private readonly places: Uint32Array;
  private readonly columns: readonly RowField[];
  private readonly scratch: Scratch;

  constructor(bytes: Buffer, places: Uint32Array, columns: readonly RowField[], scratch: Scratch) {
    this.scratch = scratch;
    this.bytes = bytes;
    this.places = places;
    this.columns = columns;
  }

  /** Where the cells of a field start, or -1 without a value, and where they end. */
  runs(field: RowField): { readonly starts: Int32Array; readonly ends: Int32Array } {
    const { bytes, places } = this;
    const width = this.columns.length + 2;
    // The package's id comes first.
    const column = this.columns.indexOf(field) + 1;
    const count = places.length / width;
    const starts = this.scratch.array(Int32Array, `starts of ${field}`, count);
    const ends = this.scratch.array(Int32Array, `ends of ${field}`, count);
    for (let at = 0, place = column; at < starts.length; at += 1, place += width) {
      const start = places[place] as number;
      starts[at] = bytes[start] === noValue ? -1 : start;
      ends[at] = (places[place + 1] as number) - 1;
    }
    return { starts, ends };
  }
}

/** Package, source, base, relation, whether the base is in this mirror. */
export type LineageRow = readonly [number, number, number, number, number];
/** Package, task, dataset, metric, value, number, strict, source. */
export type ClaimRow = readonly [number, number | null, number | null, number, string, number | null, number, number];

export type RowField = Exclude<Field, ListField | 'dependents' | 'lineage' | 'claimList'>;

const expressions: Readonly<Record<RowField, string>> = {
  hub: 'p.hub', name: 'p.name', ordinal: 'p.ordinal', owner: 'p.owner', task: 'p.task', architecture: 'p.architecture', license: 'p.license', licenseOriginal: 'p.license_original',
  library: 'p.library', downloads: 'p.downloads', likes: 'p.likes', stars: 'p.stars', files: 'p.files', bytes: 'p.bytes', parameters: 'p.parameters', created: 'p.created', modified: 'p.modified',
  claims: 'p.claims', hasCard: 'p.has_card', gated: 'p.gated', recovered: 'p.recovered', clone: 'p.clone', sha: 'p.sha', url: 'p.url', ownerUrl: 'p.owner_url', description: 'p.description',
  commits: `iif(r.state <> ${cloneStates.indexOf('archived')}, r.commits, NULL)`, repository: 'r.path', origin: 'r.origin',
};

/** What else a field is made of. */
const alsoNeeded: Partial<Readonly<Record<Field, readonly RowField[]>>> = { url: ['hub', 'name'], ownerUrl: ['hub', 'owner'], licenseOriginal: ['license'], claimList: ['claims'] };
const ofRepository: ReadonlySet<Field> = new Set<Field>(['commits', 'repository', 'origin']);

/** Ids that lie so much closer than all the ids around them are read in one stretch. */
const stretch = 4;

/** Makes what reads some packages by their ids: those in the order of the index in one walk, others one by one. */
export function packageScan(database: ReadDatabase, fields: ReadonlySet<Field>, scratch: Scratch): (ids: Uint32Array) => Scanned {
  const wanted = new Set<RowField>();
  for (const field of fields) {
    for (const one of [field, ...(alsoNeeded[field] ?? [])]) if (one in expressions) wanted.add(one as RowField);
  }
  const all = [...wanted];
  const numbers = new NumberColumns(database);
  // In a stretch whole blocks of numbers are read at once; others would take most of such a block for one of them.
  const apart = all.filter((field) => !numbers.has(field));
  const select = (columns: readonly RowField[]): string => {
    const cells = ['p.id', ...columns.map((field) => `ifnull(${expressions[field]}, CAST(x'fe' AS TEXT))`)].map((cell) => `${cell}, CAST(x'ff' AS TEXT)`);
    return `SELECT CAST(group_concat(concat(${cells.join(', ')}), '') AS BLOB)`;
  };
  const join = all.some((field) => ofRepository.has(field)) ? ' LEFT JOIN repository AS r ON r.id = p.repository' : '';
  const inStretch = (sql: string) => database.prepare<[number, number], never>(sql).raw();
  const inList = (sql: string) => database.prepare<[string], never>(sql).raw();
  const asked = {
    rows: both(inStretch(`${select(apart)} FROM package AS p NOT INDEXED${join} WHERE p.id BETWEEN ? AND ?`), inList(`${select(all)} FROM json_each(?) AS w CROSS JOIN package AS p ON p.id = w.value${join}`)),
    pairs: both(
      inStretch('SELECT group_concat(package), group_concat(term) FROM package_term WHERE package BETWEEN ? AND ?'),
      inList('SELECT group_concat(t.package), group_concat(t.term) FROM json_each(?) AS w CROSS JOIN package_term AS t ON t.package = w.value'),
    ),
    lineage: both(
      inStretch(`SELECT ${lineageColumns} FROM lineage AS l WHERE l.package BETWEEN ? AND ? ORDER BY l.package`),
      inList(`SELECT ${lineageColumns} FROM json_each(?) AS w CROSS JOIN lineage AS l ON l.package = w.value`),
    ),
    claims: both(
      inStretch(`SELECT ${claimColumns} FROM claim AS c WHERE c.package BETWEEN ? AND ? ORDER BY c.package, c.position`),
      inList(`SELECT ${claimColumns} FROM json_each(?) AS w CROSS JOIN claim AS c ON c.package = w.value ORDER BY w.key, c.position`),
    ),
  };
  const hasLists = listFields.some((field) => fields.has(field));
  return (ids) => {
    const isStretch = isOneStretch(ids);
    const read = <Found>(statements: Both): readonly Found[] => {
      const rows = (isStretch ? statements.stretch.all(ids[0] as number, ids.at(-1) as number) : statements.list.all(`[${ids.join(',')}]`)) as readonly Found[];
      return rows;
    };
    const bytes = read<readonly [Buffer | null]>(asked.rows)[0]?.[0] ?? Buffer.alloc(0);
    const columns = isStretch ? apart : all;
    return {
      count: ids.length,
      numbers: (field) => (isStretch && numbers.has(field) ? numbers.read(field, ids, scratch.array(Float64Array, `numbers of ${field}`, ids.length)) : null),
      rows: new PackageCells(bytes, placesOf(bytes, ids, columns.length + 1, scratch), columns, scratch),
      pairs: hasLists ? pairsOf(read<readonly [string | null, string | null]>(asked.pairs)[0], ids, isStretch, scratch) : { starts: new Uint32Array(ids.length + 1), terms: new Uint32Array(0) },
      lineage: fields.has('lineage') ? grouped(read<LineageRow>(asked.lineage), ids).map((steps) => steps.toSorted((left, right) => left[1] - right[1] || left[2] - right[2] || left[3] - right[3])) : [],
      claims: fields.has('claimList') ? grouped(read<ClaimRow>(asked.claims), ids) : [],
    };
  };
}

const lineageColumns = 'l.package, l.source, l.base, l.relation, l.target IS NOT NULL';
const claimColumns = 'c.package, c.task, c.dataset, c.metric, c.value, c.number, c.strict, c.source';

interface Both {
  readonly stretch: { all(from: number, to: number): readonly unknown[] };
  readonly list: { all(ids: string): readonly unknown[] };
}

const both = (stretch: Both['stretch'], list: Both['list']): Both => ({ stretch, list });

function isOneStretch(ids: Uint32Array): boolean {
  if (ids.length === 0 || (ids.at(-1) as number) - (ids[0] as number) > stretch * ids.length) return false;
  for (let at = 1; at < ids.length; at += 1) if ((ids[at] as number) <= (ids[at - 1] as number)) return false;
  return true;
}

/** Where the cells of these packages start and their rows end. In a stretch stand packages that were not asked for. */
function placesOf(bytes: Buffer, ids: Uint32Array, width: number, scratch: Scratch): Uint32Array {
  const places = scratch.array(Uint32Array, 'places', ids.length * (width + 1));
  let row = 0;
  for (let start = 0; start < bytes.length && row < ids.length; ) {
    const place = row * (width + 1);
    start = putPlaces(bytes, start, places, place, width);
    if (numberAt(bytes, places[place] as number, (places[place + 1] as number) - 1) === ids[row]) row += 1;
  }
  if (row < ids.length) throw new Error(`The index has no package ${ids[row] ?? ''}`);
  return places;
}

/** The cells of one row, and where it ends. */
function putPlaces(bytes: Buffer, start: number, places: Uint32Array, place: number, width: number): number {
  let at = start;
  places[place] = at;
  for (let cell = 1; cell <= width; cell += 1) {
    at = endOf(bytes, at) + 1;
    places[place + cell] = at;
  }
  return at;
}

function endOf(bytes: Buffer, start: number): number {
  let at = start;
  while (bytes[at] !== endOfCell) at += 1;
  return at;
}

/** The lists of packages and terms, side by side, cut by package. In a stretch stand packages that were not asked for. */
function pairsOf(row: readonly [string | null, string | null] | undefined, ids: Uint32Array, isStretch: boolean, scratch: Scratch): Scanned['pairs'] {
  const packages = numbersIn(row?.[0] ?? '', (most) => scratch.array(Uint32Array, 'packages of pairs', most));
  const all = numbersIn(row?.[1] ?? '', (most) => scratch.array(Uint32Array, 'terms of pairs', most));
  const starts = scratch.array(Uint32Array, 'starts of pairs', ids.length + 1);
  const terms = scratch.array(Uint32Array, 'terms', all.length);
  starts[0] = 0;
  let end = 0;
  let pair = 0;
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at] as number;
    if (isStretch) while (pair < packages.length && (packages[pair] as number) < id) pair += 1;
    for (; packages[pair] === id; pair += 1) {
      terms[end] = all[pair] as number;
      end += 1;
    }
    starts[at + 1] = end;
  }
  return { starts, terms: terms.subarray(0, end) };
}

/** Rows by the package that they begin with, in the order of the ids. */
function grouped<Found extends readonly [number, ...unknown[]]>(rows: readonly Found[], ids: Uint32Array): readonly (readonly Found[])[] {
  const lists = groupBy(rows, ([id]) => id);
  return Array.from(ids, (id) => lists.get(id) ?? []);
}
