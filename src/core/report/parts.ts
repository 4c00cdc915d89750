import { denominatorWords, missingWords, partTable, type Unit, valueText } from '../../shared/chart/index.ts';
import { countText } from '../../shared/text/quantity.ts';
import type { MeasurePart } from '../../shared/contract/index.ts';
import { chartOf, type Colours } from './chart.ts';
import { h, type Element } from './html.ts';

/** Rows of a table in the report, and points of lines; the rest is said to be there. */
const mostRows = 60;
const mostPoints = 12;
const mostLetters = 200;

/** A part of a result: its chart, its numbers as a table, and what they are of. `all` says how to come by rows that are not shown. */
export function partBlock(part: MeasurePart, colours: Colours, all: string): Element {
  const charted = part.kind === 'table' ? null : chartOf(part, colours);
  const facts = [denominatorWords(part), ...missingWords(part), ...(part.reference === null ? [] : [`Published values: ${part.reference}.`])].filter((words) => words !== '');
  return h(
    'figure', {},
    h('h4', {}, part.title),
    h('p', { class: 'facts' }, facts.join(' ')),
    charted?.chart ?? null,
    tableOf(part, all),
    ...(part.notes.length === 0 ? [] : [h('figcaption', {}, part.notes.join(' '))]),
  );
}

function tableOf(part: MeasurePart, all: string): Element {
  const { columns: every, rows, total } = partTable(part);
  if (rows.length === 0) return h('p', {}, 'There are no rows.');
  const shown = part.kind === 'lines' ? thinned(part, rows) : rows.slice(0, mostRows);
  // One line needs no name, and own numbers need not be told apart from published ones where there are none.
  const idle = part.kind === 'lines' && part.lines.length === 1 ? ['line', 'published'] : [];
  const columns = every.flatMap((column, at) => (idle.includes(column.key) ? [] : [{ ...column, at }]));
  const head = columns.map(({ title, unit }) => h('th', { scope: 'col', ...numberClass(unit) }, title));
  const body = shown.map(({ cells }) => h('tr', {}, ...columns.map(({ unit, at }, place) => h(place === 0 ? 'th' : 'td', { ...(place === 0 ? { scope: 'row' } : {}), ...numberClass(unit) }, cellText(cells[at] ?? null, unit)))));
  const more = total > shown.length ? ` ${part.kind === 'lines' ? '' : 'The first '}${countText(shown.length)} of ${countText(total)} ${part.kind === 'lines' ? 'points' : 'rows'}. ${all}` : '';
  return h(
    'div', { class: 'table', role: 'group', 'aria-label': `${part.title}, as a table`, tabindex: '0' },
    h('table', {}, h('caption', {}, `${part.title}, as a table.${more}`), h('thead', {}, h('tr', {}, ...head)), h('tbody', {}, ...body)),
  );
}

/** Of each line some points, as far apart in number; the first and the last among them. */
function thinned(part: Extract<MeasurePart, { kind: 'lines' }>, rows: ReturnType<typeof partTable>['rows']): ReturnType<typeof partTable>['rows'] {
  return part.lines.flatMap(({ key, points }) => {
    const own = rows.filter((row) => row.key.startsWith(`${key}/`));
    if (points.length <= mostPoints + 4) return own;
    const places = new Set(Array.from({ length: mostPoints }, (_, at) => Math.round((at * (own.length - 1)) / (mostPoints - 1))));
    return own.filter((_, at) => places.has(at));
  });
}

function numberClass(unit: Unit): { readonly class?: string } {
  return unit === 'text' ? {} : { class: 'number' };
}

function cellText(cell: string | number | null, unit: Unit): string {
  if (cell === null) return '—';
  if (typeof cell === 'number') return valueText(cell, unit);
  return cell.length > mostLetters ? `${cell.slice(0, mostLetters)}…` : cell;
}
