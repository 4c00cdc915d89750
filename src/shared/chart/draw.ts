import type { MeasurePart } from '../contract/index.ts';
import { countText } from '../text/quantity.ts';
import { drawLines } from './lines.ts';
import { type Block, type ChartOptions, paragraph, type Plan, planOf } from './plan.ts';
import type { Scene, Shape } from './scene.ts';
import { drawShares } from './shares.ts';
import { sceneSvg } from './svg.ts';
import { drawTable } from './table.ts';
import { drawValues } from './values.ts';

/** A part of a result as shapes. */
export function partScene(part: MeasurePart, options: ChartOptions): Scene {
  const plan = planOf(options);
  const { palette, size } = plan;
  const shapes: Shape[] = [];
  let bottom = plan.margin;
  if (plan.head) {
    for (const { words, bold } of headLines(part)) {
      const block = paragraph(plan, bottom, words, bold ? { bold, size: size * 1.12 } : { fill: palette.faint });
      shapes.push(...block.shapes);
      bottom = block.bottom + (bold ? size * 0.1 : 0);
    }
    bottom += size * 0.7;
  }
  const body = drawBody(plan, bottom, part);
  shapes.push(...body.shapes);
  bottom = body.bottom;
  const below = [...body.left, ...(plan.head ? part.notes : [])];
  if (below.length > 0) bottom += size * 0.4;
  for (const words of below) {
    const block = paragraph(plan, bottom, words, { fill: palette.faint });
    shapes.push(...block.shapes);
    bottom = block.bottom;
  }
  if (plan.caption !== '') {
    bottom += size * 0.7;
    shapes.push({ kind: 'line', x1: plan.margin, y1: bottom, x2: plan.width - plan.margin, y2: bottom, stroke: palette.line, width: size * 0.07 });
    const block = paragraph(plan, bottom + size * 0.4, plan.caption, { size: size * 0.95 });
    shapes.push(...block.shapes);
    bottom = block.bottom;
  }
  return {
    width: plan.width, height: bottom + plan.margin, title: part.title, ground: palette.ground, shapes, marks: body.marks, left: body.left,
    description: [denominatorWords(part), ...missingWords(part), ...body.left].join(' '),
  };
}

/** A part as a file of its own. `width` and `height` in the unit that was asked for. */
export function drawPart(part: MeasurePart, options: ChartOptions): { readonly svg: string; readonly width: number; readonly height: number; readonly left: readonly string[] } {
  const unit = options.unit ?? 'px';
  const scene = partScene(part, options);
  const side = (length: number): number => (unit === 'mm' ? (length * 25.4) / 72 : length);
  return { svg: sceneSvg(scene, unit), width: side(scene.width), height: side(scene.height), left: scene.left };
}

function drawBody(plan: Plan, top: number, part: MeasurePart): Block {
  switch (part.kind) {
    case 'shares':
      return drawShares(plan, top, part);
    case 'values':
      return drawValues(plan, top, part);
    case 'lines':
      return drawLines(plan, top, part);
    case 'table':
      return drawTable(plan, top, part);
  }
}

function headLines(part: MeasurePart): readonly { readonly words: string; readonly bold: boolean }[] {
  return [{ words: part.title, bold: true }, { words: [denominatorWords(part), ...missingWords(part)].filter((words) => words !== '').join(' '), bold: false }];
}

/** "Of models with that task (3,919)." */
export function denominatorWords({ denominator }: MeasurePart): string {
  const { words, count } = denominator;
  if (words === '') return '';
  return `Of ${words}${count === null ? '' : ` (${countText(count)})`}.`;
}

/** "Missing: 12 packages without readable commits." for each kind of missing there is. */
export function missingWords({ missing }: MeasurePart): readonly string[] {
  const some = missing.filter(({ count }) => count > 0);
  return some.length === 0 ? [] : [`Missing: ${some.map(({ words, count }) => `${countText(count)} ${words}`).join('; ')}.`];
}
