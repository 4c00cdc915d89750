import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { CallAnswer } from '../../../../shared/contract/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { call } from '../../client/client.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ManageDialog } from '../../ui/manage-dialog.tsx';
import { formatDay, formatPlural } from '../../ui/quantity.ts';
import type { Toast } from '../../ui/toast.tsx';
import { ImportDialog } from '../exporting/import-dialog.tsx';
import { recordMeasuredImport, removeMeasured, showMeasuredDialog, useMeasured } from './store.ts';
import rows from '../../ui/dialog-list.module.css';
import styles from './measured.module.css';

/** The dialog about measured results that is open. */
export function MeasuredDialogs() {
  const dialog = useMeasured((state) => state.dialog);
  switch (dialog) {
    case null:
      return null;
    case 'manage':
      return <ManageMeasured onClose={() => showMeasuredDialog(null)} />;
    case 'import':
      return <ImportMeasured onClose={() => showMeasuredDialog('manage')} />;
  }
}

/** The lists of measured results that claims are compared with. */
function ManageMeasured({ onClose }: { readonly onClose: () => void }) {
  const lists = useMeasured((state) => state.lists);
  const [error, setError] = useState<CallError | null>(null);
  return (
    <ManageDialog
      title="Measured results"
      onClose={onClose}
      error={error}
      actions={
        <Button onClick={() => showMeasuredDialog('import')}>Import…</Button>
      }
    >
      <p className={styles.told}>
        {lists.length === 0
          ? 'No lists yet. Import a CSV with the columns name, task and results, of what you or others measured: the claims of every package of that name are compared with it.'
          : 'The claims of every package that one of these lists names are compared with it.'}
      </p>
      <ul className={rows.list}>
        {lists.map((list) => (
          <li key={list.id} className={rows.row}>
            <span className={rows.what}>
              <strong>{list.title}</strong>
              <span className={styles.facts}>
                {formatPlural(list.results, 'result')}, imported {formatDay(list.importedAt / 1000)}
              </span>
            </span>
            <IconButton icon={Trash2} label={`Remove ${list.title}`} onClick={() => void removeMeasured(list).then(setError)} />
          </li>
        ))}
      </ul>
    </ManageDialog>
  );
}

function ImportMeasured({ onClose }: { readonly onClose: () => void }) {
  return (
    <ImportDialog
      title="Import measured results"
      what="measured"
      suggestion="measured.csv"
      onClose={onClose}
      onImport={async (path) => {
        const answer = await call('measured.import', { path });
        if (!answer.ok) return answer;
        if (!answer.value.known) recordMeasuredImport(answer.value.list);
        return { ok: true, value: outcomeOf(answer.value) };
      }}
    >
      <p>
        A CSV file whose first line names the columns <code>name</code>, <code>task</code> and <code>results</code>, and if there are any, <code>dataset</code> and <code>metric</code>. A result is a number, a list such as{' '}
        <code>f1=88.5; em=81.2</code>, or a JSON object. Names fit with or without their owner.
      </p>
    </ImportDialog>
  );
}

function outcomeOf({ list, known, bad, badTotal }: CallAnswer<'measured.import'>): Toast {
  if (known) return { tone: 'neutral', title: `${list.title} is here already`, text: 'Nothing was taken in twice.' };
  const first = bad[0];
  const left = first ? `${formatPlural(badTotal, 'row')} left out; line ${first.line}: ${first.reason}` : undefined;
  return { tone: badTotal > 0 ? 'neutral' : 'good', title: `Imported ${formatPlural(list.results, 'measured result')}`, ...(left === undefined ? {} : { text: left }) };
}
