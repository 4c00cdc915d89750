import type { MeasurePart } from '../contract/index.ts';
import { countText, pluralText } from '../text/quantity.ts';
import { round } from '../graph/shapes.ts';
import { textWidth } from '../graph/text-width.ts';
import { tickLabels } from './axis.ts';
import { type Block, diamond, emptyBlock, legend, type Plan, textAt } from './plan.ts';
import { linearScale, logScale, type Scale, spanScale } from './scales.ts';
import type { Mark, Shape } from './scene.ts';
import { thinPoints } from './thin.ts';
import { tickText, type Unit, valueText } from './words.ts';

type Lines = Extract<MeasurePart, { kind: 'lines' }>;
type Line = Lines['lines'][number];
type Point = Line['points'][number];

/** As many colours as can be told apart, own lines and published ones together. */
const usualMost = 7;
const dashes = [undefined, '6 2.5', '2 2', '8 2 2 2', '4 1.5', '1 1.5', '10 3'] as const;

export interface DrawnLine {
  readonly line: Line;
  readonly colour: string;
  readonly dashes: string | undefined;
}

export function drawLines(plan: Plan, top: number, part: Lines): Block {
  const { size, palette, colours, margin } = plan;
  const drawn = chosenLines(plan, part);
  const cut = part.lines.length - drawn.length;
  const isDrawn = (point: Point): boolean => point.y !== null && Number.isFinite(point.x) && Number.isFinite(point.y) && (part.x.scale === 'linear' || point.x > 0) && (part.y.scale === 'linear' || point.y > 0);
  const points = drawn.flatMap(({ line }) => line.points.filter(isDrawn));
  const noHeight = drawn.reduce((sum, { line }) => sum + line.points.filter((point) => point.y !== null && !isDrawn(point)).length, 0);
  const left = [
    ...(cut > 0 ? [`${pluralText(cut, 'further line is', 'further lines are')} not drawn; the table has all ${countText(part.lines.length)}.`] : []),
    ...(noHeight > 0 ? [`${pluralText(noHeight, 'point')} at 0 or below ${noHeight === 1 ? 'has' : 'have'} no place on a logarithmic axis.`] : []),
  ];
  if (points.length === 0) return { ...emptyBlock(plan, top, 'No point has a value.'), left };
  const key = legend(plan, top, drawn.length === 1 && drawn[0]?.line.published === false ? [] : drawn.map(({ line, colour, dashes }) => ({ label: line.label, swatch: { kind: 'line', stroke: colour, dashes, published: line.published } })));
  const plotTop = key.bottom + size * 0.6;
  const plotHeight = Math.max(size * 11, Math.min(plan.width * 0.46, size * 24));
  const plotBottom = plotTop + plotHeight;
  const yScale = scaleOf(part.y.scale, part.y.unit, points.map((point) => point.y ?? 0), Math.max(2, Math.floor(plotHeight / (size * 2.6))), 'y');
  const yTicks = yScale.ticks.map((tick) => tickText(tick, part.y.unit, yScale.step));
  const plotLeft = margin + size * 1.7 + Math.max(...yTicks.map((tick) => textWidth(tick, size * 0.92))) + size * 0.5;
  const plotRight = plan.width - margin - size * 0.8;
  const plotWidth = Math.max(size * 2, plotRight - plotLeft);
  const xScale = scaleOf(part.x.scale, part.x.unit, points.map((point) => point.x), Math.max(1, Math.floor(plotWidth / (size * (part.x.unit === 'date' ? 6 : 4.5)))), 'x');
  const x = (value: number): number => plotLeft + (xScale.place(value) ?? 0) * plotWidth;
  const y = (value: number): number => plotBottom - (yScale.place(value) ?? 0) * plotHeight;
  const shapes: Shape[] = [...key.shapes];
  yScale.ticks.forEach((tick, at) => {
    shapes.push({ kind: 'line', x1: plotLeft, y1: y(tick), x2: plotRight, y2: y(tick), stroke: at === 0 ? palette.line : colours.grid, width: size * 0.06 });
    shapes.push(textAt(plan, plotLeft - size * 0.5, y(tick) + size * 0.33, yTicks[at] ?? '', { anchor: 'end', fill: palette.faint, size: size * 0.92 }));
  });
  for (const tick of xScale.ticks) shapes.push({ kind: 'line', x1: x(tick), y1: plotBottom, x2: x(tick), y2: plotBottom + size * 0.3, stroke: palette.line, width: size * 0.06 });
  shapes.push(...tickLabels(plan, xScale, part.x.unit, x, plotBottom + size * 1.3));
  shapes.push(textAt(plan, plotLeft, plotBottom + size * 2.6, axisTitle(part.x), { most: plotRight - plotLeft, fill: palette.faint, size: size * 0.92 }));
  shapes.push(textAt(plan, margin + size * 0.9, plotBottom, axisTitle(part.y), { most: plotHeight, turned: true, fill: palette.faint, size: size * 0.92 }));
  const marks: Mark[] = [];
  for (const { line, colour, dashes } of drawn) {
    const runs = runsOf(line.points, isDrawn).map((run) => run.map((point) => ({ point, x: x(point.x), y: y(point.y ?? 0) })));
    const count = runs.reduce((sum, run) => sum + run.length, 0);
    for (const run of runs) {
      const kept = thinPoints(run, size * 0.06);
      if (kept.length > 1) shapes.push({ kind: 'path', path: kept.map((at, index) => `${index === 0 ? 'M' : 'L'}${round(at.x)} ${round(at.y)}`).join(''), fill: null, stroke: colour, width: size * 0.14, dashes });
      if (line.published) shapes.push(...kept.slice(0, 60).map((at) => diamond(plan, at.x, at.y, 0.8)));
      else if (count <= 60 || kept.length === 1) shapes.push(...kept.map((at) => dot(at.x, at.y, size * 0.2, colour)));
    }
    marks.push(...marksOf(plan, part, line, runs.flat()));
  }
  return { shapes, marks, left, bottom: plotBottom + size * 3 };
}

/** Own lines and published ones with their colours; the first ones where there are more than colours. */
function chosenLines({ palette, most }: Plan, part: Lines): readonly DrawnLine[] {
  const published = part.lines.filter((line) => line.published);
  const own = part.lines.filter((line) => !line.published);
  const room = most ?? usualMost;
  const kept = new Set([...own.slice(0, Math.max(1, room - Math.min(published.length, 3))), ...published.slice(0, Math.max(1, room - Math.min(own.length, room - 3)))]);
  let at = -1;
  return part.lines.filter((line) => kept.has(line)).map((line) => {
    at += 1;
    const colour = at === 0 && !line.published ? palette.accent : (palette.categories[(at + 2) % palette.categories.length] ?? palette.ink);
    return { line, colour, dashes: dashes[at % dashes.length] };
  });
}

function scaleOf(kind: 'linear' | 'log', unit: Unit, values: readonly number[], most: number, along: 'x' | 'y'): Scale {
  const [low, high] = boundsOf(values);
  if (kind === 'log') return logScale(low, high, most);
  if (along === 'x' || unit === 'date' || unit === 'year') return spanScale(low, high, most, unit === 'date' || unit === 'year' ? unit : 'other');
  return linearScale(Math.min(0, low), Math.max(0, high), most, !['share', 'number', 'days', 'bytes'].includes(unit));
}

function boundsOf(values: readonly number[]): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function axisTitle({ title, scale }: { readonly title: string; readonly scale: 'linear' | 'log' }): string {
  return scale === 'log' ? `${title} (logarithmic)` : title;
}

/** Points without a gap between them. */
function runsOf(points: readonly Point[], isDrawn: (point: Point) => boolean): readonly (readonly Point[])[] {
  const runs: Point[][] = [];
  let open = false;
  for (const point of points) {
    if (!isDrawn(point)) open = false;
    else if (open) runs.at(-1)?.push(point);
    else {
      runs.push([point]);
      open = true;
    }
  }
  return runs;
}

interface PlacedPoint {
  readonly point: Point;
  readonly x: number;
  readonly y: number;
}

/** Points that can be pointed at: as many as can be told apart, the first and the last among them. */
function marksOf(plan: Plan, part: Lines, line: Line, points: readonly PlacedPoint[]): readonly Mark[] {
  const apart = plan.size * 0.7;
  let last = Number.NEGATIVE_INFINITY;
  const reach = plan.size * 0.75;
  return points.flatMap((at, index) => {
    if (index > 0 && index < points.length - 1 && at.x - last < apart) return [];
    last = at.x;
    return [{ key: `${line.key}/${index}`, series: line.key, spoken: pointWords(part, line, at.point), packages: at.point.packages, box: { x: at.x - reach, y: at.y - reach, width: 2 * reach, height: 2 * reach } }];
  });
}

/** A point in words: "Hugging Face, rank 10 (bert-base): 4.7M downloads". */
function pointWords(part: Lines, line: Line, { x, y, label }: Point): string {
  return `${line.label}; ${part.x.title} ${valueText(x, part.x.unit)}${label === null ? '' : ` (${label})`}: ${part.y.title} ${valueText(y, part.y.unit)}`;
}

function dot(x: number, y: number, r: number, fill: string): Shape {
  return { kind: 'path', path: `M${round(x - r)} ${round(y)}a${round(r)} ${round(r)} 0 1 1 ${round(2 * r)} 0a${round(r)} ${round(r)} 0 1 1 ${round(-2 * r)} 0Z`, fill };
}
