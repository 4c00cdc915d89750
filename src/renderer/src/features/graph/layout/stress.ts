import type { Adjacency } from './adjacency.ts';
import type { Pivots } from './pivot-start.ts';
import type { Random } from './random.ts';

/** Pairs of nodes that are drawn towards a distance, each end with a pull of its own. */
export interface Terms {
  readonly count: number;
  readonly one: Uint32Array;
  readonly other: Uint32Array;
  readonly distances: Float32Array;
  readonly pullOfOne: Float32Array;
  readonly pullOfOther: Float32Array;
}

/** Pairs of leaves and the like that have a neighbour in common, per node: without them the leaves of one node would lie on each other. */
const siblingsPerNode = 2;

/**
 * All pairs where every node is a pivot; else every edge, and every node with every pivot, a pivot counting for the nodes nearest to it
 * (Ortmann, Klimenta and Brandes, "A sparse stress model", 2017).
 */
export function termsOf(adjacency: Adjacency, pivots: Pivots, random: Random): Terms {
  return pivots.nodes.length === adjacency.nodes ? allPairs(adjacency.nodes, pivots) : sparsePairs(adjacency, pivots, random);
}

class TermList {
  readonly one: Uint32Array;
  readonly other: Uint32Array;
  readonly distances: Float32Array;
  readonly pullOfOne: Float32Array;
  readonly pullOfOther: Float32Array;
  count = 0;

  constructor(room: number) {
    this.one = new Uint32Array(room);
    this.other = new Uint32Array(room);
    this.distances = new Float32Array(room);
    this.pullOfOne = new Float32Array(room);
    this.pullOfOther = new Float32Array(room);
  }

  add(one: number, other: number, distance: number, pullOfOne: number, pullOfOther: number): void {
    this.one[this.count] = one;
    this.other[this.count] = other;
    this.distances[this.count] = distance;
    this.pullOfOne[this.count] = pullOfOne;
    this.pullOfOther[this.count] = pullOfOther;
    this.count += 1;
  }
}

function allPairs(nodes: number, { steps }: Pivots): Terms {
  const terms = new TermList((nodes * (nodes - 1)) / 2);
  for (let one = 0; one < nodes; one += 1) {
    for (let other = one + 1; other < nodes; other += 1) {
      const distance = steps[one * nodes + other] as number;
      const pull = 1 / (distance * distance);
      terms.add(one, other, distance, pull, pull);
    }
  }
  return terms;
}

function sparsePairs({ nodes, starts, neighbours }: Adjacency, { nodes: pivots, steps }: Pivots, random: Random): Terms {
  const terms = new TermList(neighbours.length / 2 + nodes * (pivots.length + siblingsPerNode));
  for (let node = 0; node < nodes; node += 1) {
    const from = starts[node] as number;
    const to = starts[node + 1] as number;
    for (let at = from; at < to; at += 1) if ((neighbours[at] as number) > node) terms.add(node, neighbours[at] as number, 1, 1, 1);
    if (to - from < 3) continue;
    for (let at = from; at < to; at += 1) {
      const one = neighbours[at] as number;
      if ((starts[one + 1] as number) - (starts[one] as number) > 2) continue;
      for (let pick = 0; pick < siblingsPerNode; pick += 1) {
        const other = neighbours[from + Math.floor(random() * (to - from))] as number;
        if (other !== one && terms.count < terms.one.length) terms.add(one, other, 2, 0.25, 0.25);
      }
    }
  }
  const regions = countRegions(nodes, pivots, steps);
  for (let pivot = 0; pivot < pivots.length; pivot += 1) {
    const place = pivots[pivot] as number;
    const region = regions[pivot] as Float32Array;
    for (let node = 0; node < nodes; node += 1) {
      const distance = steps[pivot * nodes + node] as number;
      if (distance < 2 || terms.count >= terms.one.length) continue;
      // Nodes of the pivot's region that lie in the half towards it stand behind this term.
      const counted = region[Math.min(region.length - 1, distance >> 1)] as number;
      terms.add(node, place, distance, counted / (distance * distance), 1 / (distance * distance));
    }
  }
  return terms;
}

/** By pivot: how many nodes of its region lie within so many steps. */
function countRegions(nodes: number, pivots: Uint32Array, steps: Uint16Array): readonly Float32Array[] {
  const within = Array.from(pivots, () => new Float32Array(64));
  for (let node = 0; node < nodes; node += 1) {
    let nearest = 0;
    for (let pivot = 1; pivot < pivots.length; pivot += 1) if ((steps[pivot * nodes + node] as number) < (steps[nearest * nodes + node] as number)) nearest = pivot;
    const counts = within[nearest] as Float32Array;
    const step = Math.min(63, steps[nearest * nodes + node] as number);
    counts[step] = (counts[step] as number) + 1;
  }
  for (const counts of within) for (let step = 1; step < 64; step += 1) counts[step] = (counts[step] as number) + (counts[step - 1] as number);
  return within;
}

/** Passes over all terms; more were seen to change little. */
const passes = 15;
/** What the last pass moves at most of a term's error, where its pull is the strongest. */
const lastStep = 0.1;

/**
 * Moves the ends of each term towards its distance, in an order by chance, by less each time
 * (Zheng, Pawar and Goodman, "Graph drawing by stochastic gradient descent", 2018).
 */
export function descend(terms: Terms, positions: Float64Array, isFixed: Uint8Array | null, random: Random): void {
  const { count, one, other, distances, pullOfOne, pullOfOther } = terms;
  if (count === 0) return;
  let weakest = Infinity;
  let strongest = 0;
  for (let term = 0; term < count; term += 1) {
    weakest = Math.min(weakest, pullOfOne[term] as number, pullOfOther[term] as number);
    strongest = Math.max(strongest, pullOfOne[term] as number, pullOfOther[term] as number);
  }
  const firstRate = 1 / weakest;
  const fall = Math.log(firstRate / (lastStep / strongest)) / (passes - 1);
  const order = new Uint32Array(count);
  for (let term = 0; term < count; term += 1) order[term] = term;
  for (let pass = 0; pass < passes; pass += 1) {
    const rate = firstRate * Math.exp(-fall * pass);
    for (let last = count - 1; last > 0; last -= 1) {
      const swap = Math.floor(random() * (last + 1));
      const kept = order[last] as number;
      order[last] = order[swap] as number;
      order[swap] = kept;
    }
    for (let at = 0; at < count; at += 1) {
      const term = order[at] as number;
      const from = (one[term] as number) * 2;
      const to = (other[term] as number) * 2;
      let across = (positions[from] as number) - (positions[to] as number);
      let down = (positions[from + 1] as number) - (positions[to + 1] as number);
      let length = Math.sqrt(across * across + down * down);
      if (length < 1e-6) {
        across = random() - 0.5;
        down = random() - 0.5;
        length = Math.sqrt(across * across + down * down) + 1e-6;
      }
      const excess = (length - (distances[term] as number)) / (2 * length);
      if (isFixed === null || isFixed[one[term] as number] === 0) {
        const share = Math.min(1, rate * (pullOfOne[term] as number)) * excess;
        positions[from] = (positions[from] as number) - share * across;
        positions[from + 1] = (positions[from + 1] as number) - share * down;
      }
      if (isFixed === null || isFixed[other[term] as number] === 0) {
        const share = Math.min(1, rate * (pullOfOther[term] as number)) * excess;
        positions[to] = (positions[to] as number) + share * across;
        positions[to + 1] = (positions[to + 1] as number) + share * down;
      }
    }
  }
}
