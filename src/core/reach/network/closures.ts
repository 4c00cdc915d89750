import { type Lists, listsBy, sizeOfList } from '../../../shared/number-lists.ts';
import { numbersTo } from '../../../shared/numbers.ts';
import { countInBlocks } from './closure-blocks.ts';
import { type ClosureFigures, type ComponentHolders, type Holding, holdersOfComponents } from './closure-figures.ts';
import { addWalks, countByWalks, isLeaf, type Marks, marksFor } from './closure-walks.ts';
import type { Condensed } from './condense.ts';

/** Figures while they are summed, by component; what is said of a component holds for each package of it, itself included. */
export interface Sums {
  /** Packages of other components that depend on it, and that it depends on. */
  readonly below: Uint32Array;
  readonly above: Uint32Array;
  readonly trustedHolders: Uint32Array;
  readonly reach: Uint32Array;
}

export interface ClosureQuestion {
  readonly condensed: Condensed;
  readonly holders: ComponentHolders;
  readonly held: Lists;
  /** Asked every few milliseconds; throws where the answer is not wanted any more. */
  readonly stopIfUnwanted: () => void;
}

/** How many steps of a walk take as long as one step over 32 packages at once; measured, and no more than a choice of the faster way. */
const walkFactor = 4;
/** Where so few steps do, the choice is not worth its own time: for a part, and for the whole network. */
const fewSteps = 200_000;
const fewStepsInAll = 2_000_000;

/**
 * PR, ITP, ITM and MR of everybody, exactly. The parts of the network that no tie joins are counted one by one: by walking
 * up from every package where little lies above them, as in real lineage, else for 32 packages at once, a bit for each, so
 * that what takes long is bounded by ties × packages / 32 however tangled the part is.
 */
export function closureFigures(condensed: Condensed, packageCount: number, holding: Holding, stopIfUnwanted: () => void, way: 'faster' | 'walks' | 'blocks' = 'faster'): ClosureFigures {
  const holders = holdersOfComponents(condensed, holding, packageCount);
  const question: ClosureQuestion = { condensed, holders, held: holding.held, stopIfUnwanted };
  const sums: Sums = {
    below: new Uint32Array(condensed.count), above: new Uint32Array(condensed.count), trustedHolders: new Uint32Array(packageCount),
    reach: new Uint32Array(holding.held.offsets.length - 1),
  };
  const marks = marksFor(question);
  if (way === 'walks' || (way === 'faster' && sumOf(marks.steps) <= fewStepsInAll)) {
    countByWalks(question, numbersTo(condensed.count), marks, sums);
    addWalks(marks, sums);
    return byNode(condensed, packageCount, sums);
  }
  const parts = partsOf(condensed);
  for (let part = 0; part + 1 < parts.offsets.length; part += 1) {
    // Most parts are a package that nothing ties to another; nobody reaches anything there.
    const [from, to] = [parts.offsets[part] as number, parts.offsets[part + 1] as number];
    if (to === from + 1 && sizeOfList(condensed.packages, parts.items[from] as number) < 2) continue;
    const components = parts.items.subarray(from, to);
    if (way === 'faster' && isWalked(question, components, marks)) countByWalks(question, components, marks, sums);
    else countInBlocks(question, components, sums);
  }
  addWalks(marks, sums);
  return byNode(condensed, packageCount, sums);
}

function sumOf(numbers: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < numbers.length; at += 1) sum += numbers[at] as number;
  return sum;
}

/** What holds of components, said of nodes: others of the same component count, the package itself does not. */
function byNode(condensed: Condensed, packageCount: number, { below, above, trustedHolders, reach }: Sums): ClosureFigures {
  const { componentOf, packages } = condensed;
  const dependants = new Uint32Array(componentOf.length);
  const trusted = new Uint32Array(packageCount);
  for (let node = 0; node < componentOf.length; node += 1) {
    const component = componentOf[node] as number;
    const own = sizeOfList(packages, component) - (node < packageCount ? 1 : 0);
    dependants[node] = (below[component] as number) + own;
    if (node < packageCount) trusted[node] = (above[component] as number) + own;
  }
  return { dependants, trusted, trustedHolders, reach };
}

function isWalked({ condensed, holders, held }: ClosureQuestion, components: Uint32Array, marks: Marks): boolean {
  let walk = 0;
  for (let at = 0; at < components.length; at += 1) if (!isLeaf(marks, components[at] as number)) walk += marks.steps[components[at] as number] as number;
  if (walk <= fewSteps) return true;
  let [packages, ties, heldHere] = [0, 0, 0];
  for (const component of components) {
    packages += sizeOfList(condensed.packages, component);
    ties += sizeOfList(condensed.bases, component);
    heldHere += (holders.offsets[component + 1] as number) - (holders.offsets[component] as number);
  }
  const words = Math.ceil(packages / 32) + Math.ceil(Math.min(heldHere, held.offsets.length) / 32);
  return walk * walkFactor <= words * (2 * (components.length + ties) + heldHere);
}

/** Components by the parts of the network that no tie joins, ascending in each. */
function partsOf({ count, bases }: Condensed): Lists {
  const parent = numbersTo(count);
  const rootOf = (component: number): number => {
    let root = component;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root] as number] as number;
      root = parent[root] as number;
    }
    return root;
  };
  for (let component = 0; component < count; component += 1) {
    for (let at = bases.offsets[component] as number; at < (bases.offsets[component + 1] as number); at += 1) {
      const [one, other] = [rootOf(component), rootOf(bases.items[at] as number)];
      parent[Math.min(one, other)] = Math.max(one, other);
    }
  }
  const numbers = new Int32Array(count).fill(-1);
  const partOf = new Uint32Array(count);
  let parts = 0;
  for (let component = 0; component < count; component += 1) {
    const root = rootOf(component);
    if (numbers[root] === -1) {
      numbers[root] = parts;
      parts += 1;
    }
    partOf[component] = numbers[root] as number;
  }
  return listsBy(partOf, numbersTo(count), parts);
}
