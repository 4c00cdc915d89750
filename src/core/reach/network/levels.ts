import { NumberStack } from '../../../shared/numbers.ts';
import { kindOfNode, type Network } from './network.ts';
import { byImportance } from './node-rows.ts';
import type { World } from './world.ts';

/** How far nodes are from where a walk began, and the nodes of each distance. */
export interface Levels {
  /** -1: not reached. */
  readonly distances: Int32Array;
  readonly nodes: readonly Uint32Array[];
}

/**
 * Everything that depends on these nodes, or that they depend on, by its distance from the nearest of them, at most `depth`
 * steps. Packages of one repository are one step apart, though the repository lies between them.
 */
export function levelsFrom(network: Network, starts: Iterable<number>, side: 'bases' | 'dependants', depth = Infinity): Levels {
  const { offsets, items } = network[side];
  const distances = new Int32Array(network.size).fill(-1);
  const isRelay = (node: number): boolean => node >= network.packages.length && kindOfNode(network, node) === 'repository';
  let level = new NumberStack();
  for (const node of starts) {
    if (distances[node] !== -1) continue;
    distances[node] = 0;
    level.push(node);
  }
  const nodes: Uint32Array[] = [];
  for (let distance = 0; level.length > 0; distance += 1) {
    nodes.push(level.toArray());
    if (distance >= depth) break;
    const next = new NumberStack();
    const reach = (node: number): void => {
      for (let at = offsets[node] as number; at < (offsets[node + 1] as number); at += 1) {
        const other = items[at] as number;
        if (distances[other] !== -1) continue;
        distances[other] = distance + 1;
        next.push(other);
      }
    };
    for (let at = 0; at < level.length; at += 1) reach(level.items[at] as number);
    // Repositories hand on what they hold at once; the list grows meanwhile.
    for (let at = 0; at < next.length; at += 1) if (isRelay(next.items[at] as number)) reach(next.items[at] as number);
    level = next;
  }
  return { distances, nodes };
}

/**
 * Chooses which of the levels after the first are drawn: of each level those that matter most, as long as something drawn
 * ties them to the start, and of each level at most half of the room that is left, so that far ones are seen too.
 */
export function chooseByLevels(world: World, { distances, nodes }: Levels, side: 'bases' | 'dependants', cap: number, isDrawn: (node: number) => boolean = (node) => distances[node] === 0): readonly number[] {
  const back = world.network()[side === 'dependants' ? 'bases' : 'dependants'];
  const chosen = new Set<number>();
  const isTied = (node: number): boolean => {
    for (let at = back.offsets[node] as number; at < (back.offsets[node + 1] as number); at += 1) {
      const other = back.items[at] as number;
      if (chosen.has(other) || isDrawn(other)) return true;
    }
    return false;
  };
  const ordered = nodes.slice(1).map((level) => byImportance(world, level));
  // Once with shares, then again with what they left.
  for (const share of [2, 1]) {
    for (const [level, list] of ordered.entries()) {
      world.stopIfUnwanted();
      const isLast = level === ordered.length - 1;
      let room = isLast ? cap - chosen.size : Math.ceil((cap - chosen.size) / share);
      for (const node of list) {
        if (room <= 0) break;
        if (chosen.has(node) || !isTied(node)) continue;
        chosen.add(node);
        room -= 1;
      }
    }
  }
  return [...chosen];
}
