import { useMemo, useState } from 'react';
import { DialogFrame } from './dialog-frame.tsx';
import { Preview } from './preview.tsx';
import { QueryField } from './query-field.tsx';
import { type NewDefinition, saveSubset } from './store.ts';

/** Makes a subset of a search that is typed here. */
export function SearchDialog({ mirror, onClose }: { readonly mirror: string; readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [query, setQuery] = useState('');
  const definition = useMemo<NewDefinition>(() => ({ kind: 'query', query }), [query]);
  return (
    <DialogFrame title="Make a subset of a search" verb="Save" name={name} onName={setName} onClose={onClose} onSave={() => saveSubset(mirror, { name, definition })}>
      <QueryField query={query} hint="As in Models, such as task:fill-mask license:mit. It stays live: when the index changes, so does what it holds." onChange={setQuery} />
      <Preview mirror={mirror} definition={definition} />
    </DialogFrame>
  );
}
