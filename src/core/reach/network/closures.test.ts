import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../../shared/search/testing-random.ts';
import { listsBy } from '../../../shared/number-lists.ts';
import { seed } from '../../../../test/fixtures/seed.ts';
import { closureFigures } from './closures.ts';
import { condense } from './condense.ts';

interface Example {
  readonly packages: number;
  /** Nodes from `packages` on are no packages. */
  readonly nodes: number;
  /** Base, dependant. */
  readonly ties: readonly (readonly [number, number])[];
  readonly held: readonly (readonly number[])[];
}

/** The rules of USENIX'19 on plain sets. */
function byHand({ packages, nodes, ties, held }: Example) {
  const reachedFrom = (node: number): Set<number> => {
    const found = new Set<number>();
    let edge = [node];
    while (edge.length > 0) {
      edge = ties.flatMap(([base, dependant]) => (edge.includes(base) && !found.has(dependant) ? [dependant] : []));
      for (const other of edge) found.add(other);
    }
    found.delete(node);
    return new Set([...found].filter((other) => other < packages));
  };
  const pr = Array.from({ length: nodes }, (_, node) => reachedFrom(node));
  const itp = Array.from({ length: packages }, (_, node) => pr.flatMap((set, other) => (set.has(node) && other < packages ? [other] : [])));
  const mr = held.map((own) => new Set(own.flatMap((node) => [...(pr[node] ?? [])])));
  return {
    dependants: pr.map((set) => set.size),
    trusted: itp.map((list) => list.length),
    trustedHolders: itp.map((_, node) => mr.filter((set) => set.has(node)).length),
    reach: mr.map((set) => set.size),
  };
}

function byUs({ packages, nodes, ties, held }: Example, way: 'faster' | 'walks' | 'blocks') {
  const dependants = listsBy(Uint32Array.from(ties, ([base]) => base), Uint32Array.from(ties, ([, dependant]) => dependant), nodes);
  const pairs = held.flatMap((own, holder) => own.map((node) => [holder, node] as const));
  const holding = { held: listsBy(Uint32Array.from(pairs, ([holder]) => holder), Uint32Array.from(pairs, ([, node]) => node), held.length) };
  const { dependants: pr, trusted, trustedHolders, reach } = closureFigures(condense(dependants, packages), packages, holding, () => undefined, way);
  return { dependants: [...pr], trusted: [...trusted], trustedHolders: [...trustedHolders], reach: [...reach] };
}

const ways = ['faster', 'walks', 'blocks'] as const;

describe('closureFigures', () => {
  it('counts as the rules do on plain sets, on sparse, dense and tangled networks', () => {
    console.log(`closures seed ${seed}`);
    const random = randomFrom(seed);
    for (let round = 0; round < 250; round += 1) {
      const packages = 1 + random.below(70);
      const nodes = packages + random.below(6);
      const ties = random.list(0, [10, packages, 4 * packages][round % 3] ?? 1, () => [random.below(nodes), random.below(packages)] as const);
      // Every other network has no cycles but what a package says of itself.
      const example: Example = {
        packages, nodes,
        ties: round % 2 === 0 ? ties : ties.filter(([base, dependant]) => base <= dependant || base >= packages),
        held: random.list(0, 9, () => [...new Set(random.list(0, 8, () => random.below(nodes)))]),
      };
      const expected = byHand(example);
      for (const way of ways) expect(byUs(example, way), `seed ${seed}, round ${round}, ${way}`).toEqual(expected);
      const sum = (figures: readonly number[]): number => figures.reduce((left, right) => left + right, 0);
      expect(sum(expected.dependants.slice(0, packages)), 'mean PR = mean ITP').toBe(sum(expected.trusted));
    }
  });

  it.each(ways)('counts a chain of 1,000 and a ladder of diamonds by %s', (way) => {
    const chain: Example = { packages: 1000, nodes: 1000, ties: Array.from({ length: 999 }, (_, base) => [base, base + 1] as const), held: [[0], [500, 999]] };
    const counted = byUs(chain, way);
    expect(counted.dependants).toEqual(Array.from({ length: 1000 }, (_, node) => 999 - node));
    expect(counted.reach).toEqual([999, 499]);
    // Every rung of two forks and joins again: 2^100 ways from end to end.
    const rungs = Array.from({ length: 100 }, (_, rung) => rung * 3);
    const ties = rungs.flatMap((top) => [[top, top + 1], [top, top + 2], [top + 1, top + 3], [top + 2, top + 3]] as const);
    const ladder = byUs({ packages: 301, nodes: 301, ties, held: [[0], [300]] }, way);
    expect([ladder.dependants[0], ladder.trusted[300], ...ladder.reach]).toEqual([300, 300, 300, 0]);
  });

  it('counts in several blocks, of a part that is too tangled for walks', () => {
    // Every package of a layer is a base of every one of the next, between long chains at both ends.
    const [chain, layers, width] = [9000, 6, 40];
    const start = chain - 1;
    const node = (layer: number, at: number): number => chain + layer * width + at;
    const ties: [number, number][] = Array.from({ length: chain - 1 }, (_, base) => [base, base + 1]);
    for (let at = 0; at < width; at += 1) ties.push([start, node(0, at)]);
    for (let layer = 0; layer + 1 < layers; layer += 1) for (let from = 0; from < width; from += 1) for (let to = 0; to < width; to += 1) ties.push([node(layer, from), node(layer + 1, to)]);
    const size = chain + layers * width;
    const held = [[0], [start, node(2, 1)], [node(5, 0)]];
    const counted = byUs({ packages: size, nodes: size, ties, held }, 'faster');
    expect(counted.dependants.slice(0, chain)).toEqual(Array.from({ length: chain }, (_, at) => size - 1 - at));
    expect(counted.trusted.slice(chain)).toEqual(Array.from({ length: layers * width }, (_, at) => chain + Math.floor(at / width) * width));
    expect(counted.reach).toEqual([size - 1, layers * width, 0]);
    expect(counted.trustedHolders.slice(-1)).toEqual([2]);
  });

  it('needs no deep stack for a chain of 300,000 that bites its tail', () => {
    const size = 300_000;
    const ties = Array.from({ length: size }, (_, base) => [base, (base + 1) % size] as const);
    const counted = byUs({ packages: size, nodes: size, ties, held: [[7], [7, 8]] }, 'faster');
    expect([counted.dependants[0], counted.trusted[size - 1], ...counted.reach]).toEqual([size - 1, size - 1, size - 1, size]);
  });
});
