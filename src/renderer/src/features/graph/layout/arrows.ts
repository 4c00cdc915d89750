import type { LayoutGraph } from './layout-types.ts';

/** A graph whose edges lead one way, from a base to what was made of it, and in no circle. */
export interface Arrows {
  readonly after: readonly (readonly number[])[];
  readonly before: readonly (readonly number[])[];
}

/** Edges that would close a cycle are turned round. */
export function withoutCycles({ nodes, edges }: LayoutGraph): Arrows {
  const given: number[][] = Array.from({ length: nodes }, () => []);
  for (let at = 0; at < edges.length; at += 2) (given[edges[at] as number] as number[]).push(edges[at + 1] as number);
  const after: number[][] = Array.from({ length: nodes }, () => []);
  const before: number[][] = Array.from({ length: nodes }, () => []);
  const join = (from: number, to: number): void => {
    (after[from] as number[]).push(to);
    (before[to] as number[]).push(from);
  };
  const state: ('new' | 'on the way' | 'done')[] = Array.from({ length: nodes }, () => 'new');
  for (let root = 0; root < nodes; root += 1) {
    if (state[root] !== 'new') continue;
    const stack: { readonly node: number; next: number }[] = [{ node: root, next: 0 }];
    state[root] = 'on the way';
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const target = given[top.node]?.[top.next];
      top.next += 1;
      if (target === undefined) {
        state[top.node] = 'done';
        stack.pop();
      } else if (state[target] === 'on the way') join(target, top.node);
      else {
        join(top.node, target);
        if (state[target] !== 'new') continue;
        state[target] = 'on the way';
        stack.push({ node: target, next: 0 });
      }
    }
  }
  return { after, before };
}

/** As far right as the longest way to a node; then those without a base as near to what was made of them as they can be. */
export function layersOf({ after, before }: Arrows): Int32Array {
  const waiting = Int32Array.from(before, (list) => list.length);
  const order: number[] = [];
  for (const [node, count] of waiting.entries()) if (count === 0) order.push(node);
  const layers = new Int32Array(after.length);
  for (const node of order) {
    for (const next of after[node] as readonly number[]) {
      layers[next] = Math.max(layers[next] as number, (layers[node] as number) + 1);
      waiting[next] = (waiting[next] as number) - 1;
      if (waiting[next] === 0) order.push(next);
    }
  }
  for (const node of order) {
    const nexts = after[node] as readonly number[];
    if ((before[node] as readonly number[]).length === 0 && nexts.length > 0) layers[node] = nexts.reduce((least, next) => Math.min(least, (layers[next] as number) - 1), Infinity);
  }
  return layers;
}
