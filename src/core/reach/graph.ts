import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import type { ReadContext } from '../query/index.ts';
import { drawDirectReach } from './direct-graph.ts';
import { drawOwnerReach } from './owner-graph.ts';
import { reachTable } from './table.ts';

/**
 * What one maintainer reaches, with the others who reach it too, laid out and capped: at most `cap` nodes besides the
 * maintainer and the two that stand for what is hidden. Throws `not-found`.
 */
export function reachGraph(context: ReadContext, args: CallArguments<'reach.graph'>): CallAnswer<'reach.graph'> {
  const table = reachTable(context, args);
  const focus = table.rows.find((row) => row.maintainer === args.maintainer);
  if (!focus) {
    throw new ExpectedError('not-found', `This mirror has no maintainer ${args.maintainer}.`, 'The list of maintainers shows every identity; another hub or kind of reach may have it.');
  }
  const draw = args.kind === 'direct' ? drawDirectReach : drawOwnerReach;
  const { builder, hidden } = draw(context.database, { table, focus, hub: args.hub, cap: args.cap });
  return { ...builder.place(`${args.kind} ${args.maintainer}`), hidden, focus };
}
