import { sizeOfList } from '../../../shared/number-lists.ts';
import type { ClosureQuestion, Sums } from './closures.ts';

/** Steps between two questions whether the answer is still wanted: some milliseconds. */
const stepsAtOnce = 1 << 18;

/**
 * All that a walk asks of a component, word by word in one place: at a million components each look into another array waits for memory.
 * `seen` is one more than the component whose walk met it last; each component is begun at once.
 */
const words = 8;
const [seen, below, size, firstBase, lastBase] = [0, 1, 2, 3, 4];
/** How many hold it, and the one who does; where several do, the place of the first. */
const [holderCount, holderPlace] = [5, 6];
/** Leaves that leave their walk to it; `leaf` where it is one. */
const leaves = 7;
const leaf = 0xffffffff;
/** Of a holder: the walk that counted it last, as above, and how many it reaches. */
const holderWords = 2;

/** What walks share. */
export interface Marks {
  readonly components: Uint32Array;
  readonly holders: Uint32Array;
  readonly stack: Uint32Array;
  /** Holders of a component and of what lies above it. */
  readonly trusted: Uint32Array;
  /** At most so many steps a walk up from each component takes: what lies above counts once for each way to it. */
  readonly steps: Float64Array;
}

/**
 * A leaf is a component of one package that nothing depends on, with one base: above it lies the base and what is above that. Most packages are
 * leaves.
 */
export function marksFor({ condensed: { count, bases, dependants, packages }, holders, held }: ClosureQuestion): Marks {
  const components = new Uint32Array(words * count);
  const steps = new Float64Array(count);
  // Bases have higher numbers.
  for (let component = count - 1; component >= 0; component -= 1) {
    const at = words * component;
    const [from, to] = [bases.offsets[component] as number, bases.offsets[component + 1] as number];
    const place = holders.offsets[component] as number;
    const holding = (holders.offsets[component + 1] as number) - place;
    components[at + size] = sizeOfList(packages, component);
    components[at + firstBase] = from;
    components[at + lastBase] = to;
    components[at + holderCount] = holding;
    components[at + holderPlace] = holding === 1 ? (holders.holders[place] as number) : place;
    let sum = 0;
    for (let tie = from; tie < to; tie += 1) {
      const base = bases.items[tie] as number;
      sum += (steps[base] as number) + 1 + (components[words * base + lastBase] as number) - (components[words * base + firstBase] as number) + (components[words * base + holderCount] as number);
    }
    steps[component] = sum;
    if (to - from !== 1 || components[at + size] !== 1 || sizeOfList(dependants, component) !== 0) continue;
    components[at + leaves] = leaf;
    const base = words * (bases.items[from] as number) + leaves;
    components[base] = (components[base] as number) + 1;
  }
  return { components, holders: new Uint32Array(holderWords * (held.offsets.length - 1)), stack: new Uint32Array(count), trusted: new Uint32Array(count), steps };
}

export function isLeaf({ components }: Marks, component: number): boolean {
  return components[words * component + leaves] === leaf;
}

/** One package at the most, which depends on nothing, and which no leaf walks with: there is nothing to count. */
function isAlone({ components }: Marks, component: number): boolean {
  const at = words * component;
  return components[at + firstBase] === components[at + lastBase] && components[at + leaves] === 0 && (components[at + size] as number) < 2;
}

/**
 * Walks up from every component of a part. Each step tells both ends: what lies above counts for the package that the walk
 * began at, the package counts for all above and for whoever holds them. Leaves walk with their base.
 */
export function countByWalks(question: ClosureQuestion, components: Uint32Array, marks: Marks, sums: Sums): void {
  const { bases, packages } = question.condensed;
  let steps = 0;
  // Ascending: what depends on a component comes before it.
  for (let at = 0; at < components.length; at += 1) {
    const component = components[at] as number;
    if (isLeaf(marks, component) || isAlone(marks, component)) continue;
    steps += walkUp(question, component, marks, sums);
    if (steps < stepsAtOnce) continue;
    steps = 0;
    question.stopIfUnwanted();
  }
  for (let at = 0; at < components.length; at += 1) {
    const component = components[at] as number;
    if (!isLeaf(marks, component)) continue;
    const base = bases.items[bases.offsets[component] as number] as number;
    sums.above[component] = (sums.above[base] as number) + (marks.components[words * base + size] as number);
    sums.trustedHolders[packages.items[packages.offsets[component] as number] as number] = marks.trusted[base] as number;
  }
}

/** Adds what all walks counted for the components above them and for their holders. */
export function addWalks({ components, holders }: Marks, sums: Sums): void {
  for (let component = 0; component < sums.below.length; component += 1) sums.below[component] = (sums.below[component] as number) + (components[words * component + below] as number);
  for (let holder = 0; holder < sums.reach.length; holder += 1) sums.reach[holder] = (sums.reach[holder] as number) + (holders[holderWords * holder + 1] as number);
}

/** Answers with the steps that it took. */
function walkUp(question: ClosureQuestion, start: number, marks: Marks, sums: Sums): number {
  const { components, holders, stack } = marks;
  const { items } = question.condensed.bases;
  const holderItems = question.holders.holders;
  const generation = start + 1;
  const from = words * start;
  const lower = components[from + leaves] as number;
  const own = (components[from + size] as number) + lower;
  let [above, trusted, steps, depth] = [0, 0, 0, 0];
  components[from + seen] = generation;
  if (components[from + firstBase] !== components[from + lastBase]) {
    stack[0] = from;
    depth = 1;
  }
  while (depth > 0) {
    depth -= 1;
    const at = stack[depth] as number;
    for (let tie = components[at + firstBase] as number, end = components[at + lastBase] as number; tie < end; tie += 1) {
      const base = words * (items[tie] as number);
      steps += 1;
      if (components[base + seen] === generation) continue;
      components[base + seen] = generation;
      components[base + below] = (components[base + below] as number) + own;
      above += components[base + size] as number;
      if (components[base + firstBase] !== components[base + lastBase]) {
        stack[depth] = base;
        depth += 1;
      }
      const count = components[base + holderCount] as number;
      const place = components[base + holderPlace] as number;
      steps += count;
      for (let one = 0; one < count; one += 1) {
        const holder = holderWords * (count === 1 ? place : (holderItems[place + one] as number));
        if (holders[holder] === generation) continue;
        holders[holder] = generation;
        holders[holder + 1] = (holders[holder + 1] as number) + own;
        trusted += 1;
      }
    }
  }
  sums.above[start] = above;
  components[from + below] = (components[from + below] as number) + lower;
  marks.trusted[start] = trusted + countInside(question, start, trusted, marks, sums);
  return steps;
}

/**
 * Inside a cycle, packages depend on one another, but none on itself: who holds one of them alone reaches the others, who
 * holds two reaches all. `trusted` hold what lies above. Answers with the holders of the component that hold nothing above it.
 */
function countInside({ condensed: { packages }, holders }: ClosureQuestion, component: number, trusted: number, marks: Marks, sums: Sums): number {
  const [from, to] = [packages.offsets[component] as number, packages.offsets[component + 1] as number];
  const lower = marks.components[words * component + leaves] as number;
  let [fresh, inside] = [0, 0];
  // Nobody asks who else holds a single package that no leaf walks with.
  const last = to - from < 2 && lower === 0 ? 0 : (holders.offsets[component + 1] as number);
  for (let place = holders.offsets[component] as number; place < last; place += 1) {
    const holder = holderWords * (holders.holders[place] as number);
    if (marks.holders[holder] === component + 1) continue;
    fresh += 1;
    const held = holders.heldPackages[place] as number;
    marks.holders[holder + 1] = (marks.holders[holder + 1] as number) + lower + (held === 0 ? 0 : held === 1 ? to - from - 1 : to - from);
    if (held === 0 || to - from === 1) continue;
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
