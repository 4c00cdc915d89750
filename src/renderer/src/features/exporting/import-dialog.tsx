import { useState, type ReactNode } from 'react';
import type { CallInput } from '../../../../shared/contract/index.ts';
import type { CallError, Result } from '../../../../shared/result.ts';
import { call } from '../../client/client.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { showToast, type Toast } from '../../ui/toast.tsx';
import { PathField } from './path-field.tsx';

interface ImportDialogProps {
  readonly title: string;
  readonly what: CallInput<'files.choose'>['what'];
  readonly suggestion: string;
  /** What taking the file in does. */
  readonly children: ReactNode;
  /** Takes the file in; answers what to say of it. */
  readonly onImport: (path: string) => Promise<Result<Toast>>;
  readonly onClose: () => void;
}

/** Asks for a file and takes it in: with the system's dialog where there is one, by path in the browser. */
export function ImportDialog({ title, what, suggestion, children, onImport, onClose }: ImportDialogProps) {
  const [path, setPath] = useState('');
  const [error, setError] = useState<CallError | null>(null);

  const choose = async (): Promise<void> => {
    const answer = await call('files.choose', { what });
    if (!answer.ok) setError(answer.error);
    else if (answer.value.path !== null) {
      setError(null);
      setPath(answer.value.path);
    }
  };
  const take = async (): Promise<CallError | null> => {
    const answer = await onImport(path.trim());
    if (!answer.ok) return answer.error;
    showToast(answer.value);
    return null;
  };

  return (
    <FormDialog title={title} verb="Import" isReady={path.trim() !== ''} error={error} onSubmit={take} onClose={onClose}>
      {children}
      <PathField
        label="File"
        value={path}
        suggestion={suggestion}
        typedHint="A path on the machine that runs this program."
        isFirst
        onChange={(value) => {
          setPath(value);
          setError(null);
        }}
        onChoose={() => void choose()}
      />
    </FormDialog>
  );
}
