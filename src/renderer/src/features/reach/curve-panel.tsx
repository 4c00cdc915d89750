import { useCall } from '../../client/use-call.ts';
import { Stat, StatStrip } from '../../ui/marks.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatCount, formatPlural, formatShare } from '../../ui/quantity.ts';
import { RankPlot } from '../../ui/rank-plot.tsx';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import type { ReachScope } from './ranking.tsx';
import { capitalised, reachWords } from './words.ts';
import styles from './reach.module.css';

/** The distribution as a whole, while no one maintainer is chosen. */
export function CurvePanel({ scope }: { readonly scope: ReachScope }) {
  const { value: curve, error, loading, reload } = useCall('reach.curve', scope);
  const direct = scope.kind === 'direct';
  const { who, whos, what, whats } = reachWords[scope.kind];
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!curve) return loading ? <div className={styles.waiting}><Skeleton lines={8} label="Loading the distribution" /></div> : null;
  return (
    <div className={styles.curve}>
      <StatStrip>
        <Stat label={capitalised(whos)} value={formatCount(curve.maintainers)} note={`reach ${formatPlural(curve.reachable, what, whats)}`} />
        <Stat label={`With exactly one ${what}`} value={formatShare(curve.exactlyOne, curve.maintainers)} note={formatCount(curve.exactlyOne)} />
        <Stat label={`Together reach half of all ${whats}`} value={curve.reachingHalf === null ? '—' : formatCount(curve.reachingHalf)} note={curve.reachingHalf === null ? 'All of them do not' : formatShare(curve.reachingHalf, curve.maintainers)} />
      </StatStrip>
      <Panel title={`${capitalised(whats)} by rank of ${who}`} note={direct ? 'As SCORED’22, Fig. 5: rank linear, reach as log10' : 'Rank linear, reach as log10'}>
        {curve.steps.length > 0 && (
          <RankPlot steps={curve.steps} label={`Rank plot: ${whats} over ${whos} by falling reach`} xLabel={`${capitalised(whos)} by falling reach`} yLabel={capitalised(whats)} />
        )}
        {curve.steps.length === 0 && <p className={styles.muted}>There is nothing to plot in this scope.</p>}
      </Panel>
      <p className={styles.muted}>A click on a row shows the {whats} of that {who} and who else works on them.</p>
    </div>
  );
}
