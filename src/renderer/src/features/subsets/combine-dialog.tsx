import { useState } from 'react';
import { DialogFrame } from './dialog-frame.tsx';
import { OperationFields, type OperationDraft, operationOf } from './operation-fields.tsx';
import { Preview } from './preview.tsx';
import { saveSubset, useSubsets } from './store.ts';

/** Makes a subset of others. */
export function CombineDialog({ mirror, first, onClose }: { readonly mirror: string; readonly first: string | null; readonly onClose: () => void }) {
  const subsets = useSubsets((state) => state.subsets) ?? [];
  const [name, setName] = useState('');
  const [draft, setDraft] = useState<OperationDraft>({ operation: 'union', first: first ?? subsets[0]?.id ?? '', others: [] });
  const definition = operationOf(draft);
  return (
    <DialogFrame title="Combine subsets" verb="Save" name={name} onName={setName} ready={definition !== null} onClose={onClose} onSave={() => (definition === null ? Promise.resolve(null) : saveSubset(mirror, { name, definition }))}>
      <OperationFields subsets={subsets} draft={draft} onChange={setDraft} />
      <Preview mirror={mirror} definition={definition} />
    </DialogFrame>
  );
}
