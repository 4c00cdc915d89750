import { Drawing } from '../drawing.ts';
import { chooseByLevels, levelsFrom } from '../levels.ts';
import type { NodeRef } from '../node-ref.ts';
import { counted } from '../notes.ts';
import { sideOf } from '../sides.ts';
import type { World } from '../world.ts';

/** What depends on a node, by distance: an account and its packages come first, then what depends on these. */
export function drawTree(world: World, ref: NodeRef, cap: number): { readonly drawing: Drawing; readonly notes: readonly string[] } {
  const drawing = new Drawing(world);
  drawing.add(ref, { focus: true, distance: 0 });
  const notes = addDependants(drawing, [ref], cap);
  drawing.joinAll();
  return { drawing, notes };
}

/** Draws what some nodes hold, and what depends on that; tells how much of it is drawn. */
export function addDependants(drawing: Drawing, refs: readonly NodeRef[], cap: number): readonly string[] {
  const { world } = drawing;
  const network = world.network();
  const holders = refs.filter((ref) => ref.kind === 'owner' || ref.kind === 'maintainer');
  const starts = new Set(refs.flatMap((ref) => [...world.heldNodes(ref)]));
  const levels = levelsFrom(network, starts, 'dependants');
  let room = cap;
  // A holder's packages stand one step away from it, and take a third of the room at most.
  for (const holder of holders) {
    const shown = sideOf(world, holder, 'packages').slice(0, Math.max(1, Math.floor(cap / 3 / holders.length)));
    for (const item of shown) drawing.add(item, { distance: 1 });
    room -= shown.length;
  }
  const steps = holders.length > 0 ? 1 : 0;
  const chosen = chooseByLevels(world, levels, 'dependants', Math.max(0, room), (node) => drawing.has(world.refOfNode(node)));
  for (const node of chosen) drawing.add(world.refOfNode(node), { distance: (levels.distances[node] as number) + steps });
  for (const holder of holders) drawing.addMore(holder, 'packages', sideOf(world, holder, 'packages'));
  for (const { ref } of drawing.nodes.values()) drawing.addMore(ref, 'dependants', sideOf(world, ref, 'dependants'));
  const reached = levels.nodes.slice(1).reduce((sum, level) => sum + level.reduce((count, node) => count + (node < network.packages.length ? 1 : 0), 0), 0);
  const farthest = levels.nodes.length - 1;
  return reached === 0 ? ['No package of this scope depends on it.'] : [`${counted(reached, 'package depends', 'packages depend')} on it, the farthest ${counted(farthest, 'step', 'steps')} away.`];
}
