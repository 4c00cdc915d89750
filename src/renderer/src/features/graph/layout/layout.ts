import { layOutByForce } from './force.ts';
import type { LayoutOrder } from './layout-types.ts';

/** Positions of an order, two numbers per node in pixels; runs wherever it is called. */
export function computeLayout(order: LayoutOrder): Float32Array {
  return layOutByForce(order);
}
