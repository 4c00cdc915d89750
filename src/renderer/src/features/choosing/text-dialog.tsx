import { useState, type ReactNode } from 'react';
import type { CallError } from '../../../../shared/result.ts';
import { TextField } from '../../ui/field.tsx';
import field from '../../ui/field.module.css';
import { FormDialog } from '../../ui/form-dialog.tsx';
import fields from './fields.module.css';

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
  const [text, setText] = useState(value);
  return (
    <FormDialog title={title} size="small" verb={verb} isReady={isOptional || text.trim() !== ''} onSubmit={() => onTake(text.trim())} onClose={onClose}>
      {children}
      {isLong ? (
        <label className={field.field}>
          <span className={field.label}>{label}</span>
          <textarea className={fields.long} rows={4} value={text} maxLength={maxLength} data-first-focus onChange={(event) => setText(event.target.value)} />
        </label>
      ) : (
        <TextField label={label} value={text} maxLength={maxLength} data-first-focus onChange={setText} />
      )}
    </FormDialog>
  );
}
