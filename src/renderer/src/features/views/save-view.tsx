import { useId, useState } from 'react';
import { viewLimits } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { useRoute } from '../../app/route.ts';
import { Button } from '../../ui/button.tsx';
import form from '../../ui/dialog-form.module.css';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice } from '../../ui/states.tsx';
import { useLayout } from '../models/layout.ts';
import { saveView, updateView, useViews, viewNamed } from './store.ts';

/** Saves the search on screen with its columns under a name, in the place of a view that has it. */
export function SaveView({ onClose }: { readonly onClose: () => void }) {
  const id = useId();
  const query = useRoute(({ route }) => (route.view === 'models' ? route.query : ''));
  const columns = useLayout((state) => state.layout);
  const views = useViews((state) => state.views);
  const [name, setName] = useState('');
  const [error, setError] = useState<CallError | null>(null);
  const [busy, setBusy] = useState(false);
  const there = viewNamed(views, name);

  const save = async (): Promise<void> => {
    setBusy(true);
    const failure = there ? await updateView(there, query, columns) : await saveView({ name, query, columns: [...columns] });
    setBusy(false);
    if (failure) setError(failure);
    else onClose();
  };
  return (
    <Dialog
      title="Save as a view"
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={id} disabled={name.trim() === '' || busy}>
            {there ? 'Replace' : 'Save'}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '' && !busy) void save();
        }}
      >
        <p>
          {query.trim() === '' ? 'All packages' : <>The search <code>{query}</code></>}, with {formatPlural(columns.length, 'column')} as they are now. The view fits every mirror.
        </p>
        <TextField
          label="Name"
          value={name}
          data-first-focus
          maxLength={viewLimits.name}
          hint={there && `There is a view named ${there.name}. Its search and columns are replaced.`}
          onChange={(value) => {
            setName(value);
            setError(null);
          }}
        />
        {error && <ErrorNotice error={error} />}
      </form>
    </Dialog>
  );
}
