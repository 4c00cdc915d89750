import { pointsPerMillimetre } from '../graph/figure.ts';
import { type GraphTheme, mix, type Palette, palettes } from '../graph/palette.ts';
import { fitText, textWidth, wrapText } from '../graph/text-width.ts';
import { visibleText } from '../graph/visible-text.ts';
import type { Mark, Shape, TextShape } from './scene.ts';

export interface ChartOptions {
  /** Of the whole chart. */
  readonly width: number;
  /** Of `width`: pixels for the page, millimetres for print; then a unit of the drawing is a point. */
  readonly unit?: 'px' | 'mm';
  readonly theme?: GraphTheme;
  /** In pixels or points. */
  readonly fontSize?: number;
  /** Title, denominator and what is missing above the chart. */
  readonly head?: boolean;
  /** Under the chart: where the numbers come from. */
  readonly caption?: string;
  /** Bars, rows or lines that are drawn at most; what is left out is said. */
  readonly most?: number;
  /** What stands before the name of the reference in the legend. */
  readonly referenceWord?: string;
}

/** What all drawing goes by. Lengths in the scene's unit. */
export interface Plan {
  readonly width: number;
  readonly size: number;
  readonly margin: number;
  readonly palette: Palette;
  readonly colours: { readonly bar: string; readonly rest: string; readonly grid: string; readonly reference: string };
  readonly head: boolean;
  readonly caption: string;
  readonly most: number | null;
  readonly referenceWord: string;
}

/** Widths below this many letters' heights leave no room for label, bar and number. */
const leastWidth = 16;

export function planOf({ width, unit = 'px', theme = 'light', fontSize = unit === 'mm' ? 7 : 12, head = true, caption = '', most, referenceWord = 'Published' }: ChartOptions): Plan {
  const palette = palettes[theme];
  return {
    width: Math.max(fontSize * leastWidth, unit === 'mm' ? width * pointsPerMillimetre : width),
    size: fontSize,
    margin: head || caption !== '' ? fontSize * 0.9 : fontSize * 0.3,
    palette,
    colours: { bar: mix(palette.accent, palette.ground, 0.32), rest: mix(palette.other, palette.ground, 0.25), grid: mix(palette.line, palette.ground, 0.68), reference: palette.categories[0] ?? palette.danger },
    head,
    caption,
    most: most ?? null,
    referenceWord,
  };
}

/** A piece of a chart, drawn from `top` downwards. */
export interface Block {
  readonly shapes: readonly Shape[];
  readonly marks: readonly Mark[];
  readonly bottom: number;
  readonly left: readonly string[];
}

type TextLook = Partial<Pick<TextShape, 'anchor' | 'bold' | 'turned' | 'fill' | 'size'>> & { readonly most?: number };

/** One line of text, cut to `most`; the whole is kept with a cut one. */
export function textAt(plan: Plan, x: number, y: number, words: string, { most = Number.POSITIVE_INFINITY, anchor = 'start', fill = plan.palette.ink, size = plan.size, ...look }: TextLook = {}): TextShape {
  const clean = visibleText(words);
  // A bold letter is wider than the widths that texts are cut by.
  const text = Number.isFinite(most) ? fitText(clean, size, look.bold ? most / 1.09 : most) : clean;
  return { kind: 'text', x, y, text, anchor, fill, size, ...look, ...(text === clean ? {} : { whole: clean.slice(0, 4000) }) };
}

/** A text broken into lines, from `top` on. */
export function paragraph(plan: Plan, top: number, words: string, look: { readonly bold?: boolean; readonly fill?: string; readonly size?: number } = {}): { readonly shapes: readonly Shape[]; readonly bottom: number } {
  const size = look.size ?? plan.size;
  const width = plan.width - 2 * plan.margin;
  const lines = wrapText(visibleText(words.slice(0, 6000)), look.bold ? size * 1.09 : size, width);
  return { shapes: lines.map((line, at) => textAt(plan, plan.margin, top + size * (1 + at * 1.35), line, { ...look, size })), bottom: top + lines.length * size * 1.35 };
}

export type Swatch = { readonly kind: 'bar'; readonly fill: string; readonly stroke?: string } | { readonly kind: 'interval' } | { readonly kind: 'reference' } | { readonly kind: 'line'; readonly stroke: string; readonly dashes?: string | undefined; readonly published: boolean };

export interface LegendEntry {
  readonly swatch: Swatch;
  readonly label: string;
}

/** Entries one after the other, in as many lines as they need. */
export function legend(plan: Plan, top: number, entries: readonly LegendEntry[]): Block {
  const shapes: Shape[] = [];
  const [mark, gap, line] = [plan.size * 1.9, plan.size * 0.5, plan.size * 1.5];
  const right = plan.width - plan.margin;
  let [x, y] = [plan.margin, top];
  entries.forEach(({ swatch, label }, at) => {
    const width = Math.min(textWidth(visibleText(label), plan.size), right - plan.margin - mark - gap);
    if (at > 0 && x + mark + gap + width > right) [x, y] = [plan.margin, y + line];
    const middle = y + plan.size * 0.7;
    shapes.push(...swatchShapes(plan, swatch, x, middle, mark), textAt(plan, x + mark + gap, y + plan.size * 1.05, label, { most: width + 0.01, fill: plan.palette.faint }));
    x += mark + gap + width + plan.size * 1.4;
  });
  return { shapes, marks: [], left: [], bottom: entries.length === 0 ? top : y + line + plan.size * 0.3 };
}

function swatchShapes(plan: Plan, swatch: Swatch, x: number, middle: number, width: number): readonly Shape[] {
  const { size } = plan;
  switch (swatch.kind) {
    case 'bar':
      return [{ kind: 'rect', x, y: middle - size * 0.38, width, height: size * 0.76, fill: swatch.fill, stroke: swatch.stroke }];
    case 'interval':
      return whisker(plan, x + size * 0.2, x + width - size * 0.2, middle);
    case 'reference':
      return [diamond(plan, x + width / 2, middle)];
    case 'line':
      return [{ kind: 'line', x1: x, y1: middle, x2: x + width, y2: middle, stroke: swatch.stroke, width: size * 0.13, dashes: swatch.dashes }, ...(swatch.published ? [diamond(plan, x + width / 2, middle)] : [])];
  }
}

/** An interval: from end to end with a bar across each. */
export function whisker({ size, palette }: Plan, from: number, to: number, middle: number): readonly Shape[] {
  const [high, width] = [size * 0.22, size * 0.085];
  const across = (x: number): Shape => ({ kind: 'line', x1: x, y1: middle - high, x2: x, y2: middle + high, stroke: palette.ink, width });
  return [{ kind: 'line', x1: from, y1: middle, x2: to, y2: middle, stroke: palette.ink, width }, across(from), across(to)];
}

/** A published value. */
export function diamond({ size, palette, colours }: Plan, x: number, y: number, scale = 1): Extract<Shape, { kind: 'path' }> {
  const r = size * 0.42 * scale;
  const [left, right, top, bottom] = [x - r, x + r, y - r, y + r].map((value) => Math.round(value * 100) / 100) as [number, number, number, number];
  const [middle, level] = [Math.round(x * 100) / 100, Math.round(y * 100) / 100];
  return { kind: 'path', path: `M${middle} ${top}L${right} ${level}L${middle} ${bottom}L${left} ${level}Z`, fill: colours.reference, stroke: palette.ink, width: size * 0.07 };
}

/** In place of a chart where there is nothing to draw. */
export function emptyBlock(plan: Plan, top: number, words: string): Block {
  const { shapes, bottom } = paragraph(plan, top + plan.size * 0.5, words, { fill: plan.palette.faint });
  return { shapes, marks: [], left: [], bottom: bottom + plan.size * 0.5 };
}
