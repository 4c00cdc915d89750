import { useId, useState, type ReactNode } from 'react';
import type { CallInput } from '../../../../shared/contract/index.ts';
import type { CallError, Result } from '../../../../shared/result.ts';
import { useNativeDialogs } from '../../app/settings.ts';
import { call } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import form from '../../ui/dialog-form.module.css';
import { Dialog } from '../../ui/dialog.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/states.tsx';
import { showToast } from '../../ui/toast.tsx';
import { revealFile } from '../jobs/store.ts';
import { PathField } from './path-field.tsx';

interface SaveDialogProps {
  readonly title: string;
  /** What the button says. */
  readonly verb: string;
  readonly format: CallInput<'exports.chooseTarget'>['format'];
  readonly suggestion: string;
  readonly size?: 'medium' | 'large';
  /** What is written, and any choice about it. */
  readonly children: ReactNode;
  /** Writes the file; answers where it lies and what to say of it, null where that was said already. */
  readonly onSave: (place: { readonly target: string; readonly overwrite: boolean }) => Promise<Result<{ readonly path: string; readonly said: string | null }>>;
  readonly onClose: () => void;
}

/** Asks for a file and writes it: with the system's dialog where there is one, by path in the browser. */
export function SaveDialog({ title, verb, format, suggestion, size = 'medium', children, onSave, onClose }: SaveDialogProps) {
  const native = useNativeDialogs();
  const id = useId();
  const [target, setTarget] = useState('');
  const [overwrite, setOverwrite] = useState(false);
  const [error, setError] = useState<CallError | null>(null);
  const [busy, setBusy] = useState(false);

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
    const answer = await onSave({ target: target.trim(), overwrite });
    setBusy(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    const { path, said } = answer.value;
    if (said !== null) showToast({ tone: 'good', title: said, text: path, action: native ? { label: 'Show in folder', run: () => void revealFile(path) } : undefined });
    onClose();
  };

  return (
    <Dialog
      title={title}
      size={size}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={id} disabled={target.trim() === '' || busy}>
            {verb}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (target.trim() !== '') void save();
        }}
      >
        {children}
        <PathField
          label="File"
          value={target}
          suggestion={suggestion}
          typedHint="A path on the machine that runs this program, outside the mirror."
          isFirst
          onChange={(value) => {
            setTarget(value);
            setError(null);
          }}
          onChoose={() => void choose()}
        />
        <Checkbox checked={overwrite} onChange={setOverwrite}>
          Overwrite what is there
        </Checkbox>
        {error && <ErrorNotice error={error} />}
      </form>
    </Dialog>
  );
}
