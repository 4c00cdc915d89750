import { useState } from 'react';
import { viewLimits } from '../../../../shared/domain/index.ts';
import { useRoute } from '../../app/route.ts';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import { useLayout } from '../models/layout.ts';
import { saveView, updateView, useViews, viewNamed } from './store.ts';

/** Saves the search on screen with its columns under a name, in the place of a view that has it. */
export function SaveView({ onClose }: { readonly onClose: () => void }) {
  const query = useRoute(({ route }) => (route.view === 'models' ? route.query : ''));
  const columns = useLayout((state) => state.layout);
  const views = useViews((state) => state.views);
  const [name, setName] = useState('');
  const there = viewNamed(views, name);
  return (
    <FormDialog
      title="Save as a view"
      size="small"
      verb={there ? 'Replace' : 'Save'}
      isReady={name.trim() !== ''}
      onSubmit={() => (there ? updateView(there, query, columns) : saveView({ name, query, columns: [...columns] }))}
      onClose={onClose}
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
        onChange={setName}
      />
    </FormDialog>
  );
}
