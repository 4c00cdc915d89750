import { call } from '../../client/client.ts';
import { formatPlural } from '../../ui/quantity.ts';
import { ImportDialog } from '../exporting/import-dialog.tsx';
import { importedToast } from '../exporting/imported-toast.ts';
import { SaveDialog } from '../exporting/save-dialog.tsx';
import { CombineDialog } from './combine-dialog.tsx';
import { EditDialog } from './edit-dialog.tsx';
import { ListDialog } from './list-dialog.tsx';
import { SampleDialog } from './sample-dialog.tsx';
import { SaveSubset } from './save-subset.tsx';
import { SearchDialog } from './search-dialog.tsx';
import { loadSubsets, recordMade, showSubsetsDialog, useSubsets } from './store.ts';
import type { Subset } from '../../../../shared/contract/index.ts';

/** The dialog about subsets that is open. */
export function SubsetDialogs() {
  const { mirror, dialog } = useSubsets();
  const close = (): void => showSubsetsDialog(null);
  if (mirror === null || dialog === null) return null;
  switch (dialog.kind) {
    case 'save':
      return <SaveSubset mirror={mirror} definition={dialog.definition} onClose={close} />;
    case 'search':
      return <SearchDialog mirror={mirror} onClose={close} />;
    case 'sample':
      return <SampleDialog mirror={mirror} of={dialog.of} query={dialog.query} onClose={close} />;
    case 'combine':
      return <CombineDialog mirror={mirror} first={dialog.first} onClose={close} />;
    case 'edit':
      return <EditDialog mirror={mirror} subset={dialog.subset} onClose={close} />;
    case 'list':
      return <ListDialog mirror={mirror} onClose={close} />;
    case 'import':
      return <ImportSubsets mirror={mirror} onClose={close} />;
    case 'export':
      return <ExportSubsets mirror={mirror} subset={dialog.subset} onClose={close} />;
  }
}

function ImportSubsets({ mirror, onClose }: { readonly mirror: string; readonly onClose: () => void }) {
  return (
    <ImportDialog
      title="Import subsets"
      what="subsets"
      suggestion="subsets.json"
      onClose={onClose}
      onImport={async (path) => {
        const answer = await call('subsets.import', { mirror, path });
        if (!answer.ok) return answer;
        await loadSubsets(mirror);
        const { added, renamed, bad } = answer.value;
        const title = `Imported ${formatPlural(added.length, 'subset')}`;
        if (added.length > 0) recordMade(mirror, added, title);
        return { ok: true, value: importedToast(title, renamed.map(({ from, to }) => `${from} is named ${to}`), bad) };
      }}
    >
      <p>Definitions come in beside one’s own, and none is replaced: one whose name is taken gets a number. What they hold is found in this mirror.</p>
    </ImportDialog>
  );
}

function ExportSubsets({ mirror, subset, onClose }: { readonly mirror: string; readonly subset: Subset | null; readonly onClose: () => void }) {
  return (
    <SaveDialog
      title={subset === null ? 'Export all definitions' : `Export the definition of ${subset.name}`}
      verb="Export"
      format="json"
      suggestion="subsets.json"
      onClose={onClose}
      onSave={async (place) => {
        const answer = await call('subsets.export', { mirror, ids: subset === null ? null : [subset.id], ...place });
        return answer.ok ? { ok: true, value: { path: answer.value.path, said: `Exported ${formatPlural(answer.value.count, 'subset')}` } } : answer;
      }}
    >
      <p>{subset === null ? 'All subsets' : subset.name}, with all that {subset === null ? 'they are' : 'it is'} made of, as JSON: definitions, notes and tags. The packages themselves are written under Export.</p>
    </SaveDialog>
  );
}
