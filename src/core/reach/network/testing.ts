import type { CallArguments } from '../../../shared/contract/index.ts';
import { graphCalls } from '../../../shared/contract/graph.ts';
import { openTestIndex, type TestIndex, testMirror } from '../../query/testing.ts';
import { noAliases } from '../mailmap.ts';
import type { ReachContext } from '../people.ts';

/** An index of a test with the calls' defaults filled in. */
export interface OpenWorld {
  readonly context: ReachContext;
  close(): void;
}

export function openWorld(index: TestIndex): OpenWorld {
  const open = openTestIndex(index);
  return { context: { ...open.context, aliases: noAliases }, close: () => open.close() };
}

type Fields = Readonly<Record<string, unknown>>;

type GraphCall = Extract<keyof typeof graphCalls, `graph.${string}`>;

/** The arguments of a call as the engine sees them. */
export function argumentsOf<Name extends GraphCall>(name: Name, fields: Fields): CallArguments<Name> {
  return graphCalls[name].args.parse({ mirror: testMirror, ...fields }) as CallArguments<Name>;
}
