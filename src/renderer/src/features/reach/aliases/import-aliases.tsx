import { useId, useState } from 'react';
import type { CallAnswer } from '../../../../../shared/contract/index.ts';
import type { CallError } from '../../../../../shared/result.ts';
import { call } from '../../../client/client.ts';
import { Button } from '../../../ui/button.tsx';
import form from '../../../ui/dialog-form.module.css';
import { Dialog } from '../../../ui/dialog.tsx';
import { formatPlural } from '../../../ui/quantity.ts';
import { ErrorNotice } from '../../../ui/states.tsx';
import { showToast, type Toast } from '../../../ui/toast.tsx';
import { PathField } from '../../exporting/path-field.tsx';
import { importAliases } from './store.ts';

/** Takes in a mailmap. */
export function ImportAliases({ onClose }: { readonly onClose: () => void }) {
  const id = useId();
  const [path, setPath] = useState('');
  const [error, setError] = useState<CallError | null>(null);
  const [busy, setBusy] = useState(false);
  const choose = async (): Promise<void> => {
    const answer = await call('files.choose', { what: 'aliases' });
    if (!answer.ok) setError(answer.error);
    else if (answer.value.path !== null) setPath(answer.value.path);
  };
  const take = async (): Promise<void> => {
    setBusy(true);
    const answer = await importAliases(path.trim());
    setBusy(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    showToast(outcomeOf(answer.value));
    onClose();
  };
  return (
    <Dialog
      title="Import a mailmap"
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
        <p>
          Lines as git reads them: <code>Proper Name &lt;proper@email&gt; Commit Name &lt;commit@email&gt;</code>. They go before aliases that are here for the same commits, and hold in every mirror.
        </p>
        <PathField
          label="File"
          value={path}
          suggestion=".mailmap"
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

/** What could not be read stays on screen until it is closed. */
function outcomeOf({ added, removed, same, bad, badTotal }: CallAnswer<'aliases.import'>): Toast {
  const parts = [
    removed.length > 0 && `${formatPlural(removed.length, 'alias', 'aliases')} replaced`,
    same > 0 && `${same} here already`,
    badTotal > 0 && `${formatPlural(badTotal, 'line')} left out: ${bad.slice(0, 3).map(({ line, reason }) => `line ${line}: ${reason}`).join(' ')}`,
  ].filter((part) => part !== false);
  return { tone: badTotal > 0 ? 'danger' : 'good', title: `Imported ${formatPlural(added.length, 'alias', 'aliases')}`, text: parts.length === 0 ? undefined : parts.join(' · ') };
}
