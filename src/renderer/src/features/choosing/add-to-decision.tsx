import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { decisionLimits, type PackageKey, stageTitles } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { navigate } from '../../app/route.ts';
import { Button } from '../../ui/button.tsx';
import list from '../../ui/dialog-list.module.css';
import { Dialog } from '../../ui/dialog.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { addCandidates, createDecision, loadDecisions, useChoosing } from './store.ts';
import styles from './choosing.module.css';
import fields from './fields.module.css';

interface AddToDecisionProps {
  readonly mirror: string;
  readonly packages: readonly PackageKey[];
  readonly onClose: () => void;
}

/** Makes packages candidates of a decision, one that is there or a new one. */
export function AddToDecision({ mirror, packages, onClose }: AddToDecisionProps) {
  const decisions = useChoosing((state) => (state.mirror === mirror ? state.decisions : null));
  const [title, setTitle] = useState('');
  const [error, setError] = useState<CallError | null>(null);
  useEffect(() => void loadDecisions(mirror), [mirror]);
  const add = async (id: string): Promise<void> => {
    const failure = await addCandidates(mirror, id, packages);
    if (failure) setError(failure);
    else onClose();
  };
  const begin = async (): Promise<void> => {
    const made = await createDecision({ mirror, title, packages });
    if (!made.ok) {
      setError(made.error);
      return;
    }
    onClose();
    navigate({ view: 'choosing', decision: made.value.id, stage: 'selection' });
  };
  return (
    <Dialog title="Add to a decision" size="small" onClose={onClose} footer={<Button onClick={onClose}>Cancel</Button>}>
      <p className={list.empty}>{packages.length === 1 ? packages[0]?.name : formatPlural(packages.length, 'package')}, with the exact version that this mirror has now.</p>
      {error && (
        <div className={list.notice}>
          <ErrorNotice error={error} />
        </div>
      )}
      {decisions === null && <Skeleton lines={3} label="Loading decisions" />}
      <ul className={list.list}>
        {decisions?.map((decision) => (
          <li key={decision.id} className={list.row}>
            <button type="button" className={list.what} onClick={() => void add(decision.id)}>
              <strong>{decision.title}</strong>
              <span className={styles.note}>
                {stageTitles[decision.stage]}, {formatPlural(decision.candidates, 'candidate')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <form
        className={styles.newLine}
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim() !== '') void begin();
        }}
      >
        <input className={fields.line} aria-label="Title of a new decision" placeholder="A new decision" value={title} maxLength={decisionLimits.title} data-first-focus autoComplete="off" onChange={(event) => setTitle(event.target.value)} />
        <Button type="submit" icon={Plus} disabled={title.trim() === ''}>
          Begin
        </Button>
      </form>
    </Dialog>
  );
}
