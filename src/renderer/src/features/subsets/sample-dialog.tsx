import { useState } from 'react';
import { sampleFields, sampleFieldWord, sampleNumbers, sampleNumberWord, type SampleField, type SampleNumber, type SampleRule, subsetLimits } from '../../../../shared/domain/index.ts';
import { Select, TextField } from '../../ui/field.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { Preview } from './preview.tsx';
import { type NewDefinition, saveSubset, useSubsets } from './store.ts';
import styles from './subsets.module.css';

const ruleKinds = ['uniform', 'proportional', 'equal', 'top'] as const;
type RuleKind = (typeof ruleKinds)[number];

const ruleTitles: Readonly<Record<RuleKind, string>> = {
  uniform: 'At random, each as likely', proportional: 'At random from each group, in proportion', equal: 'At random, as many of each group', top: 'Those with the largest number',
};

const search = 'search';

/** A seed that nobody chose; it is shown, and can be changed. */
function anySeed(): string {
  return String(crypto.getRandomValues(new Uint32Array(1))[0] ?? 1);
}

/** Draws a sample from a search or a subset. */
export function SampleDialog({ mirror, of, query: given, onClose }: { readonly mirror: string; readonly of: string | null; readonly query: string; readonly onClose: () => void }) {
  const subsets = useSubsets((state) => state.subsets) ?? [];
  const [name, setName] = useState('');
  const [from, setFrom] = useState(of ?? search);
  const [query, setQuery] = useState(given);
  const [kind, setKind] = useState<RuleKind>('uniform');
  const [by, setBy] = useState<SampleField | ''>('task');
  const [number, setNumber] = useState<SampleNumber>('downloads');
  const [count, setCount] = useState('100');
  const [seed, setSeed] = useState(anySeed);
  const rule = ruleOf(kind, by, number, Number(count));
  const definition: NewDefinition | null = rule === null || seed.trim() === '' ? null : { kind: 'sample', from: from === search ? { kind: 'query', query } : { kind: 'subset', id: from }, rule, seed: seed.trim() };
  const fields = sampleFields.map((field) => ({ value: field, label: `by ${sampleFieldWord(field)}` }));
  return (
    <DialogFrame title="Draw a sample" verb="Save" size="large" name={name} onName={setName} ready={definition !== null} onClose={onClose} onSave={() => (definition === null ? Promise.resolve(null) : saveSubset(mirror, { name, definition }))}>
      <div className={styles.choices}>
        <div className={styles.choice}>
          <span>From</span>
          <Select label="Drawn from" value={from} options={[{ value: search, label: 'a search' }, ...subsets.map((subset) => ({ value: subset.id, label: subset.name }))]} onChange={setFrom} />
        </div>
        <div className={styles.choice}>
          <span>How</span>
          <Select label="How it is drawn" value={kind} options={ruleKinds.map((value) => ({ value, label: ruleTitles[value] }))} onChange={(value) => setKind(value as RuleKind)} />
        </div>
        {kind === 'top' && (
          <div className={styles.choice}>
            <span>Number</span>
            <Select label="Number" value={number} options={sampleNumbers.map((value) => ({ value, label: sampleNumberWord(value) }))} onChange={(value) => setNumber(value as SampleNumber)} />
          </div>
        )}
        {kind !== 'uniform' && (
          <div className={styles.choice}>
            <span>Groups</span>
            <Select label="Groups" value={kind !== 'top' && by === '' ? 'task' : by} options={kind === 'top' ? [{ value: '', label: 'none: of all packages' }, ...fields] : fields} onChange={(value) => setBy(value as SampleField | '')} />
          </div>
        )}
      </div>
      {from === search && <TextField label="Search" value={query} placeholder="All packages" maxLength={10_000} onChange={setQuery} />}
      <div className={styles.choices}>
        <TextField label={kind === 'top' && by !== '' ? 'Packages of each group' : 'Packages'} value={count} inputMode="numeric" hint={rule === null && 'A whole number from 1 on'} onChange={setCount} />
        <TextField label="Seed" value={seed} maxLength={subsetLimits.seed} hint="The same seed draws the same packages, on every machine." onChange={setSeed} />
      </div>
      <Preview mirror={mirror} definition={definition} />
    </DialogFrame>
  );
}

function ruleOf(kind: RuleKind, by: SampleField | '', number: SampleNumber, count: number): SampleRule | null {
  if (!Number.isInteger(count) || count < 1 || count > subsetLimits.sample) return null;
  if (kind === 'uniform') return { kind, count };
  if (kind === 'top') return { kind, by: by === '' ? null : by, number, count };
  return { kind: 'stratified', by: by === '' ? 'task' : by, allocation: kind, count };
}
