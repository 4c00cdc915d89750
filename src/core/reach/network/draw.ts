import type { CallArguments, Graph, ReachScope } from '../../../shared/contract/index.ts';
import { assertNever, ExpectedError } from '../../../shared/result.ts';
import type { ReachContext } from '../people.ts';
import type { Drawing } from './drawing.ts';
import { type NodeRef, refOf } from './node-ref.ts';
import { rulesOf } from './rules.ts';
import { drawEgo } from './views/ego.ts';
import { drawLineage } from './views/lineage.ts';
import { drawPaths } from './views/paths.ts';
import { drawTogether } from './views/together.ts';
import { drawTree } from './views/tree.ts';
import { drawWhatIf } from './views/what-if.ts';
import { World } from './world.ts';

type Arguments = CallArguments<'graph.draw'>;

/** A picture of a scope, without positions; at most `cap` nodes besides those asked for and what stands for the rest. */
export function drawGraph(context: ReachContext, args: Arguments): Graph {
  const world = new World(context, scopeOf(args));
  const { drawing, notes = [] } = draw(world, args);
  const rules = rulesOf(drawing.world, args.picture);
  return drawing.finish({ ...rules, notes: [...notes, ...rules.notes] });
}

/** Lineage is of base models alone, whatever else packages depend on. */
export function scopeOf({ picture, ...scope }: ReachScope & Pick<Arguments, 'picture'>): World['scope'] {
  return picture.view === 'lineage' ? { ...scope, dependencies: { ...scope.dependencies, dataset: false, architecture: false, repository: false } } : scope;
}

function draw(world: World, { picture, cap }: Pick<Arguments, 'picture' | 'cap'>): { readonly drawing: Drawing; readonly notes?: readonly string[] } {
  switch (picture.view) {
    case 'ego':
      return { drawing: drawEgo(world, refOf(world, picture.node), cap) };
    case 'tree':
      return drawTree(world, refOf(world, picture.node), cap);
    case 'lineage':
      return { drawing: drawLineage(world, lineageFocus(refOf(world, picture.node)), { ...picture, cap }) };
    case 'together':
      return drawTogether(world, picture.node === null ? null : sharingFocus(refOf(world, picture.node)), cap);
    case 'paths':
      return drawPaths(world, refOf(world, picture.from), refOf(world, picture.to), cap);
    case 'what-if':
      return drawWhatIf(world, [...new Set(picture.nodes)].map((id) => refOf(world, id)), picture.event, cap);
    default:
      return assertNever(picture);
  }
}

function lineageFocus(ref: NodeRef): NodeRef {
  if (ref.kind !== 'package' && ref.kind !== 'missing') throw new ExpectedError('invalid-arguments', 'Only packages and base models have a lineage.', 'Choose a package.');
  return ref;
}

function sharingFocus(ref: NodeRef): NodeRef {
  if (ref.kind !== 'maintainer' && ref.kind !== 'owner') throw new ExpectedError('invalid-arguments', 'Only maintainers and accounts work together.', 'Choose a maintainer or an account.');
  return ref;
}
