import { Drawing } from '../drawing.ts';
import { chooseByLevels, levelsFrom } from '../levels.ts';
import type { NodeRef } from '../node-ref.ts';
import { sideOf } from '../sides.ts';
import type { World } from '../world.ts';

/**
 * Base models of a package, `up` steps, and what was made from it, `down` steps. Bases get up to half of the room; what one
 * side leaves the other may take. Distances are below zero towards the bases.
 */
export function drawLineage(world: World, ref: NodeRef, { up, down, cap }: { readonly up: number; readonly down: number; readonly cap: number }): Drawing {
  const drawing = new Drawing(world);
  drawing.add(ref, { focus: true, distance: 0 });
  const start = [world.networkNode(ref)];
  const above = levelsFrom(world.network(), start, 'bases', up);
  const below = levelsFrom(world.network(), start, 'dependants', down);
  const size = (nodes: readonly Uint32Array[]): number => nodes.slice(1).reduce((sum, level) => sum + level.length, 0);
  const room = Math.max(Math.ceil(cap / 2), cap - size(below.nodes));
  const bases = chooseByLevels(world, above, 'bases', room);
  const derived = chooseByLevels(world, below, 'dependants', cap - bases.length);
  for (const node of bases) drawing.add(world.refOfNode(node), { distance: -(above.distances[node] as number) });
  for (const node of derived) drawing.add(world.refOfNode(node), { distance: below.distances[node] as number });
  for (const { ref: drawn, distance } of drawing.nodes.values()) {
    const steps = distance ?? 0;
    if (steps <= 0 && -steps < up) drawing.addMore(drawn, 'bases', sideOf(world, drawn, 'bases'));
    if (steps >= 0 && steps < down) drawing.addMore(drawn, 'dependants', sideOf(world, drawn, 'dependants'));
  }
  drawing.joinAll();
  return drawing;
}
