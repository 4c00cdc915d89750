import { call } from '../../../client/client.ts';
import { formatPlural } from '../../../ui/quantity.ts';
import { SaveDialog } from '../../exporting/save-dialog.tsx';
import { ImportAliases } from './import-aliases.tsx';
import { ManageAliases } from './manage-aliases.tsx';
import { MergePeople } from './merge-people.tsx';
import { showAliases, useAliases } from './store.ts';

/** The dialog about aliases that is open. */
export function AliasDialogs() {
  const shown = useAliases((state) => state.shown);
  if (shown === null) return null;
  const manage = (): void => showAliases({ dialog: 'manage', scope: shown.scope });
  switch (shown.dialog) {
    case 'manage':
      return <ManageAliases scope={shown.scope} onClose={() => showAliases(null)} />;
    case 'merge':
      return <MergePeople scope={shown.scope} members={shown.members} onClose={shown.back ? manage : () => showAliases(null)} />;
    case 'import':
      return <ImportAliases onClose={manage} />;
    case 'export':
      return (
        <SaveDialog
          title="Export aliases"
          verb="Export"
          format="mailmap"
          suggestion=".mailmap"
          onClose={manage}
          onSave={async (place) => {
            const answer = await call('aliases.export', place);
            if (!answer.ok) return answer;
            const { path, count, leftOut } = answer.value;
            const said = `Exported ${formatPlural(count, 'alias', 'aliases')}${leftOut === 0 ? '' : `; ${leftOut} left out, which a mailmap cannot say`}`;
            return { ok: true, value: { path, said } };
          }}
        >
          <p>All aliases as a mailmap, which git and this program read. Aliases belong to no mirror.</p>
        </SaveDialog>
      );
  }
}
