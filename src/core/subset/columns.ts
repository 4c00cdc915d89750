import { ExpectedError } from '../../shared/result.ts';
import type { ClaimOfPackage, Field, LineageStep } from './package-fields.ts';
import type { PackageRecord } from './package-record.ts';

/** What a column's values are. `time` is ISO 8601 in UTC; lists are never missing. */
export type ColumnKind = 'text' | 'integer' | 'boolean' | 'time' | 'texts' | 'lineage' | 'claims';

interface Column<Kind extends ColumnKind, Value> {
  readonly name: string;
  readonly kind: Kind;
  /** Where a block of packages has it. */
  readonly field: Field;
  /** No package lacks it. */
  readonly required: boolean;
  readonly value: (record: PackageRecord) => Value;
}

export type ExportColumn =
  | Column<'text' | 'time', string | null>
  | Column<'integer', number | null>
  | Column<'boolean', boolean>
  | Column<'texts', readonly string[]>
  | Column<'lineage', readonly LineageStep[]>
  | Column<'claims', readonly ClaimOfPackage[]>;

const text = (name: string, field: Field, value: (record: PackageRecord) => string | null, required = false): ExportColumn => ({ name, field, kind: 'text', required, value });
const time = (name: string, field: Field, value: (record: PackageRecord) => string | null): ExportColumn => ({ name, field, kind: 'time', required: false, value });
const integer = (name: string, field: Field, value: (record: PackageRecord) => number | null, required = false): ExportColumn => ({ name, field, kind: 'integer', required, value });
const flag = (name: string, field: Field, value: (record: PackageRecord) => boolean): ExportColumn => ({ name, field, kind: 'boolean', required: true, value });
const texts = (name: string, field: Field, value: (record: PackageRecord) => readonly string[]): ExportColumn => ({ name, field, kind: 'texts', required: true, value });

/** Everything that a table of packages can hold. Names are part of every format: append, never rename or reorder. */
export const exportColumns: readonly ExportColumn[] = [
  text('hub', 'hub', (record) => record.hub, true),
  text('name', 'name', (record) => record.name, true),
  integer('ordinal', 'ordinal', (record) => record.ordinal, true),
  text('owner', 'owner', (record) => record.owner),
  text('task', 'task', (record) => record.task),
  text('architecture', 'architecture', (record) => record.architecture),
  text('license', 'license', (record) => record.license),
  text('license_original', 'licenseOriginal', (record) => record.licenseOriginal),
  text('library', 'library', (record) => record.library),
  texts('datasets', 'datasets', (record) => record.datasets),
  texts('languages', 'languages', (record) => record.languages),
  texts('tags', 'tags', (record) => record.tags),
  texts('formats', 'formats', (record) => record.formats),
  texts('papers', 'papers', (record) => record.papers),
  texts('base_models', 'lineage', (record) => record.lineage.map((step) => step.base)),
  {
    name: 'lineage', kind: 'lineage', field: 'lineage', required: true,
    value: (record) => record.lineage.map(({ base, relation, source, inMirror }) => ({ base, relation, source, in_mirror: inMirror })),
  },
  integer('downloads', 'downloads', (record) => record.downloads),
  integer('likes', 'likes', (record) => record.likes),
  integer('stars', 'stars', (record) => record.stars),
  integer('files', 'files', (record) => record.files),
  integer('bytes', 'bytes', (record) => record.bytes),
  integer('parameters', 'parameters', (record) => record.parameters),
  time('created', 'created', (record) => record.created),
  time('modified', 'modified', (record) => record.modified),
  text('sha', 'sha', (record) => record.sha),
  text('clone', 'clone', (record) => record.clone, true),
  integer('commits', 'commits', (record) => record.commits),
  integer('claims', 'claims', (record) => record.claims, true),
  {
    name: 'claim_list', kind: 'claims', field: 'claimList', required: true,
    value: (record) => record.claimList.map(({ task, dataset, metric, value, number, strict, source }) => ({ task, dataset, metric, value, number, strict, source })),
  },
  flag('has_card', 'hasCard', (record) => record.hasCard),
  flag('gated', 'gated', (record) => record.gated),
  flag('recovered', 'recovered', (record) => record.recovered),
  text('url', 'url', (record) => record.url),
  text('owner_url', 'ownerUrl', (record) => record.ownerUrl),
  text('description', 'description', (record) => record.description),
  text('repository', 'repository', (record) => record.repository),
  integer('dependents', 'dependents', (record) => record.dependents),
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
