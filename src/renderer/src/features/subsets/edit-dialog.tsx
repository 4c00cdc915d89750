import { useId, useMemo, useState } from 'react';
import type { Subset } from '../../../../shared/contract/index.ts';
import { foldSubsetName, type ShownDefinition, subsetLimits, tidySubsetName } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { useCall } from '../../client/use-call.ts';
import { TextField } from '../../ui/field.tsx';
import field from '../../ui/field.module.css';
import { DialogFrame } from './dialog-frame.tsx';
import { ListMembers, type MembersDraft, sameMembers } from './list-members.tsx';
import { type OperationDraft, OperationFields, operationOf } from './operation-fields.tsx';
import { Preview } from './preview.tsx';
import { QueryField } from './query-field.tsx';
import { followOf, type FollowWish, RenameFollow } from './rename-follow.tsx';
import { type SampleDraft, sampleDraftOf, SampleFields, sampleOf } from './sample-fields.tsx';
import { type ChangedDefinition, changeSubset, openSubset, useSubsets } from './store.ts';
import styles from './subset-dialogs.module.css';

type Draft =
  | { readonly kind: 'query'; readonly query: string }
  | { readonly kind: 'list'; readonly members: MembersDraft }
  | { readonly kind: 'operation'; readonly operation: OperationDraft }
  | { readonly kind: 'sample'; readonly sample: SampleDraft };

function draftOf(definition: ShownDefinition): Draft {
  switch (definition.kind) {
    case 'query':
      return definition;
    case 'list':
      return { kind: 'list', members: sameMembers };
    case 'operation': {
      const [first = '', ...others] = definition.of;
      return { kind: 'operation', operation: { operation: definition.operation, first, others } };
    }
    case 'sample':
      return { kind: 'sample', sample: sampleDraftOf(definition) };
  }
}

/** Null while something of it is missing. */
function definitionOf(draft: Draft): ChangedDefinition | null {
  switch (draft.kind) {
    case 'query':
      return { kind: 'query', query: draft.query };
    case 'list':
      return { kind: 'members', add: draft.members.add, remove: [...draft.members.remove.values()], ...(draft.members.found.length > 0 ? { removeFound: draft.members.found } : {}) };
    case 'operation':
      return operationOf(draft.operation);
    case 'sample':
      return sampleOf(draft.sample);
  }
}

interface EditDialogProps {
  readonly mirror: string;
  readonly subset: Subset;
  readonly onClose: () => void;
}

/** Changes a subset: its texts as they are, its definition as a new version. */
export function EditDialog({ mirror, subset, onClose }: EditDialogProps) {
  const noteId = useId();
  const before = subset.current.definition;
  const subsets = useSubsets((state) => state.subsets) ?? [];
  const [name, setName] = useState(subset.name);
  const [note, setNote] = useState(subset.note);
  const [tags, setTags] = useState(subset.tags.join(', '));
  const [draft, setDraft] = useState(() => draftOf(before));
  const [wish, setWish] = useState<FollowWish>(null);
  const definition = useMemo(() => definitionOf(draft), [draft]);
  const isChanged = useMemo(() => JSON.stringify(definition) !== JSON.stringify(definitionOf(draftOf(before))), [definition, before]);
  const isRenamed = tidySubsetName(name) !== '' && foldSubsetName(name) !== foldSubsetName(subset.name);
  const named = useCall('subsets.namedIn', isRenamed ? { mirror, id: subset.id } : null).value;
  const save = async (): Promise<CallError | null> => {
    const texts = { name, note, tags: tags.split(',').map((tag) => tag.trim()).filter((tag) => tag !== '') };
    const error = await changeSubset(mirror, subset, texts, isChanged ? definition : null, followOf(named, wish));
    if (error === null && name.trim() !== subset.name) openSubset(tidySubsetName(name));
    return error;
  };
  return (
    <DialogFrame title={`Change ${subset.name}`} verb="Save" size={draft.kind === 'query' ? 'medium' : 'large'} name={name} onName={setName} own={subset.id} ready={definition !== null} onClose={onClose} onSave={save}>
      <RenameFollow named={isRenamed ? named : null} wish={wish} onWish={setWish} />
      {draft.kind === 'query' && <QueryField query={draft.query} onChange={(query) => setDraft({ kind: 'query', query })} />}
      {draft.kind === 'list' && <ListMembers mirror={mirror} id={subset.id} draft={draft.members} onChange={(members) => setDraft({ kind: 'list', members })} />}
      {draft.kind === 'operation' && <OperationFields subsets={subsets} own={subset.id} draft={draft.operation} onChange={(operation) => setDraft({ kind: 'operation', operation })} />}
      {draft.kind === 'sample' && <SampleFields subsets={subsets.filter(({ id }) => id !== subset.id)} draft={draft.sample} onChange={(sample) => setDraft({ kind: 'sample', sample })} />}
      <Preview mirror={mirror} definition={definition} id={subset.id} />
      <TextField label="Tags" value={tags} placeholder="study, pilot" hint="With commas between them" onChange={setTags} />
      <div className={field.field}>
        <label className={field.label} htmlFor={noteId}>
          Note
        </label>
        <textarea id={noteId} className={styles.note} value={note} rows={draft.kind === 'query' ? 5 : 3} maxLength={subsetLimits.note} onChange={(event) => setNote(event.target.value)} />
      </div>
    </DialogFrame>
  );
}
