import { useState } from 'react';
import { formatPlural } from '../../ui/quantity.ts';
import { Preview } from './preview.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { type NewDefinition, saveSubset } from './store.ts';

/** Keeps a search, or packages chosen by hand, under a name. */
export function SaveSubset({ mirror, definition, onClose }: { readonly mirror: string; readonly definition: NewDefinition; readonly onClose: () => void }) {
  const [name, setName] = useState('');
  return (
    <DialogFrame title="Save as a subset" verb="Save" size="small" name={name} onName={setName} onClose={onClose} onSave={() => saveSubset(mirror, { name, definition })}>
      {definition.kind === 'query' && (
        <p>
          {definition.query.trim() === '' ? 'All packages' : <>The search <code>{definition.query}</code></>}. It stays live: when the index changes, so does what it holds.
        </p>
      )}
      {definition.kind === 'list' && <p>{formatPlural(definition.packages.length, 'package')}, named one by one.</p>}
      {definition.kind === 'query' && <Preview mirror={mirror} definition={definition} />}
    </DialogFrame>
  );
}
