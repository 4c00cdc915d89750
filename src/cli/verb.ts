import type { ParseArgsConfig } from 'node:util';
import type { Engine } from '../core/engine/index.ts';
import type { CallAnswer, CallInput, CallName } from '../shared/contract/index.ts';
import { ExpectedError } from '../shared/result.ts';
import type { ParsedArguments } from './arguments.ts';

/** What a verb works with. Data goes to stdout, everything else to stderr. */
export interface VerbContext {
  readonly engine: Engine;
  readonly args: ParsedArguments;
  readonly signal: AbortSignal;
  /** Asks the engine; throws its error. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>): Promise<CallAnswer<Name>>;
  /**
   * The id of the mirror that the given paths or --mirror name, or of the last one opened; throws `no-index` where it has no
   * index, unless none is needed.
   */
  mirror(options?: { readonly paths?: readonly string[]; readonly needsIndex?: boolean }): Promise<string>;
  /** Lines for people on stdout, and with `note` on stderr: what would drive the terminal is spelt out. */
  print(text: string): void;
  /** Writes to stdout and waits until it is taken, so that a slow reader holds no more than a page in memory. */
  write(text: string): Promise<void>;
  printJson(value: unknown): void;
  note(text: string): void;
}

/** One verb of the command line. Its usage is what `ptmx VERB --help` shows and docs/cli.md repeats. */
export interface Verb {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** Answers with the exit code where it is another than `done`. */
  run(context: VerbContext): Promise<void | number>;
}

/** Exit codes; documented in docs/cli.md. */
export const exitCodes = { done: 0, failed: 1, usage: 2, noIndex: 3, notFound: 4, mismatch: 5, cancelled: 130 } as const;

export function exitCodeOf(error: unknown): number {
  if (!(error instanceof ExpectedError)) return exitCodes.failed;
  switch (error.code) {
    case 'no-index':
    case 'damaged-index':
      return exitCodes.noIndex;
    case 'not-found':
    case 'not-a-mirror':
      return exitCodes.notFound;
    case 'invalid-arguments':
      return exitCodes.usage;
    case 'cancelled':
      return exitCodes.cancelled;
    default:
      return exitCodes.failed;
  }
}
