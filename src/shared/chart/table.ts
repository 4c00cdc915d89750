import type { MeasurePart } from '../contract/index.ts';
import { countText, pluralText } from '../text/quantity.ts';
import { textWidth } from '../graph/text-width.ts';
import { visibleText } from '../graph/visible-text.ts';
import { type Block, emptyBlock, type Plan, textAt } from './plan.ts';
import type { Mark, Shape } from './scene.ts';
import { type Unit, valueText } from './words.ts';

type Table = Extract<MeasurePart, { kind: 'table' }>;

const usualMost = 25;

/** The first rows, under the names of their columns; numbers stand to the right. */
export function drawTable(plan: Plan, top: number, part: Table): Block {
  if (part.rows.length === 0) return emptyBlock(plan, top, 'There are no rows.');
  const { size, palette, colours, margin } = plan;
  const most = plan.most ?? usualMost;
  const rows = part.rows.length <= most ? part.rows : part.rows.slice(0, most);
  const inner = plan.width - 2 * margin;
  const gap = size * 1.1;
  const texts = rows.map(({ cells }) => part.columns.map(({ unit }, at) => cellText(cells[at] ?? null, unit)));
  const columns = part.columns.slice(0, Math.max(1, Math.floor((inner + gap) / (size * 4 + gap))));
  const widths = fitWidths(columns.map(({ title }, at) => Math.max(size * 2, widthOf(title, size * 1.09), ...texts.map((cells) => widthOf(cells[at] ?? '', size)))), columns.map(({ unit }) => unit === 'text'), inner - gap * (columns.length - 1));
  const places = widths.map((_, at) => margin + widths.slice(0, at).reduce((sum, width) => sum + width + gap, 0));
  const line = size * 1.75;
  const shapes: Shape[] = [];
  const marks: Mark[] = [];
  const put = (at: number, y: number, words: string, bold: boolean, fill: string): void => {
    const isNumber = columns[at]?.unit !== 'text';
    const [x, width] = [places[at] ?? 0, widths[at] ?? 0];
    shapes.push(textAt(plan, isNumber ? x + width : x, y, words, { most: width + 0.01, anchor: isNumber ? 'end' : 'start', bold, fill }));
  };
  columns.forEach(({ title }, at) => put(at, top + size * 1.2, title, true, palette.ink));
  shapes.push({ kind: 'line', x1: margin, y1: top + line, x2: plan.width - margin, y2: top + line, stroke: palette.line, width: size * 0.08 });
  rows.forEach((row, index) => {
    const y = top + line * (index + 1);
    columns.forEach((_, at) => put(at, y + size * 1.25, texts[index]?.[at] ?? '', false, row.cells[at] === null ? palette.faint : palette.ink));
    if (index < rows.length - 1) shapes.push({ kind: 'line', x1: margin, y1: y + line, x2: plan.width - margin, y2: y + line, stroke: colours.grid, width: size * 0.05 });
    marks.push({ key: row.key, series: '', spoken: rowWords(part, row), packages: row.packages, box: { x: margin, y, width: inner, height: line } });
  });
  const bottom = top + line * (rows.length + 1);
  shapes.push({ kind: 'line', x1: margin, y1: bottom, x2: plan.width - margin, y2: bottom, stroke: palette.line, width: size * 0.08 });
  const hidden = part.columns.length - columns.length;
  return {
    shapes, marks, bottom: bottom + size * 0.4,
    left: [
      ...(part.total > rows.length ? [`The first ${countText(rows.length)} of ${countText(part.total)} rows.`] : []),
      ...(hidden > 0 ? [`${pluralText(hidden, 'further column has', 'further columns have')} no room here.`] : []),
    ],
  };
}

function cellText(cell: string | number | null, unit: Unit): string {
  return typeof cell === 'string' ? cell.slice(0, 400) : cell === null ? '—' : valueText(cell, unit);
}

/** A row in words: "name: bert; downloads: 12". */
function rowWords(part: Table, { cells }: Table['rows'][number]): string {
  return part.columns.map(({ title, unit }, at) => `${title}: ${cellText(cells[at] ?? null, unit)}`).join('; ');
}

function widthOf(text: string, size: number): number {
  return textWidth(visibleText(text), size);
}

/** Widths that fit: the widest columns give first, down to the next widest, and so on. Numbers give nothing while they leave half of the room to texts. */
function fitWidths(natural: readonly number[], isText: readonly boolean[], room: number): readonly number[] {
  const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0);
  if (sum(natural) <= room) return natural;
  const numbers = sum(natural.filter((_, at) => !isText[at]));
  const gives = natural.map((_, at) => isText[at] === true || numbers > room / 2);
  let [low, high] = [0, Math.max(...natural)];
  for (let step = 0; step < 40; step += 1) {
    const cap = (low + high) / 2;
    if (sum(natural.map((width, at) => (gives[at] ? Math.min(width, cap) : width))) > room) high = cap;
    else low = cap;
  }
  return natural.map((width, at) => (gives[at] ? Math.min(width, low) : width));
}
