import { useState } from 'react';
import type { PackageKey } from '../../../../../shared/domain/index.ts';
import { CommitList } from './commit-list.tsx';
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
  return part === 'commits' ? <CommitList mirror={mirror} package={key} commit={commit} onPart={setPart} /> : <SummaryView mirror={mirror} package={key} onPart={setPart} />;
}
