import { useState } from 'react';
import type { AttachedPeatmoss } from '../../../../shared/contract/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { call } from '../../client/client.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ManageDialog } from '../../ui/manage-dialog.tsx';
import { type Fact, FactList } from '../../ui/panel.tsx';
import { formatBytes, formatCount, formatDay, formatPlural } from '../../ui/quantity.ts';
import { Skeleton } from '../../ui/states.tsx';
import { ImportDialog } from '../exporting/import-dialog.tsx';
import { useIndexedMirror } from '../mirrors/store.ts';
import { showPeatmossDialog, usePeatmoss } from './store.ts';
import styles from './peatmoss.module.css';

/** The dialog about the joined PeaTMOSS database that is open. */
export function PeatmossDialogs() {
  const dialog = usePeatmoss((state) => state.dialog);
  const mirror = useIndexedMirror();
  if (dialog === null || mirror === null) return null;
  return dialog === 'manage' ? <ManagePeatmoss mirror={mirror} /> : <ImportPeatmoss mirror={mirror} />;
}

/** What is joined to the mirror, and what can be done with it. */
function ManagePeatmoss({ mirror }: { readonly mirror: string }) {
  const { value, error: failure, loading } = useCall('peatmoss.get', { mirror });
  const [error, setError] = useState<CallError | null>(null);
  const close = (): void => showPeatmossDialog(null);
  const attached = value?.attached ?? null;
  const ask = async (asked: ReturnType<typeof call<'peatmoss.attach' | 'peatmoss.detach'>>): Promise<void> => {
    const answer = await asked;
    setError(answer.ok ? null : answer.error);
  };
  return (
    <ManageDialog
      title="PeaTMOSS database"
      onClose={close}
      error={error ?? failure}
      actions={
        <>
          <Button onClick={() => showPeatmossDialog('import')}>{attached ? 'Join another…' : 'Join…'}</Button>
          {attached?.state === 'changed' && <Button onClick={() => void ask(call('peatmoss.attach', { mirror, path: attached.path }))}>Read again</Button>}
          {attached && <Button onClick={() => void ask(call('peatmoss.detach', { mirror }))}>Remove</Button>}
        </>
      }
    >
      <p className={styles.told}>
        {attached
          ? 'Its dependents stand beside the packages of this mirror: as a column, as a filter, in the order of a search, and on the page of each package.'
          : 'PeaTMOSS (MSR’24) tells which repositories on GitHub use which models. Joined to this mirror by hub and name, it shows how many use each package, and which.'}
      </p>
      {attached && (
        <div className={styles.facts}>
          <FactList facts={factsOf(attached)} wide />
        </div>
      )}
      {!value && loading && <Skeleton lines={4} label="Asking for the joined database" />}
    </ManageDialog>
  );
}

const states: Readonly<Record<AttachedPeatmoss['state'], string | null>> = {
  same: null,
  changed: 'It has changed since it was read.',
  gone: 'It is not there now. What was read stays.',
};

function factsOf({ path, bytes, sha256, readAt, state, tables, models, used, repositories, uses, leftOut, matched, matchedUsed }: AttachedPeatmoss): readonly Fact[] {
  const left = [
    leftOut.models > 0 && `${formatPlural(leftOut.models, 'model')} without a number or a name`,
    leftOut.uses > 0 && `${formatPlural(leftOut.uses, 'use')} of models that it lacks`,
    leftOut.twice > 0 && `${formatPlural(leftOut.twice, 'model')} a second time`,
  ].filter(Boolean);
  const facts: readonly (Fact | false)[] = [
    { label: 'File', value: <span className={styles.path}>{path}</span> },
    { label: 'Read', value: `${formatDay(readAt / 1000)}, ${formatBytes(bytes)}${states[state] === null ? '' : `. ${states[state]}`}` },
    matched !== null && { label: 'In this mirror', value: `${formatPlural(matched, 'package')}, ${formatCount(matchedUsed ?? 0)} of them in use` },
    { label: 'Models', value: `${formatCount(models)}, ${formatCount(used)} of them in use` },
    { label: 'Repositories', value: `${formatCount(repositories)}, with ${formatPlural(uses, 'use')} of models` },
    ...(sha256 === null ? [] : [{ label: 'SHA-256', value: <code title={sha256}>{sha256.slice(0, 16)}…</code> }]),
    { label: 'Tables', value: tables },
    left.length > 0 && { label: 'Left out', value: `${left.join(', ')}.` },
  ];
  return facts.filter((fact) => fact !== false);
}

function ImportPeatmoss({ mirror }: { readonly mirror: string }) {
  return (
    <ImportDialog
      title="Join a PeaTMOSS database"
      what="peatmoss"
      suggestion="PeaTMOSS.db"
      onClose={() => showPeatmossDialog('manage')}
      onImport={async (path) => {
        const answer = await call('peatmoss.attach', { mirror, path });
        return answer.ok ? { ok: true, value: { tone: 'neutral', title: 'The database is being read', text: 'Searches go on meanwhile; the list of jobs shows how far it is.' } } : answer;
      }}
    >
      <p>
        An SQLite file as PeaTMOSS is published, of any distribution: tables of models and of repositories that use them are found by what they hold. It is only read, and need not stay. Another one that was joined before gives way once this
        one is read.
      </p>
    </ImportDialog>
  );
}
