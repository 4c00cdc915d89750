import { GitCommitHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { PackageKey } from '../../../../../shared/domain/index.ts';
import { useCall } from '../../../client/use-call.ts';
import { Empty, ErrorNotice, Skeleton } from '../../../ui/states.tsx';
import { noHistoryTitle } from '../clone-text.ts';
import { CommitList } from './commit-list.tsx';
import styles from './history.module.css';
import { SummaryView } from './summary-view.tsx';

export type HistoryPart = 'commits' | 'summary';

interface HistoryTabProps {
  readonly mirror: string;
  readonly package: PackageKey;
  /** The commit that the address names. */
  readonly commit: string | null;
}

/** The commits of a package's clone, and what they sum up to. */
export function HistoryTab({ mirror, package: key, commit }: HistoryTabProps) {
  const [part, setPart] = useState<HistoryPart>('commits');
  const [lastCommit, setLastCommit] = useState(commit);
  if (lastCommit !== commit) {
    // A link to a commit, the first one of the summary say, leads to the list.
    setLastCommit(commit);
    if (commit !== null) setPart('commits');
  }
  const { value: summary, error, reload } = useCall('packages.historySummary', { mirror, package: key }, true);
  if (error) return <div className={styles.notice}><ErrorNotice error={error} onRetry={reload} /></div>;
  if (!summary) return <div className={styles.notice}><Skeleton lines={8} label="Loading the history" /></div>;
  if (summary.clone.commits === 0) {
    return (
      <Empty icon={GitCommitHorizontal} title={noHistoryTitle(summary.clone)}>
        {summary.clone.reason ?? 'History comes from the commits of a clone; the hub’s metadata has none.'}
      </Empty>
    );
  }
  return part === 'commits' ? (
    <CommitList mirror={mirror} package={key} summary={summary} commit={commit} onPart={setPart} />
  ) : (
    <SummaryView mirror={mirror} package={key} summary={summary} onPart={setPart} />
  );
}
