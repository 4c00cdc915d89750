import { ShieldCheck, X } from 'lucide-react';
import { useState } from 'react';
import { create } from 'zustand';
import type { Job, LfsCheck } from '../../../../shared/contract/index.ts';
import { isSamePackage, type PackageKey } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { call } from '../../client/client.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Badge } from '../../ui/marks.tsx';
import { formatBytes, formatCount, formatMoment, formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice, ProgressBar } from '../../ui/states.tsx';
import { cancelJob, useJobs } from '../jobs/store.ts';
import { runningText, shareOf } from '../jobs/tray.tsx';
import styles from './lfs-check.module.css';

interface LfsCheckProps {
  readonly mirror: string;
  readonly package: PackageKey;
  /** One file, or null for all of the package. */
  readonly path: string | null;
}

/** Jobs that this window started, by what they check: a running one does not tell of which file it is. */
const useStarted = create<{ readonly jobs: Readonly<Record<string, string>> }>(() => ({ jobs: {} }));

/** Compares the content of LFS files with their pointers on demand: the button, how far it is, what came of it. */
export function LfsCheckBar({ mirror, package: { hub, name, ordinal }, path }: LfsCheckProps) {
  const subject = JSON.stringify([mirror, hub, name, ordinal, path]);
  const started = useStarted((state) => state.jobs[subject]);
  const job = useJobs((state) => state.jobs.find((one) => one.id === started || (one.mirror === mirror && isOf(one, { hub, name, ordinal }, path))));
  const [error, setError] = useState<CallError | null>(null);
  const start = async (): Promise<void> => {
    const answer = await call('packages.checkLfs', { mirror, package: { hub, name, ordinal }, path });
    setError(answer.ok ? null : answer.error);
    if (answer.ok) useStarted.setState(({ jobs }) => ({ jobs: { ...jobs, [subject]: answer.value.job } }));
  };
  const failure = error ?? (job?.state === 'failed' ? job.error : null);
  const isRunning = job?.state === 'running';
  return (
    <section className={styles.bar} aria-label="Check of LFS files">
      <div className={styles.line}>
        <Button icon={ShieldCheck} disabled={isRunning} onClick={() => void start()}>
          {path === null ? 'Check LFS files' : 'Check this file'}
        </Button>
        {isRunning && <Running job={job} />}
        {job?.outcome?.check && <Outcome check={job.outcome.check} endedAt={job.endedAt} />}
        {!job && <span className={styles.note}>Compares size and SHA-256 of what is here with the pointers of HEAD.</span>}
      </div>
      {failure && <ErrorNotice error={failure} />}
      {job?.outcome?.check && <Failures check={job.outcome.check} />}
    </section>
  );
}

function isOf({ outcome }: Job, key: PackageKey, path: string | null): boolean {
  const check = outcome?.check;
  return check?.path === path && isSamePackage(check.package, key);
}

function Running({ job }: { readonly job: Job }) {
  return (
    <span className={styles.running}>
      <ProgressBar value={shareOf(job)} label="Progress of the check" />
      <span className={styles.note}>{runningText(job)}</span>
      <IconButton icon={X} label="Cancel the check" onClick={() => void cancelJob(job.id)} />
    </span>
  );
}

/** What was found then: files may have changed since. */
function Outcome({ check: { good, failed, notHere, bytes, note }, endedAt }: { readonly check: LfsCheck; readonly endedAt: number | null }) {
  return (
    <output className={styles.outcome}>
      {failed > 0 && <Badge tone="danger">{`${formatPlural(failed, 'file')} not as the pointer says`}</Badge>}
      {good > 0 && <Badge tone="good">{`${formatPlural(good, 'file')} as the pointer says`}</Badge>}
      {notHere > 0 && <Badge>{`${formatCount(notHere)} not here`}</Badge>}
      <span className={styles.note}>{[`${formatBytes(bytes)} read${endedAt === null ? '' : `, ${formatMoment(endedAt / 1000)}`}`, note].filter(Boolean).join('. ')}</span>
    </output>
  );
}

function Failures({ check: { failures } }: { readonly check: LfsCheck }) {
  if (failures.length === 0) return null;
  return (
    <ul className={styles.failures}>
      {failures.map(({ path, place, reason }) => (
        <li key={`${place} ${path}`}>
          <strong>{path}</strong> <span className={styles.note}>({place})</span> {reason}
        </li>
      ))}
    </ul>
  );
}
