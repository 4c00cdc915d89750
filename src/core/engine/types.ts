import type { CallAnswer, CallArguments, CallName, EngineEvent } from '../../shared/contract/index.ts';
import type { Result } from '../../shared/result.ts';

/** Calls that only the surface around the engine can answer: dialogs, the browser, the file manager. */
export type HostCallName = 'mirrors.choose' | 'exports.chooseTarget' | 'files.choose' | 'links.open' | 'files.reveal';

export type HostCalls = {
  readonly [Name in HostCallName]?: (args: CallArguments<Name>) => Promise<CallAnswer<Name>>;
};

export interface EngineOptions {
  /** Where indexes, the user database and the log lie; made if missing. Never inside a mirror. */
  readonly dataDir: string;
  /** The program's own `resources/` folder. */
  readonly resourcesDir: string;
  /** The worker's entry file, beside the entry point of whoever starts the engine. */
  readonly workerFile: string;
  readonly surface: 'electron' | 'browser' | 'cli';
  readonly version: string;
  readonly host?: HostCalls;
}

/**
 * The one object behind window, server and command line. It runs on the caller's thread and does nothing there but
 * check arguments and hand calls to worker threads.
 */
export interface Engine {
  /** Checks `input` with the call's schema and answers with a value or an error; never rejects. */
  call<Name extends CallName>(name: Name, input: unknown, signal?: AbortSignal): Promise<Result<CallAnswer<Name>>>;
  /** The same for a name that came from outside; an unknown one is refused. */
  callUntrusted(name: unknown, input: unknown, signal?: AbortSignal): Promise<Result<unknown>>;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: EngineEvent) => void): () => void;
  /** Tells every window to open these paths (a second start of the program). */
  requestOpen(paths: readonly string[]): void;
  /** Tells every window to show what a `ptmtorrent://` link names, which is not checked yet. */
  requestLink(address: string): void;
  log(level: 'info' | 'warning' | 'error', message: string, details?: Record<string, unknown>): void;
  /** Cancels jobs, ends the workers, closes the databases. */
  close(): Promise<void>;
}
