import type { HistorySummary } from '../../../../../shared/contract/index.ts';
import type { PackageKey } from '../../../../../shared/domain/index.ts';
import { packageAddress } from '../../../app/route.ts';
import { Stat, StatStrip } from '../../../ui/marks.tsx';
import { formatCount, formatPlural, formatShare } from '../../../ui/quantity.ts';
import { sharedText } from '../clone-text.ts';
import { Activity } from './activity.tsx';
import { localDay } from './commit-date.ts';
import { HeatPanel } from './heat-panel.tsx';
import styles from './history.module.css';
import type { HistoryPart } from './history-tab.tsx';
import { PartSegments } from './part-segments.tsx';
import { PeoplePanel } from './people-panel.tsx';

interface SummaryViewProps {
  readonly mirror: string;
  readonly package: PackageKey;
  readonly summary: HistorySummary;
  readonly onPart: (part: HistoryPart) => void;
}

/** What the commits sum up to. */
export function SummaryView({ mirror, package: key, summary, onPart }: SummaryViewProps) {
  const { clone, authors, busFactor, first, last, months } = summary;
  const shared = sharedText(clone);
  const [topAuthors] = [summary.people.slice(0, busFactor ?? 0).reduce((sum, { commits }) => sum + commits, 0)];
  return (
    <div className={styles.fill}>
      <div className={styles.toolbar}>
        <PartSegments part="summary" onPart={onPart} />
        <output className={styles.faint}>Commits that HEAD reaches{clone.branch === null ? '' : ` (${clone.branch})`}, as indexed{shared === null ? '' : `. ${shared}`}</output>
      </div>
      <section className={styles.summary} aria-label="Summary of the history">
        <StatStrip>
          <Stat label="Commits" value={formatCount(clone.commits)} note={`${formatCount(clone.signedCommits)} with a signature (${formatShare(clone.signedCommits, clone.commits)})`} />
          <Stat label="Authors" value={formatCount(authors)} note="by e-mail address" />
          <Stat label="Bus factor" value={busFactor === null ? '—' : formatCount(busFactor)} note={`the fewest authors who together wrote more than half: ${formatPlural(topAuthors, 'commit')}`} />
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
