import { randomFrom } from '../../src/shared/search/testing-random.ts';
import { inGraphPage } from './graph-in-page.ts';

/** A graph by numbers, edges as pairs. */
export interface BenchGraph {
  readonly nodes: number;
  readonly edges: Uint32Array;
}

export interface MeasuredLayout {
  /** Of the fastest round, since other work only ever adds. */
  readonly seconds: number;
  readonly crossings: number;
  readonly stress: number;
}

const rounds = 5;

/** Groups of which some are large, with few that have most of the edges, and some edges between groups: how people share repositories. */
export function sharedWork(nodes: number, edges: number, seed: number): BenchGraph {
  const { below } = randomFrom(seed);
  const chance = (): number => below(1_000_000) / 1_000_000;
  const groups: number[][] = Array.from({ length: Math.round(nodes / 40) }, () => []);
  const groupBySize = (): number[] => groups[Math.floor(groups.length * chance() ** 2)] ?? [];
  for (let node = 0; node < nodes; node += 1) groupBySize().push(node);
  const pairs: number[] = [];
  const seen = new Set<number>();
  const add = (one: number | undefined, other: number | undefined): void => {
    if (one === undefined || other === undefined || one === other) return;
    const key = Math.min(one, other) * nodes + Math.max(one, other);
    if (seen.has(key)) return;
    seen.add(key);
    pairs.push(one, other);
  };
  for (const group of groups) for (let at = 1; at < group.length; at += 1) add(group[at], group[Math.floor(at * chance() ** 2)]);
  while (pairs.length < 2 * edges) {
    const group = groupBySize();
    if (chance() < 0.12) add(below(nodes), below(nodes));
    else add(group[Math.floor(group.length * chance())], group[Math.floor(group.length * chance() ** 2)]);
  }
  return { nodes, edges: Uint32Array.from(pairs) };
}

/** Lays the graph out in a page of the browser, ours or cytoscape-fcose's way: the fastest of some rounds. */
export async function measureLayout(whose: 'ours' | 'fcose', graph: BenchGraph): Promise<MeasuredLayout> {
  const { nodes, edges } = graph;
  const { seconds, positions } = await inGraphPage(({ page }) =>
    page.evaluate(({ whose: side, rounds: times, ...work }) => graphPage.fastestLayout(side, work, times), { whose, rounds, nodes, edges: [...edges] }));
  const placed = Float32Array.from(positions);
  return { seconds, crossings: countCrossings(edges, placed), stress: stressOf(nodes, edges, placed) };
}

/** Pairs of edges without a common end that cross. */
function countCrossings(edges: Uint32Array, positions: Float32Array): number {
  const at = (index: number): number => positions[index] ?? 0;
  const side = (a: number, b: number, c: number): number => (at(b * 2) - at(a * 2)) * (at(c * 2 + 1) - at(a * 2 + 1)) - (at(b * 2 + 1) - at(a * 2 + 1)) * (at(c * 2) - at(a * 2));
  let crossings = 0;
  for (let one = 0; one < edges.length; one += 2) {
    const [a, b] = [edges[one] ?? 0, edges[one + 1] ?? 0];
    for (let other = one + 2; other < edges.length; other += 2) {
      const [c, d] = [edges[other] ?? 0, edges[other + 1] ?? 0];
      if (a === c || a === d || b === c || b === d) continue;
      if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) crossings += 1;
    }
  }
  return crossings;
}

/** The mean over all pairs of ((scale × distance on screen − steps) / steps)², at the scale that makes it least. */
function stressOf(nodes: number, edges: Uint32Array, positions: Float32Array): number {
  const near: number[][] = Array.from({ length: nodes }, () => []);
  for (let at = 0; at < edges.length; at += 2) {
    near[edges[at] ?? 0]?.push(edges[at + 1] ?? 0);
    near[edges[at + 1] ?? 0]?.push(edges[at] ?? 0);
  }
  let squares = 0;
  let products = 0;
  let pairs = 0;
  for (let from = 0; from < nodes; from += 1) {
    const steps = new Int32Array(nodes).fill(-1);
    steps[from] = 0;
    const queue = [from];
    for (const node of queue) {
      for (const next of near[node] ?? []) {
        if (steps[next] !== -1) continue;
        steps[next] = (steps[node] ?? 0) + 1;
        queue.push(next);
      }
    }
    for (const to of queue) {
      if (to <= from) continue;
      const ratio = Math.hypot((positions[from * 2] ?? 0) - (positions[to * 2] ?? 0), (positions[from * 2 + 1] ?? 0) - (positions[to * 2 + 1] ?? 0)) / (steps[to] ?? 1);
      squares += ratio * ratio;
      products += ratio;
      pairs += 1;
    }
  }
  return squares === 0 ? 1 : (pairs - (products * products) / squares) / pairs;
}
