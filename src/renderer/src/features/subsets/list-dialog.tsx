import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { ListRead } from '../../../../shared/contract/index.ts';
import { packageText } from '../../../../shared/domain/index.ts';
import type { CallError, Result } from '../../../../shared/result.ts';
import { call } from '../../client/client.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice, ProgressBar } from '../../ui/states.tsx';
import { PathField } from '../exporting/path-field.tsx';
import { cancelJob, endOfJob, failureOfJob, useJobs } from '../jobs/store.ts';
import { runningText, shareOf } from '../jobs/tray.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { loadSubsets, openSubset, recordMade } from './store.ts';
import styles from './subset-dialogs.module.css';

/** Makes a list of the packages that a file names; what it would leave out is shown before. */
export function ListDialog({ mirror, onClose }: { readonly mirror: string; readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const [path, setPath] = useState('');
  const [column, setColumn] = useState('');
  const [read, setRead] = useState<ListRead | null>(null);
  const [running, setRunning] = useState<{ readonly job: string; readonly keeps: boolean } | null>(null);
  const isOpen = useRef(true);
  const [error, setError] = useState<CallError | null>(null);
  const change = (set: (value: string) => void) => (value: string): void => {
    set(value);
    setRead(null);
    setError(null);
  };
  useEffect(() => {
    isOpen.current = true;
    return () => void (isOpen.current = false);
  }, []);
  const ask = async (keeps: boolean): Promise<Result<ListRead>> => {
    setError(null);
    const started = await call('subsets.importIds', { mirror, path: path.trim(), name: keeps ? name : null, column: column.trim() === '' ? null : column });
    if (!started.ok) return started;
    setRunning({ job: started.value.job, keeps });
    const job = await endOfJob(started.value.job);
    setRunning(null);
    return job.outcome?.listed ? { ok: true, value: job.outcome.listed } : { ok: false, error: failureOfJob(job) };
  };
  const look = async (): Promise<void> => {
    setRead(null);
    const answer = await ask(false);
    setRead(answer.ok ? answer.value : null);
    setError(answer.ok || answer.error.code === 'cancelled' ? null : answer.error);
  };
  /** A list that is being kept goes on in the tray; nobody waits any more for a look. */
  const close = (): void => {
    if (running !== null && !running.keeps) void cancelJob(running.job);
    onClose();
  };
  const choose = async (): Promise<void> => {
    const answer = await call('files.choose', { what: 'packages' });
    if (!answer.ok) setError(answer.error);
    else if (answer.value.path !== null) change(setPath)(answer.value.path);
  };
  const save = async (): Promise<CallError | null> => {
    const answer = await ask(true);
    if (!answer.ok) return answer.error;
    const { subset } = answer.value;
    await loadSubsets(mirror);
    if (subset) {
      recordMade(mirror, [subset], `Made the subset ${subset.name}`);
      if (isOpen.current) openSubset(subset.name);
    }
    return null;
  };
  return (
    <DialogFrame title="Import a list" verb="Import" size="large" name={name} onName={setName} ready={path.trim() !== '' && running === null} onClose={close} onSave={save}>
      <p>A text file with a package a line (hub/name, owner/name, an address, a purl), a CSV with a column of them, or the manifest of an export. Lines that fit no package, or several, are named and left out.</p>
      <PathField label="File" value={path} suggestion="packages.txt" typedHint="A path on the machine that runs this program." onChange={change(setPath)} onChoose={() => void choose()} />
      <div className={styles.choices}>
        <TextField label="Column, if it is a CSV" value={column} placeholder="the first that holds names" onChange={change(setColumn)} />
        <Button className={styles.look} disabled={path.trim() === '' || running !== null} onClick={() => void look()}>
          Look at the file
        </Button>
      </div>
      {running && <Running id={running.job} />}
      {error && <ErrorNotice error={error} />}
      {read && <ReadFile read={read} />}
    </DialogFrame>
  );
}

function Running({ id }: { readonly id: string }) {
  const job = useJobs(({ jobs }) => jobs.find((known) => known.id === id));
  if (job?.state !== 'running') return null;
  return (
    <div className={styles.running}>
      <ProgressBar value={shareOf(job)} label="Progress of reading the file" />
      <span>{runningText(job)}</span>
      <IconButton icon={X} label="Stop reading the file" onClick={() => void cancelJob(id)} />
    </div>
  );
}

function ReadFile({ read: { form, lines, packages, repeated, unresolved, unresolvedTotal, ambiguous, ambiguousTotal } }: { readonly read: ListRead }) {
  return (
    <output className={styles.preview}>
      <strong>{formatPlural(packages, 'package')}</strong> from {formatPlural(lines, 'line')}: {form}
      {repeated > 0 && <span>, {formatCount(repeated)} named again</span>}
      {unresolvedTotal + ambiguousTotal > 0 && <span>, {formatPlural(unresolvedTotal + ambiguousTotal, 'line')} left out</span>}
      {unresolvedTotal + ambiguousTotal > 0 && (
        <ul>
          {unresolved.slice(0, 20).map(({ line, text, reason }) => (
            <li key={`u${line}`}>
              <span>
                Line {formatCount(line)}: {text}
              </span>
              <span>{reason}</span>
            </li>
          ))}
          {ambiguous.slice(0, 20).map(({ line, text, candidates }) => (
            <li key={`a${line}`}>
              <span>
                Line {formatCount(line)}: {text}
              </span>
              <span>may be {candidates.map(packageText).join(' or ')}</span>
            </li>
          ))}
          {unresolvedTotal + ambiguousTotal > unresolved.slice(0, 20).length + ambiguous.slice(0, 20).length && <li>and more</li>}
        </ul>
      )}
    </output>
  );
}
