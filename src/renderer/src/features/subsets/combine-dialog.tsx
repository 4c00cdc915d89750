import { useState } from 'react';
import { type SetOperation, setOperations, subsetLimits } from '../../../../shared/domain/index.ts';
import { Checkbox, Select } from '../../ui/field.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { Preview } from './preview.tsx';
import { type NewDefinition, saveSubset, useSubsets } from './store.ts';
import styles from './subsets.module.css';

const titles: Readonly<Record<SetOperation, string>> = { union: 'Union: what any of them holds', intersection: 'Intersection: what all of them hold', difference: 'Difference: what one holds and the others do not' };

/** Makes a subset of others. */
export function CombineDialog({ mirror, first: given, onClose }: { readonly mirror: string; readonly first: string | null; readonly onClose: () => void }) {
  const subsets = useSubsets((state) => state.subsets) ?? [];
  const [name, setName] = useState('');
  const [operation, setOperation] = useState<SetOperation>('union');
  const [first, setFirst] = useState(given ?? subsets[0]?.id ?? '');
  const [others, setOthers] = useState<readonly string[]>([]);
  const of = [first, ...others.filter((id) => id !== first)].slice(0, subsetLimits.operands);
  const definition: NewDefinition | null = first === '' || of.length < 2 ? null : { kind: 'operation', operation, of };
  return (
    <DialogFrame title="Combine subsets" verb="Save" name={name} onName={setName} ready={definition !== null} onClose={onClose} onSave={() => (definition === null ? Promise.resolve(null) : saveSubset(mirror, { name, definition }))}>
      <div className={styles.choice}>
        <span>How</span>
        <Select label="How they are combined" value={operation} options={setOperations.map((value) => ({ value, label: titles[value] }))} onChange={(value) => setOperation(value as SetOperation)} />
      </div>
      <div className={styles.choice}>
        <span>{operation === 'difference' ? 'What this holds' : 'This'}</span>
        <Select label="First subset" value={first} options={subsets.map(({ id, name: label }) => ({ value: id, label }))} onChange={setFirst} />
      </div>
      <fieldset className={styles.operands}>
        <legend>{operation === 'difference' ? 'and these do not' : operation === 'union' ? 'or these' : 'and these'}</legend>
        {subsets.filter(({ id }) => id !== first).map(({ id, name: label }) => (
          <Checkbox key={id} checked={others.includes(id)} onChange={(checked) => setOthers(checked ? [...others, id] : others.filter((other) => other !== id))}>
            {label}
          </Checkbox>
        ))}
        {subsets.length < 2 && <p>There are fewer than two subsets.</p>}
      </fieldset>
      <Preview mirror={mirror} definition={definition} />
    </DialogFrame>
  );
}
