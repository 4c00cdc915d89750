import { useState } from 'react';
import { useCall } from '../../client/use-call.ts';
import { formatCount } from '../../ui/quantity.ts';
import { RankPlot } from '../../ui/rank-plot.tsx';
import type { ReachScope } from './ranking.tsx';
import { brushRanks, useRanks, useReach } from './store.ts';
import { capitalised, reachWords } from './words.ts';
import styles from './reach.module.css';

/** The rank plot below the ranking while a picture stands in the place of the figures, with whoever is chosen marked on it. */
export function RankingPlot({ scope, chosen }: { readonly scope: ReachScope; readonly chosen: string | null }) {
  const accounts = useReach((state) => state.accounts);
  const ranks = useRanks(scope);
  const [isOpen, setOpen] = useState(true);
  const curve = useCall('reach.curve', isOpen ? { ...scope, accounts } : null).value;
  const rank = useCall('reach.list', isOpen && chosen !== null ? { ...scope, accounts, locate: chosen, limit: 1 } : null, true).value?.located ?? null;
  const { whos, whats } = reachWords[scope.kind];
  return (
    <details className={styles.plot} open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Rank plot{rank !== null && `: rank ${formatCount(rank + 1)} is marked`}</summary>
      {curve && curve.highest > 0 && (
        <RankPlot
          steps={curve.steps}
          label={`Rank plot: ${whats} over ${whos} by falling reach`}
          xLabel={`${capitalised(whos)} by falling reach`}
          yLabel={capitalised(whats)}
          marked={rank === null ? null : rank + 1}
          span={ranks}
          onSpan={(span) => brushRanks(scope, span)}
          width={440}
          height={170}
        />
      )}
      {curve?.highest === 0 && <p className={styles.muted}>Nobody reaches anything in this scope.</p>}
    </details>
  );
}
