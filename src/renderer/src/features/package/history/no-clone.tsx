import { GitCommitHorizontal } from 'lucide-react';
import type { HistorySummary } from '../../../../../shared/contract/index.ts';
import { Empty } from '../../../ui/states.tsx';
import { noHistoryTitle } from '../clone-text.ts';

/** Why a package has no history here. */
export function NoClone({ clone }: { readonly clone: HistorySummary['clone'] }) {
  return (
    <Empty icon={GitCommitHorizontal} title={noHistoryTitle(clone)}>
      {clone.reason ?? 'History comes from the commits of a clone; the hub’s metadata has none.'}
    </Empty>
  );
}
