import type { PackageKey } from '../../../../../shared/domain/index.ts';
import { packageAddress } from '../../../app/route.ts';
import { useCall } from '../../../client/use-call.ts';
import { Stat, StatStrip } from '../../../ui/marks.tsx';
import { formatCount, formatPlural, formatShare } from '../../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../../ui/states.tsx';
import { sharedText } from '../clone-text.ts';
import { Activity } from './activity.tsx';
import { localDay } from './commit-date.ts';
import { HeatPanel } from './heat-panel.tsx';
import page from '../../../ui/tab-page.module.css';
import tab from './history.module.css';
import styles from './summary.module.css';
import type { HistoryPart } from './history-tab.tsx';
import { NoClone } from './no-clone.tsx';
import { PartSegments } from './part-segments.tsx';
import { PeoplePanel } from './people-panel.tsx';

interface SummaryViewProps {
  readonly mirror: string;
  readonly package: PackageKey;
  readonly onPart: (part: HistoryPart) => void;
}

/** What the commits sum up to. */
export function SummaryView({ mirror, package: key, onPart }: SummaryViewProps) {
  const { value: summary, error, reload } = useCall('packages.historySummary', { mirror, package: key }, true);
  if (error) return <div className={page.notice}><ErrorNotice error={error} onRetry={reload} /></div>;
  if (!summary) return <div className={page.notice}><Skeleton lines={8} label="Loading the sums" /></div>;
  if (summary.clone.commits === 0) return <NoClone clone={summary.clone} />;
  const { clone, authors, busFactor, first, last, months } = summary;
  const shared = sharedText(clone);
  const ofTop = summary.people.slice(0, busFactor ?? 0).reduce((sum, { commits }) => sum + commits, 0);
  return (
    <div className={page.fill}>
      <div className={tab.toolbar}>
        <PartSegments part="summary" onPart={onPart} />
        <output className={styles.faint}>Commits that HEAD reaches{clone.branch === null ? '' : ` (${clone.branch})`}, as indexed{shared === null ? '' : `. ${shared}`}</output>
      </div>
      <section className={styles.summary} aria-label="Summary of the history">
        <StatStrip>
          <Stat label="Commits" value={formatCount(clone.commits)} note={`${formatCount(clone.signedCommits)} with a signature (${formatShare(clone.signedCommits, clone.commits)})`} />
          <Stat label="Authors" value={formatCount(authors)} note="by e-mail address" />
          <Stat label="Bus factor" value={busFactor === null ? '—' : formatCount(busFactor)} note={`the fewest authors who together wrote more than half: ${formatPlural(ofTop, 'commit')}`} />
          {first && <Stat label="First commit" value={localDay(first.authored)} note={first.sha.slice(0, 10)} href={packageAddress(key, 'history', first.sha)} />}
          {last && <Stat label="Last commit" value={localDay(last.authored)} note={last.sha.slice(0, 10)} href={packageAddress(key, 'history', last.sha)} />}
        </StatStrip>
        <div className={styles.panels}>
          <Activity months={months} />
          <PeoplePanel summary={summary} />
          <HeatPanel mirror={mirror} package={key} />
        </div>
      </section>
    </div>
  );
}
