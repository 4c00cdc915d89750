import type { CallAnswer } from '../../../../shared/contract/index.ts';
import { call } from '../../client/client.ts';
import { formatPlural } from '../../ui/quantity.ts';
import type { Toast } from '../../ui/toast.tsx';
import { ImportDialog } from '../exporting/import-dialog.tsx';
import { importedToast } from '../exporting/imported-toast.ts';
import { loadViews } from './store.ts';
import { recordImported } from './undo-steps.ts';

/** Takes in a file of views. */
export function ImportViews({ onClose }: { readonly onClose: () => void }) {
  return (
    <ImportDialog
      title="Import views"
      what="views"
      suggestion="views.json"
      onClose={onClose}
      onImport={async (path) => {
        const answer = await call('views.import', { path });
        if (!answer.ok) return answer;
        await loadViews();
        const { added } = answer.value;
        if (added.length > 0) recordImported(added, `Imported ${formatPlural(added.length, 'view')}`);
        return { ok: true, value: outcomeOf(answer.value) };
      }}
    >
      <p>The views of the file come behind one’s own, and none is replaced: one whose name is taken gets a number. A view that is here already is left out.</p>
    </ImportDialog>
  );
}

function outcomeOf({ added, renamed, same, bad }: CallAnswer<'views.import'>): Toast {
  const parts = [renamed.length > 0 && renamed.map(({ from, to }) => `${from} is named ${to}`).join(', '), same > 0 && `${formatPlural(same, 'view')} here already`];
  return importedToast(`Imported ${formatPlural(added.length, 'view')}`, parts, bad);
}
