import type { Adjacency } from './adjacency.ts';
import type { Random } from './random.ts';

/** Distances from some nodes to all, in steps: `steps[landmark * nodes + node]`. */
export interface Landmarks {
  readonly nodes: Uint32Array;
  readonly steps: Uint16Array;
}

const unreached = 65_535;

/** Landmarks far from each other, the first by chance. */
export function chooseFarLandmarks(adjacency: Adjacency, count: number, random: Random): Landmarks {
  const { nodes } = adjacency;
  const walk = new Walk(adjacency);
  const steps = new Uint16Array(count * nodes);
  const chosen = new Uint32Array(count);
  const nearest = new Uint16Array(nodes).fill(unreached);
  let next = Math.floor(random() * nodes);
  for (let mark = 0; mark < count; mark += 1) {
    chosen[mark] = next;
    walk.from(next, steps.subarray(mark * nodes, (mark + 1) * nodes));
    let farthest = 0;
    let ties = 0;
    for (let node = 0; node < nodes; node += 1) {
      const near = Math.min(nearest[node] as number, steps[mark * nodes + node] as number);
      nearest[node] = near;
      if (near > farthest) {
        farthest = near;
        next = node;
        ties = 1;
      } else if (near === farthest) {
        ties += 1;
        if (random() * ties < 1) next = node;
      }
    }
  }
  return { nodes: chosen, steps };
}

/** Landmarks by chance, which stand for all nodes without favour; all nodes where there are no more than `count`. */
export function sampleLandmarks(adjacency: Adjacency, count: number, random: Random): Landmarks {
  const { nodes } = adjacency;
  const walk = new Walk(adjacency);
  const all = Uint32Array.from({ length: nodes }, (_, node) => node);
  const size = Math.min(count, nodes);
  const picks = size < nodes ? size : 0;
  for (let at = 0; at < picks; at += 1) {
    const swap = at + Math.floor(random() * (nodes - at));
    const kept = all[at] as number;
    all[at] = all[swap] as number;
    all[swap] = kept;
  }
  const steps = new Uint16Array(size * nodes);
  for (let mark = 0; mark < size; mark += 1) walk.from(all[mark] as number, steps.subarray(mark * nodes, (mark + 1) * nodes));
  return { nodes: all.slice(0, size), steps };
}

/** Shortest ways by Dial's algorithm: lengths are small whole numbers, so a ring of buckets does what a heap would. */
class Walk {
  readonly #adjacency: Adjacency;
  readonly #buckets: number[][];

  constructor(adjacency: Adjacency) {
    this.#adjacency = adjacency;
    const longest = adjacency.lengths.reduce((most, length) => Math.max(most, length), 1);
    this.#buckets = Array.from({ length: longest + 1 }, () => []);
  }

  from(first: number, steps: Uint16Array): void {
    const { starts, neighbours, lengths } = this.#adjacency;
    const buckets = this.#buckets;
    steps.fill(unreached);
    steps[first] = 0;
    (buckets[0] as number[]).push(first);
    for (let distance = 0, waiting = 1; waiting > 0; distance += 1) {
      const bucket = buckets[distance % buckets.length] as number[];
      for (const node of bucket) {
        if (steps[node] !== distance) continue;
        for (let at = starts[node] as number; at < (starts[node + 1] as number); at += 1) {
          const neighbour = neighbours[at] as number;
          const reached = Math.min(unreached - 1, distance + (lengths[at] as number));
          if (reached >= (steps[neighbour] as number)) continue;
          steps[neighbour] = reached;
          (buckets[reached % buckets.length] as number[]).push(neighbour);
          waiting += 1;
        }
      }
      waiting -= bucket.length;
      bucket.length = 0;
    }
  }
}
