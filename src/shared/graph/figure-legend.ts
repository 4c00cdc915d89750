import type { LegendEntry } from './appearance.ts';
import type { DrawnGraph } from './drawn-graph.ts';
import type { FigureOptions } from './figure.ts';
import { countText } from '../text/quantity.ts';
import { inkOn, type Palette } from './palette.ts';
import { dashesOf, round, shapePath } from './shapes.ts';
import { fitText, textWidth } from './text-width.ts';
import { visibleText } from './visible-text.ts';
import { xmlText } from './xml.ts';

export interface FigurePlan extends FigureOptions {
  readonly palette: Palette;
}

interface LegendRow {
  readonly entry: LegendEntry;
  readonly label: string;
  /** Stands in the nodes of this colour. */
  readonly number: number | null;
}

export interface FigureLegend {
  readonly blocks: readonly { readonly title: string; readonly rows: readonly LegendRow[] }[];
  readonly sizes: { readonly title: string; readonly samples: readonly { readonly label: string; readonly diameter: number }[] } | null;
  /** How wide one column is that cuts no label. */
  readonly naturalWidth: number;
}

const swatchWidth = 20;

/** The legend of what is drawn, with how many of it there are. */
export function legendOf({ appearance, nodes, edges }: DrawnGraph, plan: FigurePlan): FigureLegend {
  const counts = new Map<string, number>();
  for (const { look } of [...nodes, ...edges]) for (const id of look.entries) counts.set(id, (counts.get(id) ?? 0) + 1);
  const numbers = plan.numbered ? numbersOf(appearance.groups) : new Map<string, number>();
  const blocks = appearance.groups.flatMap(({ title, entries }) => {
    const rows = entries.flatMap((entry): readonly LegendRow[] => {
      const count = counts.get(entry.id) ?? 0;
      return count === 0 ? [] : [{ entry, label: `${visibleText(entry.label)} (${countText(count)})`, number: numbers.get(entry.id) ?? null }];
    });
    return rows.length === 0 ? [] : [{ title, rows }];
  });
  const widest = Math.max(40, ...blocks.flatMap(({ title, rows }) => [textWidth(title, plan.fontSize, true), ...rows.map(({ label }) => swatchWidth + 4 + textWidth(label, plan.fontSize))]), appearance.sizes ? textWidth(appearance.sizes.title, plan.fontSize, true) : 0);
  return { blocks, sizes: appearance.sizes, naturalWidth: Math.ceil(widest) + 2 };
}

/** Numbers of the colours' entries, from 1; of the kinds' where they have the colours. */
export function numbersOf(groups: DrawnGraph['appearance']['groups']): ReadonlyMap<string, number> {
  const entries = (groups.find(({ id }) => id === 'colour') ?? groups.find(({ id }) => id === 'kind'))?.entries ?? [];
  return new Map(entries.map(({ id }, at) => [id, at + 1]));
}

interface LegendPlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly columns: number;
}

/** Blocks one below the other, each in the column that is shortest by then. `scale`: of the nodes, for the samples of sizes. */
export function drawLegend({ blocks, sizes }: FigureLegend, place: LegendPlace, scale: (diameter: number) => number, plan: FigurePlan): { readonly svg: string; readonly height: number } {
  const line = plan.fontSize * 1.45;
  const width = place.width / place.columns - (place.columns > 1 ? 10 : 0);
  const bottoms = Array.from({ length: place.columns }, () => place.top);
  const parts: string[] = [];
  const next = (height: number): { readonly x: number; readonly y: number } => {
    const at = bottoms.indexOf(Math.min(...bottoms));
    const y = bottoms[at] ?? place.top;
    bottoms[at] = y + height;
    return { x: place.left + at * (place.width / place.columns), y };
  };
  const text = (x: number, y: number, words: string, bold = false): string => `<text x="${round(x)}" y="${round(y)}" font-size="${plan.fontSize}" fill="${plan.palette.ink}"${bold ? ' font-weight="bold"' : ''}>${xmlText(words)}</text>`;
  for (const { title, rows } of blocks) {
    const { x, y } = next(line * (rows.length + 1.5));
    parts.push(text(x, y + plan.fontSize, fitText(title, plan.fontSize, width), true));
    rows.forEach((row, at) => {
      const middle = y + line * (at + 1.5);
      parts.push(swatch(row, x, middle, plan), text(x + swatchWidth + 4, middle + plan.fontSize * 0.35, fitText(row.label, plan.fontSize, width - swatchWidth - 4)));
    });
  }
  if (sizes) {
    const rows = sizes.samples.map(({ label, diameter }) => ({ label, diameter: scale(diameter) }));
    const heights = rows.map(({ diameter }) => Math.max(line, diameter + 3));
    const { x, y } = next(line * 1.5 + heights.reduce((sum, height) => sum + height, 0));
    parts.push(text(x, y + plan.fontSize, fitText(sizes.title, plan.fontSize, width), true));
    let top = y + line * 1.1;
    rows.forEach(({ label, diameter }, at) => {
      const middle = top + (heights[at] ?? line) / 2;
      const column = Math.max(swatchWidth, ...rows.map((row) => row.diameter));
      parts.push(`<circle cx="${round(x + column / 2)}" cy="${round(middle)}" r="${round(diameter / 2)}" fill="none" stroke="${plan.palette.faint}" stroke-width="0.6"/>`, text(x + column + 4, middle + plan.fontSize * 0.35, label));
      top += heights[at] ?? line;
    });
  }
  return { svg: `<g>${parts.join('\n')}</g>`, height: Math.max(...bottoms) - place.top };
}

function swatch({ entry, number }: LegendRow, x: number, middle: number, { fontSize }: FigurePlan): string {
  const { swatch } = entry;
  if (swatch.kind === 'edge') {
    const end = swatch.arrow ? swatchWidth - 4.5 : swatchWidth;
    const line = `<line x1="${round(x)}" x2="${round(x + end)}" y1="${round(middle)}" y2="${round(middle)}" stroke="${swatch.colour}" stroke-width="${round(Math.max(0.8, swatch.width * 0.7))}"${dashes(swatch.style, swatch.width * 0.7)}/>`;
    return swatch.arrow ? `${line}<path d="M${round(x + end)} ${round(middle - 2.2)}l4.5 2.2l-4.5 2.2Z" fill="${swatch.colour}"/>` : line;
  }
  const radius = Math.min(fontSize * 0.62, 8);
  const mark = `<path d="${shapePath(swatch.shape, x + swatchWidth / 2, middle, radius)}" fill="${swatch.fill}" stroke="${swatch.stroke}" stroke-width="0.6"${dashes(swatch.strokeStyle, 0.6)}/>`;
  return number === null ? mark : `${mark}${numberMark(number, x + swatchWidth / 2, middle, radius * 2, swatch.fill)}`;
}

export function dashes(style: 'solid' | 'dashed' | 'dotted', width: number): string {
  const pattern = dashesOf(style, width);
  return pattern === null ? '' : ` stroke-dasharray="${pattern.join(' ')}"`;
}

/** A colour's number inside a node, black or white as the fill asks for. */
export function numberMark(number: number, x: number, y: number, diameter: number, fill: string): string {
  const size = round(Math.min(7, diameter * 0.68));
  return `<text x="${round(x)}" y="${round(y + size * 0.36)}" font-size="${size}" text-anchor="middle" font-weight="bold" fill="${inkOn(fill)}">${number}</text>`;
}
