import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { CallError } from '../../../shared/result.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import styles from './form-dialog.module.css';
import { ErrorNotice } from './states.tsx';

interface FormDialogProps {
  readonly title: string;
  readonly size?: 'small' | 'medium' | 'large';
  /** What the button says that ends it. */
  readonly verb: string;
  /** Whether what is filled in is enough. */
  readonly isReady: boolean;
  /** What went wrong before it was sent, such as a dialog of the system. */
  readonly error?: CallError | null;
  readonly children: ReactNode;
  /** Does what was asked for; what it answers is said, and the dialog stays; with null it closes. */
  readonly onSubmit: () => CallError | null | Promise<CallError | null>;
  readonly onClose: () => void;
}

/** A question with fields, that is answered by a button or Enter. Its fields keep their place above the buttons in a low window. */
export function FormDialog({ title, size = 'medium', verb, isReady, error = null, children, onSubmit, onClose }: FormDialogProps) {
  const id = useId();
  const element = useRef<HTMLFormElement>(null);
  const [failure, setFailure] = useState<CallError | null>(null);
  const [busy, setBusy] = useState(false);
  const shown = failure ?? error;
  const submit = async (): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const answer = await onSubmit();
    setBusy(false);
    if (answer === null) onClose();
    else setFailure(answer);
  };
  useEffect(() => {
    const form = element.current;
    // Whatever is changed makes the last failure one of other answers; what the system's dialog chose gives no input.
    const forget = (): void => setFailure(null);
    for (const event of ['input', 'click']) form?.addEventListener(event, forget);
    return () => ['input', 'click'].forEach((event) => form?.removeEventListener(event, forget));
  }, []);
  return (
    <Dialog
      title={title}
      size={size}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" form={id} disabled={!isReady || busy}>
            {verb}
          </Button>
        </>
      }
    >
      <form
        ref={element}
        id={id}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !busy) void submit();
        }}
      >
        {children}
        {shown && <ErrorNotice error={shown} />}
      </form>
    </Dialog>
  );
}
