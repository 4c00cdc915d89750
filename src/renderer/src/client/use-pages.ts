import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallError, Result } from '../../../shared/result.ts';
import { useEpoch } from './epoch.ts';

export interface Page<Row> {
  readonly total: number;
  readonly rows: readonly Row[];
}

export interface Pages<Row, First> {
  /** Null until the first page is there; the former total while a new question loads. */
  readonly total: number | null;
  readonly rowAt: (index: number) => Row | undefined;
  /** The whole answer that brought the first page (notes, kinds, …). */
  readonly first: First | null;
  readonly error: CallError | null;
  readonly loading: boolean;
  readonly show: (from: number, to: number) => void;
  readonly reload: () => void;
}

interface Window<First> {
  readonly key: string;
  readonly first: First | null;
  readonly pages: ReadonlyMap<number, Page<unknown>>;
  readonly error: CallError | null;
}

/** Pages kept in memory; the ones farthest from the view are dropped first. */
const mostPages = 40;

/**
 * Rows of a long list as windows of pages. `ask` is called for the first page, then for the pages in view; pages that
 * left the view before they came are cancelled. `key` names the question: when it changes, everything is asked anew.
 */
export function usePages<Answer extends Page<unknown>>(
  key: string | null,
  pageSize: number,
  ask: (offset: number, limit: number, signal: AbortSignal) => Promise<Result<Answer>>,
): Pages<Answer['rows'][number], Answer> {
  type Row = Answer['rows'][number];
  const epoch = useEpoch((state) => state.epoch);
  const [attempt, setAttempt] = useState(0);
  const question = key === null ? null : `${key} ${epoch} ${attempt}`;
  const [held, setHeld] = useState<Window<Answer>>({ key: '', first: null, pages: new Map(), error: null });
  const running = useRef(new Map<number, AbortController>());
  const latestAsk = useRef(ask);
  useEffect(() => {
    latestAsk.current = ask;
  });

  const fetchPage = useCallback(
    async (page: number, forQuestion: string): Promise<void> => {
      const controller = new AbortController();
      running.current.set(page, controller);
      const result = await latestAsk.current(page * pageSize, pageSize, controller.signal);
      if (controller.signal.aborted) return;
      running.current.delete(page);
      setHeld((before) => merge(before, forQuestion, page, result));
    },
    [pageSize],
  );

  useEffect(() => {
    const calls = running.current;
    if (question !== null) void fetchPage(0, question);
    return () => cancelAll(calls);
  }, [question, fetchPage]);

  const show = useCallback(
    (from: number, to: number) => {
      if (question === null || held.key !== question) return;
      const firstPage = Math.floor(from / pageSize);
      const lastPage = Math.floor(Math.max(from, to - 1) / pageSize);
      for (const [page, controller] of running.current) {
        if (page < firstPage - 1 || page > lastPage + 1) {
          controller.abort();
          running.current.delete(page);
        }
      }
      for (let page = firstPage; page <= lastPage; page += 1) {
        if (!held.pages.has(page) && !running.current.has(page)) void fetchPage(page, question);
      }
    },
    [fetchPage, pageSize, question, held],
  );

  const rowAt = (index: number): Row | undefined => held.pages.get(Math.floor(index / pageSize))?.rows[index % pageSize];
  const reload = useCallback(() => setAttempt((count) => count + 1), []);
  const current = held.key === question;
  return {
    total: held.first?.total ?? null,
    rowAt,
    first: held.first,
    error: current ? held.error : null,
    loading: question !== null && !current,
    show,
    reload,
  };
}

function cancelAll(calls: Map<number, AbortController>): void {
  for (const controller of calls.values()) controller.abort();
  calls.clear();
}

function merge<Answer extends Page<unknown>>(before: Window<Answer>, key: string, page: number, result: Result<Answer>): Window<Answer> {
  if (before.key !== key && page !== 0) return before;
  if (!result.ok) return { ...before, key, error: result.error, ...(before.key === key ? {} : { first: null, pages: new Map() }) };
  if (before.key !== key) return { key, first: result.value, pages: new Map([[0, result.value]]), error: null };
  const pages = new Map(before.pages).set(page, result.value);
  const farthest = [...pages.keys()].sort((left, right) => Math.abs(right - page) - Math.abs(left - page));
  for (const drop of farthest.slice(0, Math.max(0, pages.size - mostPages))) pages.delete(drop);
  return { ...before, pages, error: null };
}
