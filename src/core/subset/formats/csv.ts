import { csvCell, type CellValue } from '../../../shared/table/index.ts';
import type { PackageRecord } from '../package-record.ts';
import type { TableFormat } from '../types.ts';

/** The columns, in their order. They are part of the format: append, never rename or reorder. */
const columns: readonly (readonly [string, (record: PackageRecord) => CellValue])[] = [
  ['hub', (record) => record.hub],
  ['name', (record) => record.name],
  ['ordinal', (record) => record.ordinal],
  ['owner', (record) => record.owner],
  ['task', (record) => record.task],
  ['architecture', (record) => record.architecture],
  ['license', (record) => record.license],
  ['license_original', (record) => record.licenseOriginal],
  ['library', (record) => record.library],
  ['datasets', (record) => record.datasets],
  ['languages', (record) => record.languages],
  ['tags', (record) => record.tags],
  ['papers', (record) => record.papers],
  ['base_models', (record) => record.lineage.map((step) => step.base)],
  ['downloads', (record) => record.downloads],
  ['likes', (record) => record.likes],
  ['stars', (record) => record.stars],
  ['files', (record) => record.files],
  ['bytes', (record) => record.bytes],
  ['parameters', (record) => record.parameters],
  ['created', (record) => record.created],
  ['modified', (record) => record.modified],
  ['sha', (record) => record.sha],
  ['clone', (record) => record.clone],
  ['commits', (record) => record.commits],
  ['claims', (record) => record.claims],
  ['has_card', (record) => record.hasCard],
  ['url', (record) => record.url],
  ['description', (record) => record.description],
];

/** RFC 4180: comma, CRLF, quotes doubled; UTF-8 without a byte order mark; a missing value is an empty cell. */
export const csv: TableFormat = {
  kind: 'table',
  info: { id: 'csv', title: 'CSV', description: 'A table for spreadsheets and statistics: one row per package, 29 columns.', target: 'file', extension: 'csv' },
  columns: columns.map(([name]) => name),
  withClaims: false,
  notes: [
    'CSV as in RFC 4180: comma, CRLF, UTF-8, one header row; a missing value is an empty cell.',
    "Formula guard: a text that starts with =, +, -, @, a tab or a carriage return has an apostrophe (') before it; numbers have none.",
    'Lists are joined by |; inside an item \\ is written \\\\ and | is written \\|.',
    'The character NUL is written as U+FFFD. Dates are ISO 8601 in UTC.',
  ],
  head: `${columns.map(([name]) => name).join(',')}\r\n`,
  row: (record) => `${columns.map(([, value]) => csvCell(value(record))).join(',')}\r\n`,
};
