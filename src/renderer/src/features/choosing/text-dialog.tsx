import { useId, useState, type ReactNode } from 'react';
import type { CallError } from '../../../../shared/result.ts';
import { Button } from '../../ui/button.tsx';
import form from '../../ui/dialog-form.module.css';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { ErrorNotice } from '../../ui/states.tsx';
import styles from './choosing.module.css';

interface TextDialogProps {
  readonly title: string;
  readonly label: string;
  readonly verb: string;
  readonly value?: string;
  readonly maxLength: number;
  readonly isLong?: boolean;
  readonly isOptional?: boolean;
  readonly children?: ReactNode;
  /** Answers the error to show, or null where it is done. */
  readonly onTake: (text: string) => Promise<CallError | null>;
  readonly onClose: () => void;
}

/** Asks for one text. */
export function TextDialog({ title, label, verb, value = '', maxLength, isLong = false, isOptional = false, children, onTake, onClose }: TextDialogProps) {
  const id = useId();
  const [text, setText] = useState(value);
  const [error, setError] = useState<CallError | null>(null);
  const [busy, setBusy] = useState(false);
  const canTake = !busy && (isOptional || text.trim() !== '');
  const take = async (): Promise<void> => {
    setBusy(true);
    const failure = await onTake(text.trim());
    setBusy(false);
    if (failure) setError(failure);
    else onClose();
  };
  return (
    <Dialog
      title={title}
      size="small"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={id} disabled={!canTake}>
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
          if (canTake) void take();
        }}
      >
        {children}
        {isLong ? (
          <label className={styles.field}>
            <span className={styles.label}>{label}</span>
            <textarea className={styles.long} rows={4} value={text} maxLength={maxLength} data-first-focus onChange={(event) => setText(event.target.value)} />
          </label>
        ) : (
          <TextField label={label} value={text} maxLength={maxLength} data-first-focus onChange={setText} />
        )}
        {error && <ErrorNotice error={error} />}
      </form>
    </Dialog>
  );
}
