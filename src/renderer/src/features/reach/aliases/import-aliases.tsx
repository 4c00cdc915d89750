import type { CallAnswer } from '../../../../../shared/contract/index.ts';
import { formatPlural } from '../../../ui/quantity.ts';
import type { Toast } from '../../../ui/toast.tsx';
import { ImportDialog } from '../../exporting/import-dialog.tsx';
import { importAliases } from './store.ts';

/** Takes in a mailmap. */
export function ImportAliases({ onClose }: { readonly onClose: () => void }) {
  return (
    <ImportDialog
      title="Import a mailmap"
      what="aliases"
      suggestion=".mailmap"
      onImport={async (path) => {
        const answer = await importAliases(path);
        return answer.ok ? { ok: true, value: outcomeOf(answer.value) } : answer;
      }}
      onClose={onClose}
    >
      <p>
        Lines as git reads them: <code>Proper Name &lt;proper@email&gt; Commit Name &lt;commit@email&gt;</code>. They go before aliases that are here for the same commits, and hold in every mirror.
      </p>
    </ImportDialog>
  );
}

/** What could not be read stays on screen until it is closed. */
function outcomeOf({ added, removed, same, bad, badTotal }: CallAnswer<'aliases.import'>): Toast {
  const parts = [
    removed.length > 0 && `${formatPlural(removed.length, 'alias', 'aliases')} replaced`,
    same > 0 && `${same} here already`,
    badTotal > 0 && `${formatPlural(badTotal, 'line')} left out: ${bad.slice(0, 3).map(({ line, reason }) => `line ${line}: ${reason}`).join(' ')}`,
  ].filter((part) => part !== false);
  return { tone: badTotal > 0 ? 'danger' : 'good', title: `Imported ${formatPlural(added.length, 'alias', 'aliases')}`, text: parts.length === 0 ? undefined : parts.join(' · ') };
}
