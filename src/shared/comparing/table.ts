import type { Comparison } from '../contract/index.ts';
import { csvText } from '../table/csv.ts';
import { cellText, shownRows } from './words.ts';

export type TableFormat = 'markdown' | 'csv';

const verdictWords = { same: 'same', differs: 'differs', partly: 'known of some only', unknown: 'unknown' } as const;

/** A comparison as one table: a row for each attribute, a column for each package. */
export function comparisonTable({ sides, groups }: Pick<Comparison, 'sides' | 'groups'>, format: TableFormat, onlyDifferent = false): string {
  const names = sides.map(({ package: { hub, name, ordinal } }) => `${hub}/${name}${ordinal > 0 ? `#${ordinal}` : ''}`);
  const lines = shownRows(groups, onlyDifferent).flatMap(({ title, rows }) => rows.map((row) => [title, row.about === null ? row.title : `${row.title} (${row.about})`, ...row.cells.map((cell) => cellText(row, cell)), verdictWords[row.verdict]]));
  const table = [['Group', 'Attribute', ...names, 'Difference'], ...lines];
  if (format === 'csv') return `${table.map((cells) => cells.map((cell) => csvText(cell)).join(',')).join('\r\n')}\r\n`;
  const [head = [], ...rest] = table.map((cells) => `| ${cells.map(markdownText).join(' | ')} |`);
  return `${[head, `|${' --- |'.repeat(names.length + 3)}`, ...rest].join('\n')}\n`;
}

/** One line, and nothing in it that Markdown or HTML would take for more than text. */
export function markdownText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\|`*_[\]<>]/g, '\\$&');
}
