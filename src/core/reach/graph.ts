import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { drawDirectReach, type Drawing, type Drawn } from './direct-graph.ts';
import { drawOwnerReach } from './owner-graph.ts';
import { noAliases } from './mailmap.ts';
import type { ReachContext } from './people.ts';
import { reachTable } from './table.ts';

type Focus = Pick<CallArguments<'reach.graph'>, 'kind' | 'hub' | 'maintainer' | 'cap'>;

/**
 * What one maintainer reaches, with the others who reach it too, laid out and capped: at most `cap` nodes besides the
 * maintainer and the two that stand for what is hidden. Throws `not-found`.
 */
export function reachGraph(context: ReachContext, args: CallArguments<'reach.graph'>): CallAnswer<'reach.graph'> {
  const { focus, builder, hidden } = draw(context, args);
  return { ...builder.place(`${args.kind} ${args.maintainer}`), hidden, focus };
}

/** One page of what `reachGraph` with the same cap hides. Throws `not-found`. */
export function reachRest(context: ReachContext, args: CallArguments<'reach.rest'>): CallAnswer<'reach.rest'> {
  const { hidden, rest } = draw(context, args);
  return { total: hidden[args.of], rows: rest[args.of](args.offset, args.limit) };
}

function draw(context: ReachContext, { kind, hub, maintainer, cap }: Focus): Drawn & Pick<Drawing, 'focus'> {
  const drawn = kind === 'direct' ? 'direct' : 'owner';
  const table = reachTable({ ...context, aliases: noAliases }, {
    kind: drawn, hub, query: '', key: 'email', role: 'author', holder: 'owner', accounts: 'all',
    dependencies: { relations: [], dataset: false, architecture: false, repository: false },
  });
  const focus = table.rows.find((row) => row.maintainer === maintainer);
  if (!focus) {
    throw new ExpectedError('not-found', `This mirror has no maintainer ${maintainer}.`, 'The list of maintainers shows every identity; another hub or kind of reach may have it.');
  }
  const drawReach = drawn === 'direct' ? drawDirectReach : drawOwnerReach;
  return { focus, ...drawReach(context.database, { table, focus, hub, cap }) };
}
