import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { answerLinkQuestion, useLinkQuestion } from './links.ts';
import styles from './link-question.module.css';

/** Asks before an address of the mirror is opened in another tab; shows all of it. */
export function LinkQuestion() {
  const address = useLinkQuestion((state) => state.address);
  if (address === null) return null;
  const cancel = (): void => answerLinkQuestion(false);
  return (
    <Dialog
      title="Open this address?"
      size="small"
      onClose={cancel}
      footer={
        <>
          <Button data-first-focus onClick={cancel}>
            Cancel
          </Button>
          <Button look="primary" onClick={() => answerLinkQuestion(true)}>
            Open in a new tab
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <p>
          It leads to <strong>{new URL(address).host}</strong>, out of this program and onto the network. Somebody wrote it into the mirror; nobody has checked it.
        </p>
        <code>{address}</code>
      </div>
    </Dialog>
  );
}
