import { groupBy } from '../../shared/group.ts';
import { cloneStates, type ReadDatabase } from '../index/index.ts';
import { type Field, type ListField, listFields, type TermField, termFields } from './package-fields.ts';
import { numbersIn } from './numbers-in.ts';

export type Row = readonly (string | number | null)[];

/** Rows of some packages as the index holds them. */
export interface Scanned {
  /** Where a field stands in a row. */
  readonly placeOf: (field: RowField) => number;
  readonly rows: readonly Row[];
  /** Places of terms. */
  readonly termPlaces: readonly number[];
  /** Terms of package `at` from `starts[at]` to `starts[at + 1]`, rising. */
  readonly pairs: { readonly starts: Uint32Array; readonly terms: Uint32Array };
  readonly lineage: readonly (readonly LineageRow[])[];
  readonly claims: readonly (readonly ClaimRow[])[];
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
export function packageScan(database: ReadDatabase, fields: ReadonlySet<Field>): (ids: Uint32Array) => Scanned {
  const wanted = new Set<RowField>();
  for (const field of fields) {
    for (const one of [field, ...(alsoNeeded[field] ?? [])]) if (one in expressions) wanted.add(one as RowField);
  }
  const columns = [...wanted];
  const placeOf = (field: RowField): number => columns.indexOf(field) + 1;
  const termPlaces = columns.filter((field) => termFields.includes(field as TermField)).map(placeOf);
  const select = `SELECT ${['p.id', ...columns.map((field) => expressions[field])].join(', ')}`;
  const join = columns.some((field) => ofRepository.has(field)) ? ' LEFT JOIN repository AS r ON r.id = p.repository' : '';
  const inStretch = (sql: string) => database.prepare<[number, number], never>(sql).raw();
  const inList = (sql: string) => database.prepare<[string], never>(sql).raw();
  const asked = {
    rows: both(inStretch(`${select} FROM package AS p${join} WHERE p.id BETWEEN ? AND ? ORDER BY p.id`), inList(`${select} FROM json_each(?) AS w CROSS JOIN package AS p ON p.id = w.value${join} ORDER BY w.key`)),
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
    const all = read<Row>(asked.rows);
    const rows = all.length === ids.length ? all : only(all, ids);
    return {
      placeOf, rows, termPlaces,
      pairs: hasLists ? pairsOf(read<readonly [string | null, string | null]>(asked.pairs)[0], ids, isStretch) : { starts: new Uint32Array(ids.length + 1), terms: new Uint32Array(0) },
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

/** Of rising rows those of rising ids. */
function only(rows: readonly Row[], ids: Uint32Array): readonly Row[] {
  let at = 0;
  return rows.filter((row) => {
    if (row[0] !== ids[at]) return false;
    at += 1;
    return true;
  });
}

/** The lists of packages and terms, side by side, cut by package. In a stretch stand packages that were not asked for. */
function pairsOf(row: readonly [string | null, string | null] | undefined, ids: Uint32Array, isStretch: boolean): Scanned['pairs'] {
  const packages = numbersIn(row?.[0] ?? '');
  const all = numbersIn(row?.[1] ?? '');
  const starts = new Uint32Array(ids.length + 1);
  const terms = new Uint32Array(all.length);
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
