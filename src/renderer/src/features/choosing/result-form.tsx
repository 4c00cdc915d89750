import { useState } from 'react';
import type { DecisionState } from '../../../../shared/contract/index.ts';
import { decisionLimits, type PackageKey } from '../../../../shared/domain/index.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { changeCandidate } from './candidates.tsx';
import styles from './choosing.module.css';

interface ResultFormProps {
  readonly package: PackageKey;
  readonly claims: DecisionState['claims'];
  readonly isFull: boolean;
}

const empty = { task: '', dataset: '', metric: '', value: '', note: '' };

/** Records what was measured: of a claim that is chosen, or of anything else. */
export function ResultForm({ package: key, claims, isFull }: ResultFormProps) {
  const [draft, setDraft] = useState(empty);
  const distinct = claims.filter((claim, at) => claims.findIndex((other) => labelOf(other) === labelOf(claim)) === at);
  const chosen = distinct.findIndex((claim) => claim.task === (draft.task || null) && claim.dataset === (draft.dataset || null) && claim.metric === draft.metric);
  const set = (change: Partial<typeof empty>): void => setDraft({ ...draft, ...change });
  const isWhole = draft.metric.trim() !== '' && draft.value.trim() !== '';
  const record = (): void => {
    const { task, dataset, metric, value, note } = draft;
    const result = { task: task.trim() || null, dataset: dataset.trim() || null, metric: metric.trim(), value: value.trim(), note: note.trim(), at: Date.now() };
    void changeCandidate(`Recorded a result of ${key.name}`, key, (now) => ({ ...now, results: [...now.results, result] }));
    setDraft({ ...draft, value: '', note: '' });
  };
  if (isFull) return <p className={styles.note}>A candidate has {decisionLimits.results} results at most.</p>;
  return (
    <form
      className={styles.resultForm}
      aria-label={`Record a result of ${key.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) record();
      }}
    >
      {distinct.length > 0 && (
        <Select
          label={`Claim of ${key.name}`}
          value={String(chosen)}
          options={[{ value: '-1', label: 'Measured something else' }, ...distinct.map((claim, at) => ({ value: String(at), label: `${labelOf(claim)}: ${claim.value}` }))]}
          onChange={(value) => {
            const claim = distinct[Number(value)];
            setDraft(claim === undefined ? { ...draft, task: '', dataset: '', metric: '' } : { ...draft, task: claim.task ?? '', dataset: claim.dataset ?? '', metric: claim.metric });
          }}
        />
      )}
      <div className={styles.resultFields}>
        <TextField label="Task" value={draft.task} maxLength={decisionLimits.line} onChange={(task) => set({ task })} />
        <TextField label="Dataset" value={draft.dataset} maxLength={decisionLimits.line} onChange={(dataset) => set({ dataset })} />
        <TextField label="Metric" value={draft.metric} maxLength={decisionLimits.line} onChange={(metric) => set({ metric })} />
        <TextField label="Own result" value={draft.value} maxLength={decisionLimits.line} onChange={(value) => set({ value })} />
        <TextField label="Note" value={draft.note} maxLength={decisionLimits.line} onChange={(note) => set({ note })} />
        <Button type="submit" disabled={!isWhole}>
          Record
        </Button>
      </div>
    </form>
  );
}

function labelOf({ task, dataset, metric }: DecisionState['claims'][number]): string {
  return [task, dataset, metric].filter((part) => part !== null).join(' · ');
}
