import type { CellValue } from './values.ts';

/** A cell of a CSV file as in RFC 4180. Lists are joined by `|`; inside an item `\` is written `\\` and `|` is written `\|`. */
export function csvCell(value: CellValue, separator: ',' | '\t' = ','): string {
  if (value === null) return '';
  if (typeof value === 'string') return csvText(value, separator);
  if (typeof value === 'object') return csvText(value.map(listItem).join('|'), separator);
  return String(value);
}

/** An item of a list in one cell. */
export function listItem(text: string): string {
  return /[\\|]/.test(text) ? text.replaceAll(/[\\|]/g, '\\$&') : text;
}

/** Spreadsheets run a cell that starts so as a formula, quoted or not (CWE-1236). */
const formulaStart = /^[=+\-@\t\r]/;

/** Most texts have nothing of all that. */
const needsCare = /[\0",\t\r\n]|^[=+\-@ ]| $/;

/** A cell of text: quoted where it must be, and never taken for a formula. */
export function csvText(text: string, separator: ',' | '\t' = ','): string {
  if (!needsCare.test(text)) return text;
  const clean = text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
  const guarded = formulaStart.test(clean) ? `'${clean}` : clean;
  const mustQuote = separator === ',' ? /[",\r\n]|^ | $/ : /["\t\r\n]|^ | $/;
  return mustQuote.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
