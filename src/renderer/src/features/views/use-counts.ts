import { useEffect, useState } from 'react';
import type { SavedView } from '../../../../shared/contract/index.ts';
import { call } from '../../client/client.ts';
import { useEpoch } from '../../client/epoch.ts';

/** A number of packages, or why there is none. */
export type Count = { readonly kind: 'total'; readonly total: number } | { readonly kind: 'failed'; readonly message: string };

/**
 * How many packages each view has in the mirror, as they are counted: one after the other, so that searches find a free reader.
 * What was not counted yet when the caller goes is cancelled.
 */
export function useCounts(mirror: string | null, views: readonly SavedView[]): ReadonlyMap<string, Count> {
  const epoch = useEpoch((state) => state.epoch);
  const [held, setHeld] = useState<{ readonly key: string; readonly counts: ReadonlyMap<string, Count> }>({ key: '', counts: new Map() });
  const questions = JSON.stringify([mirror, views.map(({ id, query }) => [id, query])]);
  const key = `${questions} ${epoch}`;

  useEffect(() => {
    const [asked, list] = JSON.parse(questions) as [string | null, [string, string][]];
    const controller = new AbortController();
    const countAll = async (): Promise<void> => {
      const counts = new Map<string, Count>();
      for (const [id, query] of asked === null ? [] : list) {
        const answer = await call('packages.count', { mirror: asked ?? '', query }, controller.signal);
        if (controller.signal.aborted) return;
        counts.set(id, answer.ok ? { kind: 'total', total: answer.value.total } : { kind: 'failed', message: answer.error.message });
        setHeld({ key, counts: new Map(counts) });
      }
    };
    void countAll();
    return () => controller.abort();
  }, [questions, key]);

  return held.key === key ? held.counts : new Map();
}
