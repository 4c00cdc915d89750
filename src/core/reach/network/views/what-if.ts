import { affectedBy, type WhatIfEvent } from '../affected.ts';
import { Drawing } from '../drawing.ts';
import type { NodeRef } from '../node-ref.ts';
import type { World } from '../world.ts';
import { addAffected } from './tree.ts';

/** What is reached when some nodes are taken over, or left without a base when they are lost. */
export function drawWhatIf(world: World, refs: readonly NodeRef[], event: WhatIfEvent, cap: number): { readonly drawing: Drawing; readonly notes: readonly string[] } {
  const drawing = new Drawing(world);
  for (const ref of refs) drawing.add(ref, { focus: true, distance: 0 });
  const notes = addAffected(drawing, refs, affectedBy(world, refs, event), { cap, event });
  drawing.joinAll();
  return { drawing, notes };
}
