import { useCall } from '../../client/use-call.ts';
import { Histogram } from '../../ui/histogram.tsx';
import { Stat, StatStrip } from '../../ui/marks.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatCount, formatPlural, formatShare } from '../../ui/quantity.ts';
import { RankPlot } from '../../ui/rank-plot.tsx';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { CoverPanel } from './charts/cover-panel.tsx';
import { PackagesPanel } from './charts/packages-panel.tsx';
import { binName, binsOf } from './charts/reach-bins.ts';
import { TimesPanel } from './charts/times-panel.tsx';
import type { ReachScope } from './ranking.tsx';
import { brushRanks, useRanks, useReach } from './store.ts';
import { capitalised, reachWords } from './words.ts';
import styles from './reach.module.css';

/** The distribution as a whole, while no one maintainer is chosen. */
export function CurvePanel({ scope }: { readonly scope: ReachScope }) {
  const accounts = useReach((state) => state.accounts);
  const ranks = useRanks(scope);
  const asked = { ...scope, accounts };
  const { value: curve, error, loading, reload } = useCall('reach.curve', asked);
  const { who, whos, what, whats } = reachWords[scope.kind];
  if (error) return <ErrorNotice error={error} onRetry={reload} />;
  if (!curve) return loading ? <div className={styles.waiting}><Skeleton lines={8} label="Loading the distribution" /></div> : null;
  return (
    <div className={styles.curve}>
      <StatStrip>
        <Stat label={capitalised(whos)} value={formatCount(curve.maintainers)} note={`reach ${formatCount(curve.reached)} of ${formatPlural(curve.reachable, what, whats)}`} />
        <Stat label="Mean reach" value={decimal(curve.mean)} note={`median ${decimal(curve.median)}, highest ${formatCount(curve.highest)}${curve.gini === null ? '' : `; Gini ${curve.gini.toFixed(2)}`}`} />
        <Stat label={`With exactly one ${what}`} value={formatShare(curve.exactlyOne, curve.maintainers)} note={`${formatCount(curve.exactlyOne)}${curve.none > 0 ? `; ${formatCount(curve.none)} reach none` : ''}`} />
        <Stat
          label={`Together reach half of all ${whats}`}
          value={curve.reachingHalf === null ? '—' : formatCount(curve.reachingHalf)}
          note={curve.reachingHalf === null ? 'not even all of them' : formatShare(curve.reachingHalf, curve.maintainers)}
        />
      </StatStrip>
      <Panel
        title={`${capitalised(whats)} by rank of ${who}`}
        note={scope.kind === 'direct' ? 'As SCORED’22, Fig. 5: rank linear, reach as log10' : 'Rank linear, reach as log10'}
      >
        {curve.highest > 0 && (
          <RankPlot
            steps={curve.steps}
            label={`Rank plot: ${whats} over ${whos} by falling reach`}
            xLabel={`${capitalised(whos)} by falling reach${curve.none > 0 ? '; those who reach none are left out' : ''}`}
            yLabel={capitalised(whats)}
            span={ranks}
            onSpan={(span) => brushRanks(scope, span)}
          />
        )}
        {curve.highest > 0 && <p className={styles.muted}>A drag over the plot shows these ranks in the list, a click all of them again. Gini coefficient: 0 where all reach alike, near 1 where one reaches all.</p>}
        {curve.highest === 0 && <p className={styles.muted}>{curve.maintainers === 0 ? 'There is nothing to plot in this scope.' : `Nobody in this scope reaches ${what === 'package' ? 'a package' : 'a repository'}.`}</p>}
      </Panel>
      {curve.highest > 0 && (
        <>
          <CoverPanel curve={curve} kind={scope.kind} />
          <Panel title={`${capitalised(whos)} by reach`} note={`How many have a reach of 1, 2, 3 to 4 ${whats}, doubling`}>
            <Histogram label={`${capitalised(whos)} by reach`} bins={binsOf(curve.steps)} format={formatCount} describe={(bin) => `Reach ${binName(bin)}`} height={120} />
          </Panel>
          <TimesPanel scope={asked} />
        </>
      )}
      {scope.kind === 'transitive' && <PackagesPanel scope={scope} />}
      <p className={styles.muted}>
        {curve.automated.maintainers === 0
          ? 'No bots or platform accounts in this scope.'
          : `${formatPlural(curve.automated.maintainers, 'bot or platform account', 'bots and platform accounts')} together reach ${formatPlural(curve.automated.reached, what, whats)}; ${accounts === 'people' ? 'they are left out above' : 'they are counted above'}.`}{' '}
        {curve.automated.rule} A click on a row shows the {whats} of that {who} and who else works on them.
      </p>
    </div>
  );
}

function decimal(value: number | null): string {
  return value === null ? '—' : value.toLocaleString('en', { maximumFractionDigits: 2 });
}
