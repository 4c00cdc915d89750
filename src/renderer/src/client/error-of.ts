import type { CallError, Result } from '../../../shared/result.ts';

/** Why the engine did not do what it was asked for; null where it did. It tells every window of what changed, this one too. */
export async function errorOf(answer: Promise<Result<unknown>>): Promise<CallError | null> {
  const result = await answer;
  return result.ok ? null : result.error;
}
