import { AddKeys } from './add-keys.tsx';
import { ManageKeys } from './manage-keys.tsx';
import { showKeysDialog, useKeys } from './store.ts';

/** The dialog about signing keys that is open. */
export function KeyDialogs() {
  const dialog = useKeys((state) => state.dialog);
  if (dialog === 'manage') return <ManageKeys onClose={() => showKeysDialog(null)} />;
  if (dialog === 'add') return <AddKeys onClose={() => showKeysDialog('manage')} />;
  return null;
}
