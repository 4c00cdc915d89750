import { NumberStack } from '../../../shared/numbers.ts';
import { type Levels, levelsFrom } from './levels.ts';
import { type Network, tieKinds } from './network.ts';
import type { NodeRef } from './node-ref.ts';
import type { World } from './world.ts';

export type WhatIfEvent = 'taken-over' | 'lost';

/** What is reached when these are taken over, or left without a base when they are lost, by distance; at 0 what is held itself. */
export function affectedBy(world: World, refs: readonly NodeRef[], event: WhatIfEvent): Levels {
  const starts = new Set(refs.flatMap((ref) => [...world.heldNodes(ref)]));
  return event === 'taken-over' ? levelsFrom(world.network(), starts, 'dependants') : leftWithout(world.network(), starts);
}

/** Kinds of ties of which one package may have several, any of which will do; repositories are no bases. */
const groups = [
  tieKinds.flatMap((kind, number) => (kind === 'dataset' || kind === 'architecture' || kind === 'repository' ? [] : [number])),
  [tieKinds.indexOf('dataset')],
  [tieKinds.indexOf('architecture')],
] as const;

const groupOf = Int8Array.from(tieKinds, (_, number) => groups.findIndex((group) => group.includes(number)));

/** A node is left without a base once the last of its ties of one group leads to what is lost or left without one. */
function leftWithout({ dependants, bases, size }: Network, starts: ReadonlySet<number>): Levels {
  const left = groups.map(() => new Uint32Array(size));
  for (let node = 0; node < size; node += 1) {
    for (let at = bases.offsets[node] as number; at < (bases.offsets[node + 1] as number); at += 1) {
      const ties = left[groupOf[bases.kinds[at] as number] as number];
      if (ties) ties[node] = (ties[node] as number) + 1;
    }
  }
  const distances = new Int32Array(size).fill(-1);
  const nodes: Uint32Array[] = [];
  let level: Uint32Array = Uint32Array.from(starts);
  for (const node of level) distances[node] = 0;
  for (let distance = 0; level.length > 0; distance += 1) {
    nodes.push(level);
    const next = new NumberStack();
    for (const node of level) {
      for (let at = dependants.offsets[node] as number; at < (dependants.offsets[node + 1] as number); at += 1) {
        const ties = left[groupOf[dependants.kinds[at] as number] as number];
        const other = dependants.items[at] as number;
        if (!ties) continue;
        ties[other] = (ties[other] as number) - 1;
        if (ties[other] !== 0 || distances[other] !== -1) continue;
        distances[other] = distance + 1;
        next.push(other);
      }
    }
    level = next.toArray();
  }
  return { distances, nodes };
}
