import { useId, useState, type ReactNode } from 'react';
import type { CallInput } from '../../../../shared/contract/index.ts';
import type { CallError, Result } from '../../../../shared/result.ts';
import { call } from '../../client/client.ts';
import { Button } from '../../ui/button.tsx';
import form from '../../ui/dialog-form.module.css';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/states.tsx';
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
  const id = useId();
  const [path, setPath] = useState('');
  const [error, setError] = useState<CallError | null>(null);
  const [busy, setBusy] = useState(false);

  const choose = async (): Promise<void> => {
    const answer = await call('files.choose', { what });
    if (!answer.ok) setError(answer.error);
    else if (answer.value.path !== null) {
      setError(null);
      setPath(answer.value.path);
    }
  };
  const take = async (): Promise<void> => {
    setBusy(true);
    setError(null);
    const answer = await onImport(path.trim());
    setBusy(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    showToast(answer.value);
    onClose();
  };

  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={id} disabled={path.trim() === '' || busy}>
            Import
          </Button>
        </>
      }
    >
      <form
        id={id}
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '') void take();
        }}
      >
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
        {error && <ErrorNotice error={error} />}
      </form>
    </Dialog>
  );
}
