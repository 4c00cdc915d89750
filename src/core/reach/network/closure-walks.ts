import { sizeOfList } from './arrays.ts';
import type { ClosureQuestion, Sums } from './closures.ts';

/** Steps between two questions whether the answer is still wanted: some milliseconds. */
const stepsAtOnce = 1 << 18;

/** What walks share; by component unless said otherwise. */
export interface Marks {
  /** One more than the component whose walk met it last. Each component is begun at once. */
  readonly seen: Uint32Array;
  /** The same by holder. */
  readonly counted: Uint32Array;
  readonly stack: Uint32Array;
  /** Leaves that leave their walk to it. */
  readonly leaves: Uint32Array;
  /** Holders of it and of what lies above it. */
  readonly holders: Uint32Array;
}

export function marksFor(components: number, holders: number): Marks {
  const zeros = (): Uint32Array => new Uint32Array(components);
  return { seen: zeros(), counted: new Uint32Array(holders), stack: zeros(), leaves: zeros(), holders: zeros() };
}

/** Whether nothing depends on a component of one package, which has one base: above it lies the base and what is above that. */
export function isLeaf({ condensed: { bases, dependants, packages } }: Pick<ClosureQuestion, 'condensed'>, component: number): boolean {
  return sizeOfList(bases, component) === 1 && sizeOfList(dependants, component) === 0 && sizeOfList(packages, component) === 1;
}

/**
 * Walks up from every component of a part. Each step tells both ends: what lies above counts for the package that the walk
 * began at, the package counts for all above and for whoever holds them. Leaves, which most packages are, walk with their base.
 */
export function countByWalks(question: ClosureQuestion, components: Uint32Array, marks: Marks, sums: Sums): void {
  const { bases, packages } = question.condensed;
  let steps = 0;
  // Ascending: what depends on a component comes before it.
  for (let at = 0; at < components.length; at += 1) {
    const component = components[at] as number;
    if (isLeaf(question, component)) {
      const base = bases.items[bases.offsets[component] as number] as number;
      marks.leaves[base] = (marks.leaves[base] as number) + 1;
      continue;
    }
    steps += walkUp(question, component, marks, sums);
    if (steps < stepsAtOnce) continue;
    steps = 0;
    question.stopIfUnwanted();
  }
  for (let at = 0; at < components.length; at += 1) {
    const component = components[at] as number;
    if (!isLeaf(question, component)) continue;
    const base = bases.items[bases.offsets[component] as number] as number;
    sums.above[component] = (sums.above[base] as number) + sizeOfList(packages, base);
    sums.trustedHolders[packages.items[packages.offsets[component] as number] as number] = marks.holders[base] as number;
  }
}

/** Answers with the steps that it took. */
function walkUp({ condensed, holders }: ClosureQuestion, start: number, marks: Marks, sums: Sums): number {
  const { offsets, items } = condensed.bases;
  const packageOffsets = condensed.packages.offsets;
  const { offsets: holderOffsets, holders: holderItems } = holders;
  const { seen, counted, stack } = marks;
  const { below, reach } = sums;
  const generation = start + 1;
  const leaves = marks.leaves[start] as number;
  const own = (packageOffsets[start + 1] as number) - (packageOffsets[start] as number) + leaves;
  let [above, trusted, steps, depth] = [0, 0, 0, 1];
  seen[start] = generation;
  stack[0] = start;
  while (depth > 0) {
    depth -= 1;
    const component = stack[depth] as number;
    for (let tie = offsets[component] as number, end = offsets[component + 1] as number; tie < end; tie += 1) {
      const base = items[tie] as number;
      steps += 1;
      if (seen[base] === generation) continue;
      seen[base] = generation;
      stack[depth] = base;
      depth += 1;
      above += (packageOffsets[base + 1] as number) - (packageOffsets[base] as number);
      below[base] = (below[base] as number) + own;
      for (let place = holderOffsets[base] as number, last = holderOffsets[base + 1] as number; place < last; place += 1) {
        const holder = holderItems[place] as number;
        steps += 1;
        if (counted[holder] === generation) continue;
        counted[holder] = generation;
        trusted += 1;
        reach[holder] = (reach[holder] as number) + own;
      }
    }
  }
  sums.above[start] = above;
  below[start] = (below[start] as number) + leaves;
  marks.holders[start] = trusted + countInside({ condensed, holders }, start, { trusted, leaves, isAbove: (holder) => counted[holder] === generation }, sums);
  return steps;
}

interface Inside {
  /** Holders of what lies above. */
  readonly trusted: number;
  /** Packages that depend on the component, counted with it. */
  readonly leaves: number;
  /** Whether a holder reaches the whole component from above. */
  readonly isAbove: (holder: number) => boolean;
}

/**
 * Inside a cycle, packages depend on one another, but none on itself: who holds one of them alone reaches the others, who
 * holds two reaches all. Answers with the holders of the component that hold nothing above it.
 */
function countInside({ condensed: { packages }, holders }: Pick<ClosureQuestion, 'condensed' | 'holders'>, component: number, { trusted, leaves, isAbove }: Inside, sums: Sums): number {
  const [from, to] = [packages.offsets[component] as number, packages.offsets[component + 1] as number];
  const size = to - from;
  let [fresh, inside] = [0, 0];
  for (let place = holders.offsets[component] as number; place < (holders.offsets[component + 1] as number); place += 1) {
    const holder = holders.holders[place] as number;
    if (isAbove(holder)) continue;
    fresh += 1;
    const held = holders.heldPackages[place] as number;
    sums.reach[holder] = (sums.reach[holder] as number) + leaves + (held === 0 ? 0 : held === 1 ? size - 1 : size);
    if (held === 0 || size === 1) continue;
    inside += 1;
    const node = holders.anyHeld[place] as number;
    // A sum that wraps around below zero here is made up for below.
    if (held === 1) sums.trustedHolders[node] = (sums.trustedHolders[node] as number) - 1;
  }
  for (let at = from; at < to; at += 1) {
    const node = packages.items[at] as number;
    sums.trustedHolders[node] = (sums.trustedHolders[node] as number) + trusted + inside;
  }
  return fresh;
}
