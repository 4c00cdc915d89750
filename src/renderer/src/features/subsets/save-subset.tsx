import { useMemo, useState } from 'react';
import { Select } from '../../ui/field.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import { Preview } from './preview.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { type ChangedDefinition, changeSubset, type NewDefinition, saveSubset, useSubsets } from './store.ts';
import styles from './subset-dialogs.module.css';

/** Keeps a search, or packages chosen by hand, under a name, or adds the packages to a list that there is. */
export function SaveSubset({ mirror, definition, onClose }: { readonly mirror: string; readonly definition: NewDefinition; readonly onClose: () => void }) {
  const lists = (useSubsets((state) => state.subsets) ?? []).filter(({ current }) => current.definition.kind === 'list');
  const [name, setName] = useState('');
  const [into, setInto] = useState('');
  const list = lists.find(({ id }) => id === into);
  const added = useMemo<ChangedDefinition>(() => (definition.kind === 'list' ? { kind: 'members', add: definition.packages, remove: [] } : definition), [definition]);
  const save = () => (list ? changeSubset(mirror, list, list, added) : saveSubset(mirror, { name, definition }));
  return (
    <DialogFrame title="Save as a subset" verb={list ? 'Add' : 'Save'} size="small" name={name} onName={setName} isNamed={list !== undefined} onClose={onClose} onSave={save}>
      {definition.kind === 'query' && (
        <p>
          {definition.query.trim() === '' ? 'All packages' : <>The search <code>{definition.query}</code></>}. It stays live: when the index changes, so does what it holds.
        </p>
      )}
      {definition.kind === 'list' && <p>{formatPlural(definition.packages.length, 'package')}, named one by one.</p>}
      {definition.kind === 'list' && lists.length > 0 && (
        <div className={styles.choice}>
          <span>Kept in</span>
          <Select label="Kept in" value={into} options={[{ value: '', label: 'a new list' }, ...lists.map(({ id, name: label }) => ({ value: id, label }))]} onChange={setInto} />
        </div>
      )}
      {(definition.kind === 'query' || list) && <Preview mirror={mirror} definition={added} id={list?.id ?? null} />}
    </DialogFrame>
  );
}
