import type { CallAnswer, CallArguments, Graph } from '../../../shared/contract/index.ts';
import { ExpectedError } from '../../../shared/result.ts';
import type { ReachContext } from '../people.ts';
import { affectedBy } from './affected.ts';
import { scopeOf } from './draw.ts';
import { Drawing } from './drawing.ts';
import { findRef, type NodeRef, refOf, slotOf } from './node-ref.ts';
import { nodeRow } from './node-rows.ts';
import { rulesOf } from './rules.ts';
import { directSides, type Side, sideOf, sides } from './sides.ts';
import { waysBetween } from './views/paths.ts';
import { togetherWith } from './views/together.ts';
import { affectedDependants } from './views/tree.ts';
import { World } from './world.ts';

/** Neighbours of a node that are not shown, its sides in turn, with what ties them to one another and to what is shown. */
export function expandNode(context: ReachContext, { node, shown, cap, ...scope }: CallArguments<'graph.expand'>): Graph {
  const world = new World(context, scope);
  const ref = refOf(world, node);
  const drawing = new Drawing(world);
  drawing.add(ref);
  for (const id of shown) {
    const known = findRef(world, id);
    if (known) drawing.add(known);
  }
  const lists = directSides[ref.kind].map((side) => ({ side, refs: sideOf(world, ref, side) }));
  const hidden = lists.map(({ refs }) => refs.filter((other) => !drawing.has(other)));
  const fresh: NodeRef[] = [];
  for (let at = 0; fresh.length < cap && hidden.some((refs) => at < refs.length); at += 1) {
    for (const refs of hidden) {
      const other = refs[at];
      if (!other || drawing.has(other) || fresh.length >= cap) continue;
      drawing.add(other);
      fresh.push(other);
    }
  }
  drawing.joinAll(fresh);
  for (const { side, refs } of lists) drawing.addMore(ref, side, refs);
  return drawing.finish({ ...rulesOf(world, { view: 'ego', node }), only: fresh });
}

/** A page of what a "more" node stands for. */
export function restOf(context: ReachContext, args: CallArguments<'graph.rest'>): CallAnswer<'graph.rest'> {
  const world = new World(context, scopeOf(args));
  const shown = new Set<string>();
  for (const id of args.shown) {
    const ref = findRef(world, id);
    if (ref) shown.add(slotOf(ref));
  }
  const hidden = behind(world, args).filter((ref) => !shown.has(slotOf(ref)));
  return { total: hidden.length, rows: hidden.slice(args.offset, args.offset + args.limit).map((ref) => nodeRow(world, ref)) };
}

/** All that stands on the side of a node that a "more" node names. */
function behind(world: World, { node: id, picture }: Pick<CallArguments<'graph.rest'>, 'node' | 'picture'>): readonly NodeRef[] {
  const colon = id.lastIndexOf(':');
  const side = sides.find((name) => name === id.slice(colon + 1));
  if (!id.startsWith('more:') || !side) throw new ExpectedError('invalid-arguments', `${id} stands for no rest.`);
  const of = id.slice('more:'.length, colon);
  if (of === 'scope') return togetherWith(world, null);
  const ref = refOf(world, of);
  if (side === 'ways' && picture.view === 'paths') return onWays(world, picture);
  if (picture.view === 'what-if' && side === 'dependants') {
    return affectedDependants(world, ref, affectedBy(world, picture.nodes.map((node) => refOf(world, node)), picture.event));
  }
  return sideOf(world, ref, side satisfies Side);
}

function onWays(world: World, { from, to }: { readonly from: string; readonly to: string }): readonly NodeRef[] {
  const { graph, levels } = waysBetween(world, refOf(world, from), refOf(world, to));
  return levels.flat().map((node) => graph.refOf(node));
}
