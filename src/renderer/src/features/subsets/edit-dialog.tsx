import { useId, useState } from 'react';
import type { Subset } from '../../../../shared/contract/index.ts';
import { subsetLimits } from '../../../../shared/domain/index.ts';
import { TextField } from '../../ui/field.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { Preview } from './preview.tsx';
import { changeSubset, type NewDefinition, openSubset } from './store.ts';
import styles from './subsets.module.css';

/** Changes name, note, tags and search, or the count and the seed of a sample. */
export function EditDialog({ mirror, subset, onClose }: { readonly mirror: string; readonly subset: Subset; readonly onClose: () => void }) {
  const noteId = useId();
  const before = subset.current.definition;
  const [name, setName] = useState(subset.name);
  const [note, setNote] = useState(subset.note);
  const [tags, setTags] = useState(subset.tags.join(', '));
  const [query, setQuery] = useState(before.kind === 'query' ? before.query : '');
  const [count, setCount] = useState(before.kind === 'sample' ? String(before.rule.count) : '');
  const [seed, setSeed] = useState(before.kind === 'sample' ? before.seed : '');
  const isCount = before.kind !== 'sample' || (Number.isInteger(Number(count)) && Number(count) >= 1 && Number(count) <= subsetLimits.sample);
  const definition: NewDefinition | null =
    before.kind === 'query' && query !== before.query ? { kind: 'query', query }
    : before.kind === 'sample' && isCount && seed.trim() !== '' && (Number(count) !== before.rule.count || seed.trim() !== before.seed) ? { ...before, rule: { ...before.rule, count: Number(count) }, seed: seed.trim() }
    : null;
  const save = async (): Promise<Awaited<ReturnType<typeof changeSubset>>> => {
    const error = await changeSubset(mirror, subset, { name, note, tags: tags.split(',').map((tag) => tag.trim()).filter((tag) => tag !== '') }, definition);
    if (error === null && name.trim() !== subset.name) openSubset(name.trim().replaceAll(/\s+/g, ' '));
    return error;
  };
  return (
    <DialogFrame title={`Change ${subset.name}`} verb="Save" name={name} onName={setName} own={subset.id} ready={isCount && (before.kind !== 'sample' || seed.trim() !== '')} onClose={onClose} onSave={save}>
      {before.kind === 'query' && <TextField label="Search" value={query} placeholder="All packages" maxLength={10_000} onChange={setQuery} />}
      {before.kind === 'sample' && (
        <div className={styles.choices}>
          <TextField label="Packages" value={count} inputMode="numeric" hint={!isCount && 'A whole number from 1 on'} onChange={setCount} />
          <TextField label="Seed" value={seed} maxLength={subsetLimits.seed} onChange={setSeed} />
        </div>
      )}
      {definition !== null && <Preview mirror={mirror} definition={definition} id={subset.id} />}
      <TextField label="Tags" value={tags} placeholder="study, pilot" hint="With commas between them" onChange={setTags} />
      <div className={styles.note}>
        <label htmlFor={noteId}>Note</label>
        <textarea id={noteId} value={note} rows={5} maxLength={subsetLimits.note} onChange={(event) => setNote(event.target.value)} />
      </div>
    </DialogFrame>
  );
}
