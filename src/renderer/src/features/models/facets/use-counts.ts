import { useEffect, useState } from 'react';
import type { CallAnswer, CallInput } from '../../../../../shared/contract/index.ts';
import type { CallError } from '../../../../../shared/result.ts';
import { call } from '../../../client/client.ts';
import { useEpoch } from '../../../client/epoch.ts';
import { makeTurns } from './count-turns.ts';

type CountName = 'packages.facets' | 'packages.histogram';

/** What takes longer is shown as a lower bound first. Milliseconds; a person does not notice so short a wait. */
const soonMs = 100;

/** One of the engine's threads stays free for rows; of two cores, one for drawing. */
const inTurn = makeTurns(navigator.hardwareConcurrency > 2 ? 2 : 1);

export interface Counted<Value> {
  /** The counts; those of the question before, or lower bounds of this one, while it is `loading`. */
  readonly value: Value | null;
  readonly error: CallError | null;
  readonly loading: boolean;
}

interface Held<Value> {
  readonly key: string;
  readonly value: Value | null;
  readonly error: CallError | null;
  readonly exact: boolean;
}

/**
 * Counts what `args` ask for once `ready`, which is when the rows of the same search are there; null counts nothing.
 * A question that is no longer asked is cancelled; the counts before it stay in sight until there are better ones.
 */
export function useCounts<Name extends CountName>(name: Name, args: Omit<CallInput<Name>, 'withinMs'> | null, ready: boolean): Counted<CallAnswer<Name>> {
  const epoch = useEpoch((state) => state.epoch);
  const [held, setHeld] = useState<Held<CallAnswer<Name>>>({ key: '', value: null, error: null, exact: false });
  const question = args === null ? null : JSON.stringify(args);
  const key = question === null ? null : `${question} ${epoch}`;
  const isDone = key === null || (held.key === key && (held.exact || held.error !== null));
  const begun = useOnceReady(key, ready);

  useEffect(() => {
    if (question === null || key === null || isDone || !begun) return;
    const controller = new AbortController();
    const ask = async (withinMs: number | undefined): Promise<boolean> => {
      const input = { ...(JSON.parse(question) as CallInput<Name>), ...(withinMs === undefined ? {} : { withinMs }) };
      const result = await call(name, input, controller.signal);
      if (controller.signal.aborted) return true;
      if (!result.ok) setHeld({ key, value: null, error: result.error, exact: false });
      else if (isExact(result.value) || !isEmpty(result.value)) setHeld({ key, value: result.value, error: null, exact: isExact(result.value) });
      return !result.ok || isExact(result.value);
    };
    const count = (): Promise<void> =>
      inTurn(controller.signal, async () => {
        if (!(await ask(soonMs))) await ask(undefined);
      });
    // The rows are drawn first: a frame's callbacks run before it is, a task of theirs after.
    const frame = requestAnimationFrame(() => setTimeout(() => controller.signal.aborted || void count()));
    return () => {
      cancelAnimationFrame(frame);
      controller.abort();
    };
    // An answer that is not the last one must not stop the next from coming: `isDone` changes with the last one only.
  }, [name, question, key, isDone, begun]);

  return { value: held.value, error: held.key === key ? held.error : null, loading: !isDone };
}

/** Whether it has been so far since this question was asked: rows that are fetched later do not hold the counts up again. */
function useOnceReady(key: string | null, ready: boolean): boolean {
  const [readyFor, setReadyFor] = useState<string | null>(null);
  if (ready && key !== null && readyFor !== key) setReadyFor(key);
  return key !== null && readyFor === key;
}

function isExact(answer: CallAnswer<CountName>): boolean {
  return 'facets' in answer ? answer.facets.every(({ exact }) => exact) : true;
}

/** A lower bound that says nothing yet. */
function isEmpty(answer: CallAnswer<CountName>): boolean {
  return 'facets' in answer ? answer.facets.every(({ values }) => values.every(({ count }) => count === 0)) : false;
}
