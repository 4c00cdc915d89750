import { useState } from 'react';
import type { ProblemFormat } from '../../../../shared/contract/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { useNativeDialogs } from '../../app/settings.ts';
import { call } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Checkbox, TextField } from '../../ui/field.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice } from '../../ui/states.tsx';
import { Segments } from '../../ui/tabs.tsx';
import { showToast } from '../../ui/toast.tsx';
import { revealFile } from '../jobs/store.ts';
import type { ProblemFilter } from './problems-view.tsx';
import styles from './problems.module.css';

const formats = [
  { value: 'csv', label: 'CSV', title: 'A table for spreadsheets and statistics' },
  { value: 'json', label: 'JSON', title: 'An array of objects, one a line' },
] as const;

interface SaveReportProps {
  readonly filter: ProblemFilter;
  readonly total: number;
  readonly narrowed: boolean;
  readonly onClose: () => void;
}

/** Writes the problems that are listed to a file. */
export function SaveReport({ filter, total, narrowed, onClose }: SaveReportProps) {
  const native = useNativeDialogs();
  const [format, setFormat] = useState<ProblemFormat>('csv');
  const [target, setTarget] = useState('');
  const [overwrite, setOverwrite] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const [busy, setBusy] = useState(false);
  const suggestion = `problems.${format}`;

  const choose = async (): Promise<void> => {
    const answer = await call('exports.chooseTarget', { format, suggestedName: suggestion });
    if (!answer.ok) setError(answer.error);
    else if (answer.value.path !== null) {
      setError(null);
      setTarget(answer.value.path);
      // The system's dialog has asked whether to replace a file.
      setOverwrite(true);
    }
  };
  const save = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    const answer = await call('problems.export', { ...filter, format, target: target.trim(), overwrite });
    setBusy(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    const { path, count } = answer.value;
    showToast({ tone: 'good', title: `Saved ${formatPlural(count, 'problem')}`, text: path, action: native ? { label: 'Show in folder', run: () => void revealFile(path) } : undefined });
    onClose();
  };

  return (
    <Dialog
      title="Save the problem report"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form="save-report" disabled={target.trim() === '' || busy}>
            Save
          </Button>
        </>
      }
    >
      <form
        id="save-report"
        className={styles.save}
        onSubmit={(event) => {
          event.preventDefault();
          if (target.trim() !== '') void save();
        }}
      >
        <p>{narrowed ? `The ${formatPlural(total, 'problem')} listed now; “Show all” first takes in the others.` : `All ${formatPlural(total, 'problem')} of this mirror.`}</p>
        <div>
          <Segments label="Form" options={formats} value={format} onChange={setFormat} />
        </div>
        <div className={styles.target}>
          <TextField
            label="File"
            value={target}
            data-first-focus
            placeholder={native ? suggestion : `/home/me/${suggestion}`}
            hint={native ? undefined : 'A path on the machine that runs this program, outside the mirror.'}
            onChange={(value) => {
              setTarget(value);
              setError(null);
            }}
          />
          {native && <Button onClick={() => void choose()}>Choose…</Button>}
        </div>
        <Checkbox checked={overwrite} onChange={setOverwrite}>
          Overwrite what is there
        </Checkbox>
        {error && <ErrorNotice error={error} />}
      </form>
    </Dialog>
  );
}
