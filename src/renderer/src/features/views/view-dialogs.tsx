import { call } from '../../client/client.ts';
import { formatPlural } from '../../ui/quantity.ts';
import { SaveDialog } from '../exporting/save-dialog.tsx';
import { ImportViews } from './import-views.tsx';
import { ManageViews } from './manage-views.tsx';
import { SaveView } from './save-view.tsx';
import { showViewsDialog, useViews } from './store.ts';
import type { SavedView } from '../../../../shared/contract/index.ts';

/** The dialog about saved views that is open. */
export function ViewDialogs() {
  const dialog = useViews((state) => state.dialog);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case 'save':
      return <SaveView onClose={() => showViewsDialog(null)} />;
    case 'manage':
      return <ManageViews onClose={() => showViewsDialog(null)} />;
    case 'import':
      return <ImportViews onClose={() => showViewsDialog({ kind: 'manage' })} />;
    case 'export':
      return <ExportViews view={dialog.view} onClose={() => showViewsDialog({ kind: 'manage' })} />;
  }
}

/** Writes one view, or all of them, to a file that others can import. */
function ExportViews({ view, onClose }: { readonly view: SavedView | null; readonly onClose: () => void }) {
  const count = useViews((state) => state.views.length);
  return (
    <SaveDialog
      title={view === null ? 'Export all views' : `Export ${view.name}`}
      verb="Export"
      format="json"
      suggestion="views.json"
      onClose={onClose}
      onSave={async (place) => {
        const answer = await call('views.export', { ids: view === null ? null : [view.id], ...place });
        return answer.ok ? { ok: true, value: { path: answer.value.path, said: `Exported ${formatPlural(answer.value.count, 'view')}` } } : answer;
      }}
    >
      <p>
        {view === null ? `All ${formatPlural(count, 'view')}` : `The view ${view.name}`}, with search, order and columns, as JSON. Nothing of a mirror is in it, so that it fits everybody’s.
      </p>
    </SaveDialog>
  );
}
