import type { CallAnswer, CallArguments } from '../../../shared/contract/index.ts';
import { pluralText } from '../../../shared/text/quantity.ts';
import { addHolding, addPackage, emptyHolding } from '../holdings.ts';
import type { ReachContext } from '../people.ts';
import { affectedBy } from './affected.ts';
import { refOf } from './node-ref.ts';
import { byImportance, nodeRow } from './node-rows.ts';
import { scopeText, transitiveSource, whatIfRules } from './rules.ts';
import { World } from './world.ts';

/** Figures of taking over or losing accounts and packages; rows by distance, those that matter most first. */
export function whatIf(context: ReachContext, { nodes, event, offset, limit, ...scope }: CallArguments<'graph.whatIf'>): CallAnswer<'graph.whatIf'> {
  const world = new World(context, scope);
  const { packages } = world.network();
  const facts = world.facts();
  const levels = affectedBy(world, nodes.map((id) => refOf(world, id)), event);
  const byDistance: CallAnswer<'graph.whatIf'>['byDistance'] = [];
  const found: { readonly node: number; readonly distance: number }[] = [];
  const sums = emptyHolding();
  levels.nodes.forEach((level, distance) => {
    if (distance === 0) return;
    world.stopIfUnwanted();
    const own = byImportance(world, level.filter((node) => node < packages.length));
    const here = emptyHolding();
    for (const node of own) {
      addPackage(here, facts, packages[node] as number);
      found.push({ node, distance });
    }
    addHolding(sums, here);
    if (own.length > 0) byDistance.push({ distance, packages: own.length, downloads: here.downloads });
  });
  const { packages: reached, ...figures } = sums;
  return {
    held: (levels.nodes[0] ?? new Uint32Array()).filter((node) => node < packages.length).length,
    reached,
    share: packages.length === 0 ? 0 : reached / packages.length,
    ...figures,
    byDistance,
    rows: found.slice(offset, offset + limit).map(({ node, distance }) => nodeRow(world, world.refOfNode(node), { focus: false, distance })),
    rule: `${whatIfRules[event]} Denominator of the share: ${pluralText(packages.length, 'package')} of the scope. ${scopeText(world.scope)}`,
    source: transitiveSource,
  };
}
