import { ExpectedError, failureOf, succeed, type Result } from '../shared/result.ts';

/** More calls than this at once are a fault in the page, and would only queue up behind the workers. */
const mostCallsPerWindow = 256;

/** The running calls of every window, each with the signal that stops it. */
export class CallLedger {
  readonly #windows = new Map<number, Map<number, AbortController>>();

  /** Enters a call under the id that its window chose; an id in use, or one call too many, is refused. */
  open(window: number, id: unknown): Result<AbortController> {
    if (typeof id !== 'number' || !Number.isSafeInteger(id)) return failureOf(new ExpectedError('invalid-arguments', 'A call needs a whole number as its id.'));
    const calls = this.#windows.get(window) ?? new Map<number, AbortController>();
    if (calls.has(id)) return failureOf(new ExpectedError('invalid-arguments', `Call ${id} is running already.`));
    if (calls.size >= mostCallsPerWindow) return failureOf(new ExpectedError('busy', 'Too many calls are waiting for an answer.'));
    const controller = new AbortController();
    calls.set(id, controller);
    this.#windows.set(window, calls);
    return succeed(controller);
  }

  close(window: number, id: unknown): void {
    const calls = this.#windows.get(window);
    if (typeof id === 'number') calls?.delete(id);
    if (calls?.size === 0) this.#windows.delete(window);
  }

  cancel(window: number, id: unknown): void {
    if (typeof id === 'number') this.#windows.get(window)?.get(id)?.abort();
  }

  cancelAll(window: number): void {
    for (const controller of this.#windows.get(window)?.values() ?? []) controller.abort();
  }
}
