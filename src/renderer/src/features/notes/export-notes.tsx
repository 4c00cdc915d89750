import { useState } from 'react';
import type { CallError } from '../../../../shared/result.ts';
import { useNativeDialogs } from '../../app/settings.ts';
import { call } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Checkbox, TextField } from '../../ui/field.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice } from '../../ui/states.tsx';
import { showToast } from '../../ui/toast.tsx';
import { revealFile } from '../jobs/store.ts';
import styles from './notes-view.module.css';

const suggestion = 'notes.json';

interface ExportNotesProps {
  readonly mirror: string;
  readonly count: number;
  readonly onClose: () => void;
}

/** Writes all notes and tags of the mirror to a file that others can import. */
export function ExportNotes({ mirror, count, onClose }: ExportNotesProps) {
  const native = useNativeDialogs();
  const [target, setTarget] = useState('');
  const [overwrite, setOverwrite] = useState(false);
  const [error, setError] = useState<CallError | null>(null);

  const choose = async (): Promise<void> => {
    const answer = await call('exports.chooseTarget', { format: 'json', suggestedName: suggestion });
    if (!answer.ok) setError(answer.error);
    else if (answer.value.path !== null) {
      setTarget(answer.value.path);
      // The system's dialog has asked whether to replace a file.
      setOverwrite(true);
    }
  };
  const save = async (): Promise<void> => {
    const answer = await call('notes.export', { mirror, target: target.trim(), overwrite });
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    const { path, count: written } = answer.value;
    showToast({ tone: 'good', title: `Exported notes and tags on ${formatPlural(written, 'package')}`, text: path, action: native ? { label: 'Show in folder', run: () => void revealFile(path) } : undefined });
    onClose();
  };

  return (
    <Dialog
      title="Export notes and tags"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form="export-notes" disabled={target.trim() === ''}>
            Export
          </Button>
        </>
      }
    >
      <form
        id="export-notes"
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (target.trim() !== '') void save();
        }}
      >
        <p>All notes and tags of this mirror, on {formatPlural(count, 'package')}, as JSON. Whoever imports the file gets them beside their own.</p>
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
