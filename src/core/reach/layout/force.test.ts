import { describe, expect, it } from 'vitest';
import { layOut, type LayoutGraph } from './force.ts';

/** A tree of four children per node with some cross edges. */
function graphOf(count: number, seed: number): LayoutGraph {
  const sources: number[] = [];
  const targets: number[] = [];
  for (let node = 1; node < count; node += 1) {
    sources.push(node);
    targets.push(Math.floor((node - 1) / 4));
    if (node % 5 === 0) {
      sources.push(node);
      targets.push((node * 7) % count);
    }
  }
  return { radii: Float64Array.from({ length: count }, (_, node) => 8 + (node % 7) * 3), sources: Uint32Array.from(sources), targets: Uint32Array.from(targets), seed };
}

describe('layOut', () => {
  it('gives the same positions for the same graph and seed, and others for another seed', () => {
    expect(layOut(graphOf(80, 1))).toEqual(layOut(graphOf(80, 1)));
    expect(layOut(graphOf(80, 1))).not.toEqual(layOut(graphOf(80, 2)));
  });

  it('lets no two nodes overlap and centres the whole at 0', () => {
    for (const count of [1, 2, 3, 40, 300]) {
      const graph = graphOf(count, count);
      const { x, y } = layOut(graph);
      for (let one = 0; one < count; one += 1) {
        for (let other = 0; other < one; other += 1) {
          const distance = Math.hypot((x[one] ?? NaN) - (x[other] ?? NaN), (y[one] ?? NaN) - (y[other] ?? NaN));
          expect(distance).toBeGreaterThanOrEqual((graph.radii[one] ?? 0) + (graph.radii[other] ?? 0));
        }
      }
      for (const axis of [x, y]) expect(Math.abs(Math.min(...axis) + Math.max(...axis))).toBeLessThan(0.3);
    }
  });

  it('puts neighbours nearer to each other than strangers', () => {
    const graph = graphOf(60, 3);
    const { x, y } = layOut(graph);
    const distance = (one: number, other: number) => Math.hypot((x[one] ?? NaN) - (x[other] ?? NaN), (y[one] ?? NaN) - (y[other] ?? NaN));
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const joined = [...graph.sources].map((source, edge) => distance(source, graph.targets[edge] ?? 0));
    const all = [...x].flatMap((_, one) => [...x].flatMap((__, other) => (other < one ? [distance(one, other)] : [])));
    expect(mean(joined)).toBeLessThan(mean(all) * 0.6);
  });

  it('lays out nothing', () => {
    expect(layOut(graphOf(0, 1)).x).toHaveLength(0);
  });
});
