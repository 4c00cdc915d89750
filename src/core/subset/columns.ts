import { ExpectedError } from '../../shared/result.ts';
import type { CellValue } from '../../shared/table/index.ts';
import type { PackageRecord } from './package-record.ts';

/** What a column's values are. `time` is ISO 8601 in UTC; lists are never missing. */
export type ColumnKind = 'text' | 'integer' | 'boolean' | 'time' | 'texts' | 'lineage' | 'claims';

interface Column<Kind extends ColumnKind, Value> {
  readonly name: string;
  readonly kind: Kind;
  /** No package lacks it. */
  readonly required: boolean;
  readonly value: (record: PackageRecord) => Value;
}

export type LineageStep = Readonly<Record<'base' | 'relation' | 'source', string>> & { readonly in_mirror: boolean };
export type ClaimOfPackage = Readonly<Record<'task' | 'dataset', string | null>> & {
  readonly metric: string; readonly value: string; readonly number: number | null; readonly strict: boolean; readonly source: string;
};

export type ExportColumn =
  | Column<'text' | 'time', string | null>
  | Column<'integer', number | null>
  | Column<'boolean', boolean>
  | Column<'texts', readonly string[]>
  | Column<'lineage', readonly LineageStep[]>
  | Column<'claims', readonly ClaimOfPackage[]>;

const text = (name: string, value: (record: PackageRecord) => string | null, required = false): ExportColumn => ({ name, kind: 'text', required, value });
const time = (name: string, value: (record: PackageRecord) => string | null): ExportColumn => ({ name, kind: 'time', required: false, value });
const integer = (name: string, value: (record: PackageRecord) => number | null, required = false): ExportColumn => ({ name, kind: 'integer', required, value });
const flag = (name: string, value: (record: PackageRecord) => boolean): ExportColumn => ({ name, kind: 'boolean', required: true, value });
const texts = (name: string, value: (record: PackageRecord) => readonly string[]): ExportColumn => ({ name, kind: 'texts', required: true, value });

/** Everything that a table of packages can hold. Names are part of every format: append, never rename or reorder. */
export const exportColumns: readonly ExportColumn[] = [
  text('hub', (record) => record.hub, true),
  text('name', (record) => record.name, true),
  integer('ordinal', (record) => record.ordinal, true),
  text('owner', (record) => record.owner),
  text('task', (record) => record.task),
  text('architecture', (record) => record.architecture),
  text('license', (record) => record.license),
  text('license_original', (record) => record.licenseOriginal),
  text('library', (record) => record.library),
  texts('datasets', (record) => record.datasets),
  texts('languages', (record) => record.languages),
  texts('tags', (record) => record.tags),
  texts('formats', (record) => record.formats),
  texts('papers', (record) => record.papers),
  texts('base_models', (record) => record.lineage.map((step) => step.base)),
  {
    name: 'lineage', kind: 'lineage', required: true,
    value: (record) => record.lineage.map(({ base, relation, source, inMirror }) => ({ base, relation, source, in_mirror: inMirror })),
  },
  integer('downloads', (record) => record.downloads),
  integer('likes', (record) => record.likes),
  integer('stars', (record) => record.stars),
  integer('files', (record) => record.files),
  integer('bytes', (record) => record.bytes),
  integer('parameters', (record) => record.parameters),
  time('created', (record) => record.created),
  time('modified', (record) => record.modified),
  text('sha', (record) => record.sha),
  text('clone', (record) => record.clone, true),
  integer('commits', (record) => record.commits),
  integer('claims', (record) => record.claims, true),
  {
    name: 'claim_list', kind: 'claims', required: true,
    value: (record) => record.claimList.map(({ task, dataset, metric, value, number, strict, source }) => ({ task, dataset, metric, value, number, strict, source })),
  },
  flag('has_card', (record) => record.hasCard),
  flag('gated', (record) => record.gated),
  flag('recovered', (record) => record.recovered),
  text('url', (record) => record.url),
  text('owner_url', (record) => record.ownerUrl),
  text('description', (record) => record.description),
  text('repository', (record) => record.repository),
  integer('dependents', (record) => record.dependents),
];

const byName = new Map(exportColumns.map((column) => [column.name, column]));

/** The columns of these names, each once, in that order. Throws `invalid-arguments` for a name that is none. */
export function columnsNamed(names: readonly string[]): readonly ExportColumn[] {
  return [...new Set(names)].map((name) => {
    const column = byName.get(name);
    if (!column) throw new ExpectedError('invalid-arguments', `There is no column ${name}.`, `Columns: ${exportColumns.map((one) => one.name).join(', ')}.`);
    return column;
  });
}

/** A value for a cell of text; lists of things as JSON, an item each. */
export function cellOf(column: ExportColumn, record: PackageRecord): CellValue {
  if (column.kind === 'lineage') return column.value(record).map((step) => JSON.stringify(step));
  if (column.kind === 'claims') return column.value(record).map((claim) => JSON.stringify(claim));
  return column.value(record);
}
