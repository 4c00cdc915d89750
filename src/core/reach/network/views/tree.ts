import { pluralText } from '../../../../shared/text/quantity.ts';
import { affectedBy, type WhatIfEvent } from '../affected.ts';
import { Drawing } from '../drawing.ts';
import { chooseByLevels, type Levels } from '../levels.ts';
import { idOf, type NodeRef } from '../node-ref.ts';
import { sideOf } from '../sides.ts';
import type { World } from '../world.ts';

/** What depends on a node, by distance: an account and its packages come first, then what depends on these. */
export function drawTree(world: World, ref: NodeRef, cap: number): { readonly drawing: Drawing; readonly notes: readonly string[] } {
  const drawing = new Drawing(world);
  drawing.add(ref, { focus: true, distance: 0 });
  const notes = addAffected(drawing, [ref], affectedBy(world, [ref], 'taken-over'), { cap, event: 'taken-over' });
  drawing.joinAll();
  return { drawing, notes };
}

/** Draws what some nodes hold, and what that affects; tells how much of it there is. */
export function addAffected(drawing: Drawing, refs: readonly NodeRef[], levels: Levels, { cap, event }: { readonly cap: number; readonly event: WhatIfEvent }): readonly string[] {
  const { world } = drawing;
  const { packages } = world.network();
  const holders = refs.filter((ref) => ref.kind === 'owner' || ref.kind === 'maintainer' || ref.kind === 'repository');
  let room = cap;
  // A holder's packages stand one step away from it, and take a third of the room at most.
  for (const holder of holders) {
    const shown = sideOf(world, holder, 'packages').slice(0, Math.max(1, Math.floor(cap / 3 / holders.length)));
    for (const item of shown) drawing.add(item, { distance: 1 });
    if (holder.kind === 'maintainer') joinCommitted(drawing, holder, shown);
    room -= shown.length;
  }
  const steps = holders.length > 0 ? 1 : 0;
  const chosen = chooseByLevels(world, levels, 'dependants', Math.max(0, room), (node) => drawing.has(world.refOfNode(node)));
  for (const node of chosen) drawing.add(world.refOfNode(node), { distance: (levels.distances[node] as number) + steps });
  for (const holder of holders) drawing.addMore(holder, 'packages', sideOf(world, holder, 'packages'));
  for (const { ref } of drawing.nodes.values()) drawing.addMore(ref, 'dependants', affectedDependants(world, ref, levels));
  const affected = levels.nodes.slice(1).reduce((sum, level) => sum + level.filter((node) => node < packages.length).length, 0);
  const farthest = levels.nodes.length - 1;
  const [one, many] = event === 'lost' ? ['package is left without a base', 'packages are left without a base'] : ['package depends on it', 'packages depend on it'];
  return [affected === 0 ? `No package of this scope ${event === 'lost' ? 'is left without a base' : 'depends on it'}.` : `${pluralText(affected, one, many)}, the farthest ${pluralText(farthest, 'step')} away.`];
}

/** Lines from somebody to packages: what ties them, the repository, is not drawn by distance. */
function joinCommitted(drawing: Drawing, holder: Extract<NodeRef, { kind: 'maintainer' }>, packages: readonly NodeRef[]): void {
  const { world } = drawing;
  const { repositories, commits, first } = world.touches();
  const entries = new Map(world.touchesOf(holder.identity).map((entry) => [repositories[entry], entry]));
  for (const item of packages) {
    const entry = item.kind === 'package' ? entries.get(world.facts().repositories[item.id] as number) : undefined;
    if (entry === undefined) continue;
    drawing.join({ source: idOf(world, holder), target: idOf(world, item), kind: 'committed', relation: null, weight: commits[entry] as number, conflict: null, since: (first[entry] as number) || null });
  }
}

/** Dependants of a node that are affected: where something is lost, not all of them are. */
export function affectedDependants(world: World, ref: NodeRef, { distances }: Levels): readonly NodeRef[] {
  return sideOf(world, ref, 'dependants').filter((other) => distances[world.networkNode(other)] !== -1);
}
