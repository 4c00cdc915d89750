import { textWidth } from '../graph/text-width.ts';
import { visibleText } from '../graph/visible-text.ts';
import { tickLabels } from './axis.ts';
import { type Block, diamond, legend, type LegendEntry, type Plan, textAt, whisker } from './plan.ts';
import type { Scale } from './scales.ts';
import type { Mark, Shape } from './scene.ts';
import type { Unit } from './words.ts';

export interface BarRow {
  readonly key: string;
  readonly label: string;
  /** Length of the bar on the axis; null: none. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly reference: number | null;
  readonly role: 'value' | 'rest' | 'none';
  /** The number, and what it is of. */
  readonly number: string;
  readonly detail: string;
  readonly spoken: string;
  readonly packages: string | null;
}

export interface BarAxis {
  readonly scale: (most: number) => Scale;
  readonly unit: Unit;
  readonly title: string;
}

interface BarsInput {
  readonly rows: readonly BarRow[];
  /** null: rows of text alone. */
  readonly axis: BarAxis | null;
  /** Whose values stand beside the bars. */
  readonly reference: string | null;
  readonly ownLabel: string;
  readonly left: readonly string[];
}

/** Bars from left to right, one below the other, each with its number behind the plot. */
export function drawBars(plan: Plan, top: number, { rows, axis, reference, ownLabel, left }: BarsInput): Block {
  const { size, palette, colours } = plan;
  const inner = plan.width - 2 * plan.margin;
  const gap = size * 0.8;
  const line = size * (axis === null ? 1.7 : 1.95);
  const numberWidth = widest(rows.map(({ number }) => number), size * 1.09);
  const detailNatural = widest(rows.map(({ detail }) => detail), size);
  const labelNatural = widest(rows.map(({ label }) => label), size);
  const leastPlot = axis === null ? 0 : Math.min(inner * 0.34, size * 14);
  const labelWidth = Math.min(labelNatural, Math.max(size * 5, Math.min(inner * (axis === null ? 0.6 : 0.4), inner - numberWidth - leastPlot - 2 * gap)));
  const forDetail = inner - labelWidth - numberWidth - leastPlot - 3 * gap;
  const detailWidth = detailNatural <= forDetail || (axis === null && forDetail > size * 4) ? Math.min(detailNatural, forDetail) : 0;
  const plotLeft = plan.margin + labelWidth + gap;
  const known = rows.filter((row) => row.value !== null);
  const isText = axis === null || known.length === 0;
  // Without bars the numbers stand beside their labels.
  const numbersRight = isText ? plotLeft + numberWidth : plan.width - plan.margin - (detailWidth === 0 ? 0 : detailWidth + gap);
  const plotWidth = Math.max(size, numbersRight - numberWidth - gap - plotLeft);
  const scale = isText ? null : axis.scale(Math.max(1, Math.min(8, Math.floor(plotWidth / (size * 4.5)))));
  const isSeen = (row: BarRow): boolean => scale !== null && row.low !== null && row.high !== null && ((scale.place(row.high) ?? 0) - (scale.place(row.low) ?? 0)) * plotWidth > size * 0.25;
  const key = axis === null || scale === null ? null : legend(plan, top, legendEntries());
  const rowsTop = (key?.bottom ?? top) + size * 0.2;
  const rowsBottom = rowsTop + rows.length * line;
  const shapes: Shape[] = [...(key?.shapes ?? [])];
  const marks: Mark[] = [];
  const x = (value: number): number => plotLeft + Math.max(0, Math.min(1, scale?.place(value) ?? 0)) * plotWidth;

  if (scale !== null && axis !== null) {
    scale.ticks.forEach((tick, at) => {
      const place = x(tick);
      shapes.push({ kind: 'line', x1: place, y1: rowsTop, x2: place, y2: rowsBottom, stroke: at === 0 ? palette.line : colours.grid, width: size * 0.06 });
    });
    shapes.push(...tickLabels(plan, scale, axis.unit, x, rowsBottom + size * 1.15));
    shapes.push(textAt(plan, plotLeft, rowsBottom + size * 2.5, axis.title, { most: plan.width - plan.margin - plotLeft, fill: palette.faint, size: size * 0.92 }));
  }
  rows.forEach((row, at) => {
    const [rowTop, middle] = [rowsTop + at * line, rowsTop + (at + 0.5) * line];
    const base = middle + size * 0.36;
    const fill = row.role === 'value' ? palette.ink : palette.faint;
    shapes.push(textAt(plan, plan.margin + labelWidth, base, row.label, { most: labelWidth + 0.01, anchor: 'end', fill }));
    if (scale !== null && row.value !== null) {
      const width = Math.max(row.value > 0 ? size * 0.08 : 0, x(row.value) - plotLeft);
      shapes.push({ kind: 'rect', x: plotLeft, y: middle - size * 0.55, width, height: size * 1.1, ...barLook(row.role) });
      if (isSeen(row)) shapes.push(...whisker(plan, x(row.low ?? 0), x(row.high ?? 0), middle));
    }
    if (scale !== null && row.reference !== null) shapes.push(diamond(plan, x(row.reference), middle));
    shapes.push(textAt(plan, numbersRight, base, row.number, { anchor: 'end', bold: true, fill }));
    if (detailWidth > 0) shapes.push(textAt(plan, isText ? numbersRight + gap : plan.width - plan.margin, base, row.detail, { anchor: isText ? 'start' : 'end', most: detailWidth + 0.01, fill: palette.faint }));
    marks.push({ key: row.key, series: '', spoken: row.spoken, packages: row.packages, box: { x: plan.margin, y: rowTop, width: inner, height: line } });
  });
  return { shapes, marks, left, bottom: scale === null ? rowsBottom : rowsBottom + size * 2.9 };

  function barLook(role: BarRow['role']): { readonly fill: string; readonly stroke?: string; readonly dashes?: string } {
    if (role === 'value') return { fill: colours.bar };
    return role === 'rest' ? { fill: colours.rest } : { fill: palette.unknown, stroke: palette.line, dashes: `${size * 0.3} ${size * 0.2}` };
  }

  function legendEntries(): readonly LegendEntry[] {
    const entries: LegendEntry[] = [];
    const hasReference = rows.some((row) => row.reference !== null);
    const hasIntervals = rows.some(isSeen);
    if (hasReference || hasIntervals) entries.push({ swatch: { kind: 'bar', fill: colours.bar }, label: ownLabel });
    if (hasIntervals) entries.push({ swatch: { kind: 'interval' }, label: '95% interval' });
    if (hasReference) entries.push({ swatch: { kind: 'reference' }, label: `${plan.referenceWord}${reference === null ? '' : `: ${reference}`}` });
    return entries;
  }
}

function widest(texts: readonly string[], size: number): number {
  return texts.reduce((most, text) => Math.max(most, text.length > 400 ? Number.MAX_SAFE_INTEGER : textWidth(visibleText(text), size)), 0);
}
