import { useState } from 'react';
import type { MaintainerRow } from '../../../../shared/contract/index.ts';
import type { Picking } from '../../ui/table/table.tsx';

/** Rows picked by hand; another `key` starts without any, another order or search keeps them. Only rows that were in view can be picked, since others are not here. */
export function usePicked(key: string, rowAt: (index: number) => MaintainerRow | undefined, total: number): { readonly picked: readonly MaintainerRow[]; readonly picking: Picking<MaintainerRow> } {
  const [held, setHeld] = useState<{ readonly key: string; readonly rows: ReadonlyMap<string, MaintainerRow> }>({ key, rows: new Map() });
  const rows = held.key === key ? held.rows : new Map<string, MaintainerRow>();
  const put = (next: ReadonlyMap<string, MaintainerRow>): void => setHeld({ key, rows: next });
  const inView = (from: number, to: number): readonly MaintainerRow[] => Array.from({ length: Math.abs(to - from) + 1 }, (_, at) => rowAt(Math.min(from, to) + at)).filter((row) => row !== undefined);
  return {
    picked: [...rows.values()],
    picking: {
      isPicked: (row) => rows.has(row.maintainer),
      state: rows.size === 0 ? 'none' : rows.size >= total ? 'all' : 'some',
      toggle: (index) => {
        const row = rowAt(index);
        if (!row) return;
        const next = new Map(rows);
        if (!next.delete(row.maintainer)) next.set(row.maintainer, row);
        put(next);
      },
      range: (from, to) => put(new Map([...rows, ...inView(from, to).map((row) => [row.maintainer, row] as const)])),
      all: () => put(rows.size > 0 || total === 0 ? new Map() : new Map(inView(0, Math.min(total, 1000) - 1).map((row) => [row.maintainer, row]))),
    },
  };
}
