import type { ComponentProps, ReactNode } from 'react';
import type { CallError } from '../../../shared/result.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import styles from './dialog-list.module.css';
import { ErrorNotice } from './states.tsx';

interface ManageDialogProps extends Pick<ComponentProps<typeof Dialog>, 'title' | 'size' | 'onClose'> {
  /** Buttons for the list as a whole. */
  readonly actions: ReactNode;
  /** Why the last change was not made. */
  readonly error?: CallError | null;
  readonly children: ReactNode;
}

/** A dialog about a list that the user keeps. Every change is made at once, so that it ends with "Done". */
export function ManageDialog({ actions, error = null, children, ...dialog }: ManageDialogProps) {
  return (
    <Dialog
      {...dialog}
      footer={
        <>
          <span className={styles.left}>{actions}</span>
          <Button look="primary" data-first-focus onClick={dialog.onClose}>
            Done
          </Button>
        </>
      }
    >
      {error && (
        <div className={styles.notice}>
          <ErrorNotice error={error} />
        </div>
      )}
      {children}
    </Dialog>
  );
}
