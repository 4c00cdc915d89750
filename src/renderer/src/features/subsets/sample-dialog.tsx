import { useState } from 'react';
import { DialogFrame } from './dialog-frame.tsx';
import { Preview } from './preview.tsx';
import { newSample, SampleFields, sampleOf } from './sample-fields.tsx';
import { saveSubset, useSubsets } from './store.ts';

/** Draws a sample from a search or a subset. */
export function SampleDialog({ mirror, of, query, onClose }: { readonly mirror: string; readonly of: string | null; readonly query: string; readonly onClose: () => void }) {
  const subsets = useSubsets((state) => state.subsets) ?? [];
  const [name, setName] = useState('');
  const [draft, setDraft] = useState(() => newSample(of, query));
  const definition = sampleOf(draft);
  return (
    <DialogFrame title="Draw a sample" verb="Save" size="large" name={name} onName={setName} ready={definition !== null} onClose={onClose} onSave={() => (definition === null ? Promise.resolve(null) : saveSubset(mirror, { name, definition }))}>
      <SampleFields subsets={subsets} draft={draft} onChange={setDraft} />
      <Preview mirror={mirror} definition={definition} />
    </DialogFrame>
  );
}
