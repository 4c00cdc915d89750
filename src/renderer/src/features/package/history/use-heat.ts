import { useCallback, useEffect, useRef, useState } from 'react';
import { addHeat, type HeatFile } from '../../../../../shared/history/heat.ts';
import type { PackageKey } from '../../../../../shared/domain/index.ts';
import type { CallError } from '../../../../../shared/result.ts';
import { call } from '../../../client/client.ts';

export interface Heat {
  readonly state: 'asked-not' | 'counting' | 'stopped' | 'done' | 'failed';
  readonly files: ReadonlyMap<string, HeatFile>;
  /** Commits that were looked at, of so many. */
  readonly commits: number;
  readonly total: number;
  readonly merges: number;
  /** Commits of which not every change could be counted. */
  readonly incomplete: number;
  readonly error: CallError | null;
}

const nothing: Heat = { state: 'asked-not', files: new Map(), commits: 0, total: 0, merges: 0, incomplete: 0, error: null };

/** Counts how often files changed, stretch after stretch; what was counted stays when it is stopped. */
export function useHeat(mirror: string, { hub, name, ordinal }: PackageKey): { readonly heat: Heat; readonly start: () => void; readonly stop: () => void } {
  const [heat, setHeat] = useState<Heat>(nothing);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = useCallback((): void => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const count = async (): Promise<void> => {
      const counted = new Map<string, HeatFile>();
      let sum: Heat = { ...nothing, files: counted, state: 'counting' };
      setHeat(sum);
      while (sum.state === 'counting') {
        const answer = await call('packages.heat', { mirror, package: { hub, name, ordinal }, offset: sum.commits }, controller.signal);
        if (controller.signal.aborted) return;
        if (!answer.ok) {
          sum = { ...sum, state: 'failed', error: answer.error };
        } else {
          const { commits, merges, incomplete, total, isLast, files } = answer.value;
          addHeat(counted, files);
          sum = { ...sum, state: isLast || commits === 0 ? 'done' : 'counting', commits: sum.commits + commits, merges: sum.merges + merges, incomplete: sum.incomplete + incomplete, total };
        }
        setHeat(sum);
      }
    };
    void count();
  }, [mirror, hub, name, ordinal]);
  const stop = useCallback((): void => {
    running.current?.abort();
    setHeat((before) => ({ ...before, state: 'stopped' }));
  }, []);
  return { heat, start, stop };
}
