import { assertNever } from '../../../../../shared/result.ts';
import { layOutByForce } from './force.ts';
import { layOutInLayers } from './layered.ts';
import type { LayoutOrder } from './layout-types.ts';
import { layOutRadially } from './radial.ts';

/** Positions of an order, two numbers per node in pixels; runs wherever it is called. */
export function computeLayout(order: LayoutOrder): Float32Array {
  switch (order.kind) {
    case 'force':
      return layOutByForce(order);
    case 'layered':
      return layOutInLayers(order);
    case 'radial':
      return layOutRadially(order);
    default:
      return assertNever(order.kind);
  }
}
