import { useCallback, useEffect, useState } from 'react';
import type { CallAnswer, CallInput, CallName } from '../../../shared/contract/index.ts';
import type { CallError } from '../../../shared/result.ts';
import { call } from './client.ts';
import { useEpoch } from './epoch.ts';

export interface Answer<Value> {
  /** The answer to the present question, or to the last one while a new one is on its way (`loading`). */
  readonly value: Value | null;
  readonly error: CallError | null;
  readonly loading: boolean;
  readonly reload: () => void;
}

interface Held<Value> {
  readonly key: string;
  readonly value: Value | null;
  readonly error: CallError | null;
}

/**
 * Asks the engine whenever `args` change (null asks nothing) and cancels the question before. An old answer stays visible,
 * marked as loading, unless `forget` is set: then a new question starts empty.
 */
export function useCall<Name extends CallName>(name: Name, args: CallInput<Name> | null, forget = false): Answer<CallAnswer<Name>> {
  const epoch = useEpoch((state) => state.epoch);
  const [attempt, setAttempt] = useState(0);
  const [held, setHeld] = useState<Held<CallAnswer<Name>>>({ key: '', value: null, error: null });
  const question = args === null ? null : JSON.stringify(args);
  const key = `${name} ${question} ${epoch} ${attempt}`;

  useEffect(() => {
    if (question === null) return;
    const controller = new AbortController();
    const ask = async (): Promise<void> => {
      const result = await call(name, JSON.parse(question) as CallInput<Name>, controller.signal);
      if (controller.signal.aborted) return;
      setHeld(result.ok ? { key, value: result.value, error: null } : { key, value: null, error: result.error });
    };
    void ask();
    return () => controller.abort();
  }, [name, question, key]);

  const reload = useCallback(() => setAttempt((count) => count + 1), []);
  const current = held.key === key;
  if (question === null) return { value: null, error: null, loading: false, reload };
  return {
    value: current || !forget ? held.value : null,
    error: current ? held.error : null,
    loading: !current,
    reload,
  };
}
