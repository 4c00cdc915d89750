import type { CallAnswer, CallArguments, CallName } from '../../shared/contract/index.ts';
import type { WorkerContext } from './worker-context.ts';

/** What answers a call of the contract in a reader's thread. */
export type CallHandler<Name extends CallName> = (context: WorkerContext, args: CallArguments<Name>) => CallAnswer<Name> | Promise<CallAnswer<Name>>;

export type CallHandlers = { readonly [Name in CallName]?: CallHandler<Name> };
