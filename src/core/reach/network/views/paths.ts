import { itemsOf } from '../../../../shared/number-lists.ts';
import { pluralText } from '../../../../shared/text/quantity.ts';
import { Drawing } from '../drawing.ts';
import type { NodeRef } from '../node-ref.ts';
import { wholeGraph, type WholeGraph } from '../whole-graph.ts';
import type { World } from '../world.ts';

/** Nodes on shortest ways from one node to another, by their distance from the first; empty where nothing ties them. */
export interface Ways {
  readonly graph: WholeGraph;
  readonly levels: readonly (readonly number[])[];
  /** How many shortest ways there are; a float, since there may be very many. */
  readonly count: number;
}

export function waysBetween(world: World, from: NodeRef, to: NodeRef): Ways {
  const graph = wholeGraph(world);
  const [start, end] = [graph.numberOf(from), graph.numberOf(to)];
  const { neighbours } = graph;
  const distances = new Int32Array(neighbours.offsets.length - 1).fill(-1);
  distances[start] = 0;
  let level = [start];
  for (let distance = 1; level.length > 0 && distances[end] === -1; distance += 1) {
    world.stopIfUnwanted();
    const next: number[] = [];
    for (const node of level) {
      for (const other of itemsOf(neighbours, node)) {
        if (distances[other] !== -1) continue;
        distances[other] = distance;
        next.push(other);
      }
    }
    level = next;
  }
  if (distances[end] === -1) return { graph, levels: [], count: 0 };
  const levels: number[][] = [[end]];
  for (let distance = (distances[end] as number) - 1; distance >= 0; distance -= 1) {
    const before = new Set<number>();
    for (const node of levels[0] ?? []) for (const other of itemsOf(neighbours, node)) if (distances[other] === distance) before.add(other);
    levels.unshift([...before].sort((left, right) => left - right));
  }
  return { graph, levels, count: countWays(graph, levels) };
}

function countWays({ neighbours }: WholeGraph, levels: readonly (readonly number[])[]): number {
  let ways = new Map((levels[0] ?? []).map((node) => [node, 1]));
  for (const level of levels.slice(1)) {
    ways = new Map(level.map((node) => [node, [...new Set(itemsOf(neighbours, node))].reduce((sum, other) => sum + (ways.get(other) ?? 0), 0)]));
  }
  return [...ways.values()].reduce((sum, count) => sum + count, 0);
}

/** All shortest ways between two nodes; where there are too many nodes, whole ways as long as there is room. */
export function drawPaths(world: World, from: NodeRef, to: NodeRef, cap: number): { readonly drawing: Drawing; readonly notes: readonly string[] } {
  const drawing = new Drawing(world);
  drawing.add(from, { focus: true, distance: 0 });
  const { graph, levels, count } = waysBetween(world, from, to);
  if (levels.length === 0) {
    drawing.add(to, { focus: true });
    return { drawing, notes: ['Nothing of this scope ties them to one another.'] };
  }
  drawing.add(to, { focus: true, distance: levels.length - 1 });
  const distances = new Map(levels.flatMap((level, distance) => level.map((node) => [node, distance] as const)));
  const drawn = new Set<number>();
  for (const [distance, level] of levels.entries()) {
    if (distance === 0 || distance === levels.length - 1) continue;
    for (const node of level) {
      if (drawn.has(node)) continue;
      const way = [...oneWay(graph, node, distances, -1, drawn), node, ...oneWay(graph, node, distances, 1, drawn)].filter((other) => !drawn.has(other));
      if (drawn.size + way.length > cap) continue;
      for (const other of way) drawn.add(other);
    }
  }
  for (const node of [...drawn].sort((left, right) => (distances.get(left) ?? 0) - (distances.get(right) ?? 0))) drawing.add(graph.refOf(node), { distance: distances.get(node) ?? null });
  drawing.addMore(from, 'ways', levels.flat().map((node) => graph.refOf(node)));
  drawing.joinAll(null, (left, right) => Math.abs((left.distance ?? 0) - (right.distance ?? 0)) === 1);
  const length = levels.length - 1;
  return { drawing, notes: [`${pluralText(count, 'shortest way')} of ${pluralText(length, 'step')}.`] };
}

/** One way from a node to an end of all ways, over what is drawn where it can, without the ends themselves. */
function oneWay({ neighbours }: WholeGraph, start: number, distances: ReadonlyMap<number, number>, step: 1 | -1, drawn: ReadonlySet<number>): readonly number[] {
  const way: number[] = [];
  for (let node = start; ; ) {
    const wanted = (distances.get(node) ?? 0) + step;
    const next = [...itemsOf(neighbours, node)].filter((other) => distances.get(other) === wanted);
    const chosen = next.find((other) => drawn.has(other)) ?? next[0];
    if (chosen === undefined) break;
    way.push(chosen);
    node = chosen;
  }
  // The last one is the end itself, which is drawn in any case.
  return way.slice(0, -1);
}
