import { useState, type ReactNode } from 'react';
import type { CallInput } from '../../../../shared/contract/index.ts';
import type { CallError, Result } from '../../../../shared/result.ts';
import { useNativeDialogs } from '../../app/settings.ts';
import { call } from '../../client/client.ts';
import { Checkbox } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { showToast } from '../../ui/toast.tsx';
import { revealFile } from '../jobs/store.ts';
import { mayOverwrite } from './may-overwrite.ts';
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
  const [target, setTarget] = useState('');
  const [overwrite, setOverwrite] = useState(false);
  const [agreed, setAgreed] = useState<string | null>(null);
  const [error, setError] = useState<CallError | null>(null);

  const choose = async (): Promise<void> => {
    const answer = await call('exports.chooseTarget', { format, suggestedName: suggestion });
    if (!answer.ok) setError(answer.error);
    else if (answer.value.path !== null) {
      setError(null);
      setTarget(answer.value.path);
      setAgreed(answer.value.path);
    }
  };
  const save = async (): Promise<CallError | null> => {
    const answer = await onSave({ target: target.trim(), overwrite: mayOverwrite({ overwrite, agreed, target }) });
    if (!answer.ok) return answer.error;
    const { path, said } = answer.value;
    if (said !== null) showToast({ tone: 'good', title: said, text: path, action: native ? { label: 'Show in folder', run: () => void revealFile(path) } : undefined });
    return null;
  };

  return (
    <FormDialog title={title} size={size} verb={verb} isReady={target.trim() !== ''} error={error} onSubmit={save} onClose={onClose}>
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
      <Checkbox
        checked={mayOverwrite({ overwrite, agreed, target })}
        onChange={(checked) => {
          setOverwrite(checked);
          setAgreed(null);
        }}
      >
        Overwrite what is there
      </Checkbox>
    </FormDialog>
  );
}
