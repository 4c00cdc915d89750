import { NumberStack, sizeOfList } from './arrays.ts';
import type { ClosureQuestion, Sums } from './closures.ts';

/** Steps between two questions whether the answer is still wanted: some milliseconds. */
const stepsAtOnce = 1 << 18;

/** By component and by holder: one more than the component whose walk met it last. Each component is begun at once. */
export interface Marks {
  readonly seen: Uint32Array;
  readonly counted: Uint32Array;
}

/**
 * Walks up from every component of a part. Each step tells both ends: what lies above counts for the package that the walk
 * began at, the package counts for all above and for whoever holds them.
 */
export function countByWalks({ condensed, holders, stopIfUnwanted }: ClosureQuestion, components: Uint32Array, { seen, counted }: Marks, sums: Sums): void {
  const { bases, packages } = condensed;
  if (components.length === 1 && sizeOfList(packages, components[0] as number) < 2) return;
  const stack = new NumberStack();
  let steps = 0;
  for (let at = 0; at < components.length; at += 1) {
    const start = components[at] as number;
    const own = sizeOfList(packages, start);
    const generation = start + 1;
    seen[start] = generation;
    let [above, trustedHolders] = [0, 0];
    stack.push(start);
    while (stack.length > 0) {
      const component = stack.pop();
      for (let tie = bases.offsets[component] as number; tie < (bases.offsets[component + 1] as number); tie += 1) {
        const base = bases.items[tie] as number;
        steps += 1;
        if (seen[base] === generation) continue;
        seen[base] = generation;
        stack.push(base);
        above += sizeOfList(packages, base);
        sums.below[base] = (sums.below[base] as number) + own;
        for (let place = holders.offsets[base] as number; place < (holders.offsets[base + 1] as number); place += 1) {
          const holder = holders.holders[place] as number;
          steps += 1;
          if (counted[holder] === generation) continue;
          counted[holder] = generation;
          trustedHolders += 1;
          sums.reach[holder] = (sums.reach[holder] as number) + own;
        }
      }
    }
    sums.above[start] = above;
    countInside({ condensed, holders }, start, trustedHolders, (holder) => counted[holder] === generation, sums);
    if (steps < stepsAtOnce) continue;
    steps = 0;
    stopIfUnwanted();
  }
}

/**
 * Inside a cycle, packages depend on one another, but none on itself: who holds one of them alone reaches the others, who
 * holds two reaches all. `isAbove`: holders that reach the whole component from above.
 */
function countInside({ condensed: { packages }, holders }: Pick<ClosureQuestion, 'condensed' | 'holders'>, component: number, above: number, isAbove: (holder: number) => boolean, sums: Sums): void {
  const [from, to] = [packages.offsets[component] as number, packages.offsets[component + 1] as number];
  const size = to - from;
  let inside = 0;
  if (size > 1) {
    for (let place = holders.offsets[component] as number; place < (holders.offsets[component + 1] as number); place += 1) {
      const holder = holders.holders[place] as number;
      const held = holders.heldPackages[place] as number;
      if (held === 0 || isAbove(holder)) continue;
      inside += 1;
      sums.reach[holder] = (sums.reach[holder] as number) + (held === 1 ? size - 1 : size);
      // A sum that wraps around below zero here is made up for below.
      if (held === 1) sums.trustedHolders[holders.anyHeld[place] as number] = (sums.trustedHolders[holders.anyHeld[place] as number] as number) - 1;
    }
  }
  for (let at = from; at < to; at += 1) {
    const node = packages.items[at] as number;
    sums.trustedHolders[node] = (sums.trustedHolders[node] as number) + above + inside;
  }
}
