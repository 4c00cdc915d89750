import { itemsOf, sizeOfList } from '../../../shared/number-lists.ts';
import { NumberStack } from '../../../shared/numbers.ts';
import type { Network } from './network.ts';

/**
 * Packages that depend on any of these nodes, ascending: the union of their PR. One of these nodes is among them only where
 * it depends on another one.
 */
export function reachedFrom({ condensed, packages: ids }: Pick<Network, 'condensed' | 'packages'>, nodes: Iterable<number>): Uint32Array {
  const { componentOf, dependants, packages, count } = condensed;
  // By component: the one package of it that is among the nodes, or that there are several.
  const starts = new Map<number, number | 'several'>();
  for (const node of new Set(nodes)) {
    const component = componentOf[node] as number;
    if (node < ids.length) starts.set(component, starts.has(component) && starts.get(component) !== noPackage ? 'several' : node);
    else if (!starts.has(component)) starts.set(component, noPackage);
  }
  const { seen, walk } = nextWalk(condensed, count);
  const stack = new NumberStack();
  for (const component of starts.keys()) stack.push(component);
  const found = new NumberStack();
  while (stack.length > 0) {
    for (const below of itemsOf(dependants, stack.pop())) {
      if (seen[below] === walk) continue;
      seen[below] = walk;
      stack.push(below);
      for (const node of itemsOf(packages, below)) found.push(node);
    }
  }
  for (const [component, own] of starts) {
    if (seen[component] === walk || (own === noPackage && sizeOfList(packages, component) === 0)) continue;
    for (const node of itemsOf(packages, component)) if (node !== own) found.push(node);
  }
  return found.toArray().sort();
}

const noPackage = -1;

/** Where the last walks over a network were, by their number: most walks see little of it, and clearing would cost more than they do. */
const walks = new WeakMap<object, { readonly seen: Uint32Array; walk: number }>();

function nextWalk(condensed: object, count: number): { readonly seen: Uint32Array; readonly walk: number } {
  const marks = walks.get(condensed) ?? { seen: new Uint32Array(count), walk: 0 };
  walks.set(condensed, marks);
  marks.walk += 1;
  return { seen: marks.seen, walk: marks.walk };
}
