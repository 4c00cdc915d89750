import type { PackageRow } from '../contract/index.ts';
import { hubById, huggingFacePurl } from '../domain/index.ts';
import { dayText } from '../text/quantity.ts';
import { type ColumnId, columnOf, isExtraColumn, type ExtraColumnId } from './columns.ts';
import { cellText, columnValue } from './values.ts';

export const copyFormats = [
  { id: 'tsv', title: 'Table for a spreadsheet (TSV)' },
  { id: 'markdown', title: 'Markdown table' },
  { id: 'json', title: 'JSON' },
  { id: 'bibtex', title: 'BibTeX' },
  { id: 'purl', title: 'Package URLs' },
] as const;

export type CopyFormat = (typeof copyFormats)[number]['id'];

/** The extra columns that rows must come with to be copied so. */
export function extraForCopy(format: CopyFormat, columns: readonly ColumnId[]): readonly ExtraColumnId[] {
  if (format === 'purl') return ['purl'];
  if (format === 'bibtex') return ['url', 'sha'];
  return columns.filter(isExtraColumn);
}

/** Rows as text for the clipboard. Tables have the given columns; citations and package URLs what they need. */
export function copyText(rows: readonly PackageRow[], columns: readonly ColumnId[], format: CopyFormat): string {
  switch (format) {
    case 'tsv':
      return [columns.map((id) => columnOf(id).title), ...rows.map((row) => columns.map((id) => tsvCell(cellText(row, id))))].map((cells) => cells.join('\t')).join('\n');
    case 'markdown':
      return markdown(rows, columns);
    case 'json':
      return JSON.stringify(rows.map((row) => Object.fromEntries(columns.map((id) => [id, jsonValue(row, id)]))), null, 2);
    case 'bibtex':
      return rows.map(bibtexEntry).join('\n\n');
    case 'purl':
      return rows.map(purlOf).join('\n');
  }
}

/** Tabs and line ends would start new cells. Spreadsheets run what begins like a formula (CWE-1236). */
function tsvCell(text: string): string {
  const flat = text.replaceAll(/[\t\r\n\0]+/g, ' ');
  return /^[=+\-@]/.test(flat) ? `'${flat}` : flat;
}

function markdown(rows: readonly PackageRow[], columns: readonly ColumnId[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = columns.map((id) => (['count', 'bytes', 'date'].includes(columnOf(id).kind) ? '---:' : '---'));
  const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll(/[\\|`*_[\]<>]/g, '\\$&');
  return [line(columns.map((id) => columnOf(id).title)), line(rule), ...rows.map((row) => line(columns.map((id) => cell(cellText(row, id)))))].join('\n');
}

function jsonValue(row: PackageRow, id: ColumnId): unknown {
  const value = columnValue(row, id);
  return (id === 'created' || id === 'modified') && typeof value === 'number' ? dayText(value) : value;
}

/** Hubs without package URLs of their own are named generically (purl types, "generic"). */
function purlOf(row: PackageRow): string {
  const [own] = row.extra.purl ?? [];
  if (own !== undefined) return own;
  if (row.hub === 'huggingface') return huggingFacePurl(row.name, null);
  return `pkg:generic/${row.hub}/${encodeURIComponent(row.name)}`;
}

/** A `@misc` entry; its key is the same for the same package wherever it is copied. */
function bibtexEntry(row: PackageRow): string {
  const [url] = row.extra.url ?? [];
  const [sha] = row.extra.sha ?? [];
  const year = dayText(row.created ?? row.modified ?? Number.NaN).slice(0, 4);
  const key = `${row.hub}_${row.name}${row.ordinal === 0 ? '' : `_${row.ordinal}`}`.replaceAll(/[^A-Za-z0-9]+/g, '_');
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['title', `{${texText(row.name)}}`],
    ['author', row.owner === null ? undefined : `{${texText(row.owner)}}`],
    ['year', year === '' ? undefined : year],
    ['howpublished', texText(hubById(row.hub).title)],
    ['note', sha ? `Pre-trained model, commit ${texText(sha)}` : 'Pre-trained model'],
    ['url', url],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = {${value}}`]));
  return `@misc{${key},\n${lines.join(',\n')}\n}`;
}

/** A text in which nothing means anything to TeX. */
export function texText(text: string): string {
  return text.replaceAll(/[\\{}%&$#_~^]/g, (mark) => (mark === '\\' ? '\\textbackslash{}' : mark === '~' ? '\\textasciitilde{}' : mark === '^' ? '\\textasciicircum{}' : `\\${mark}`));
}
