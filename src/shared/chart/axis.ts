import { textWidth } from '../graph/text-width.ts';
import { type Plan, textAt } from './plan.ts';
import type { Scale } from './scales.ts';
import type { Shape } from './scene.ts';
import { tickText, type Unit } from './words.ts';

/** Labels below the ticks of an axis, inside the chart. One that would touch the one before is left out; its tick stays. */
export function tickLabels(plan: Plan, scale: Scale, unit: Unit, x: (value: number) => number, y: number): readonly Shape[] {
  const size = plan.size * 0.92;
  let free = Number.NEGATIVE_INFINITY;
  return scale.ticks.flatMap((tick) => {
    const text = tickText(tick, unit, scale.step);
    const width = textWidth(text, size);
    const middle = Math.max(plan.margin + width / 2, Math.min(plan.width - plan.margin - width / 2, x(tick)));
    if (middle - width / 2 < free) return [];
    free = middle + width / 2 + size * 0.6;
    return [textAt(plan, middle, y, text, { anchor: 'middle', fill: plan.palette.faint, size })];
  });
}
