import { Activity, FolderOpen, FolderSearch, Square } from 'lucide-react';
import type { Job } from '../../../../shared/contract/index.ts';
import { useNativeDialogs } from '../../app/settings.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Badge } from '../../ui/marks.tsx';
import { MenuLabel, Popover } from '../../ui/menu.tsx';
import { formatBytes, formatCount, formatDuration, formatPlural } from '../../ui/quantity.ts';
import { ProgressBar } from '../../ui/states.tsx';
import { cancelJob, openUnpacked, revealFile, useJobs } from './store.ts';
import { jobWords } from './words.ts';
import styles from './tray.module.css';

/** Work under way and done, behind one button that shows how far the newest running job is. */
export function JobTray() {
  const jobs = useJobs((state) => state.jobs);
  const running = jobs.filter((job) => job.state === 'running');
  const newest = running[0];
  return (
    <Popover
      label={running.length === 0 ? 'Jobs' : `Jobs, ${formatPlural(running.length, 'running job')}`}
      side="above"
      triggerClass={styles.trigger}
      trigger={
        <>
          <span className={styles.line}>
            <Activity className={classNames(newest && styles.busy)} size={16} strokeWidth={1.7} aria-hidden />
            <span className={styles.wide}>{newest ? newest.phase || 'Working' : 'Jobs'}</span>
            {newest && <span className={classNames(styles.wide, styles.percent)}>{percentOf(newest)}</span>}
          </span>
          {newest && <ProgressBar value={shareOf(newest)} label={`Progress of ${newest.title}`} />}
        </>
      }
    >
      {() => (
        <div className={styles.tray}>
          <MenuLabel>Jobs</MenuLabel>
          {jobs.length === 0 && <p className={styles.none}>No index was built, and nothing was exported, unpacked or checked yet.</p>}
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </div>
      )}
    </Popover>
  );
}

export function JobRow({ job }: { readonly job: Job }) {
  const native = useNativeDialogs();
  const path = job.outcome?.path;
  return (
    <article className={styles.job} aria-label={job.title}>
      <header>
        <strong title={job.title}>{job.title}</strong>
        <StateBadge job={job} />
      </header>
      {job.state === 'running' && <ProgressBar value={shareOf(job)} label={`Progress of ${job.title}`} />}
      <p>{job.state === 'running' ? runningText(job) : endedText(job)}</p>
      {job.error?.hint && <p>{job.error.hint}</p>}
      {job.outcome?.warnings?.map(({ reason, count }) => (
        <p key={reason}>
          {reason} {formatCount(count)} here.
        </p>
      ))}
      <div className={styles.actions}>
        {job.state === 'running' && (
          <Button icon={Square} onClick={() => void cancelJob(job.id)}>
            Cancel
          </Button>
        )}
        {job.kind === 'unpack' && job.state === 'done' && path && (
          <Button icon={FolderOpen} onClick={() => void openUnpacked(path)}>
            Open it
          </Button>
        )}
        {native && path && <IconButton icon={FolderSearch} label="Show in folder" onClick={() => void revealFile(path)} />}
      </div>
    </article>
  );
}

function StateBadge({ job }: { readonly job: Job }) {
  switch (job.state) {
    case 'running':
      return <Badge tone="accent">{jobWords[job.kind].running}</Badge>;
    case 'done':
      return <Badge tone="good">{jobWords[job.kind].done}</Badge>;
    case 'cancelled':
      return <Badge>Cancelled</Badge>;
    case 'failed':
      return <Badge tone="danger">Failed</Badge>;
  }
}

export function shareOf(job: Job): number | null {
  return job.total === null || job.total === 0 ? null : job.done / job.total;
}

function percentOf(job: Job): string {
  const share = shareOf(job);
  return share === null ? '' : `${Math.floor(Math.min(1, share) * 100)}%`;
}

/** "Reading records · 1,200 of 9,767 records · 54,500 a second · 4 s left". */
export function runningText(job: Job): string {
  const write = (value: number): string => (job.unit === 'bytes' ? formatBytes(value) : formatCount(Math.round(value)));
  const unit = job.unit === 'bytes' ? '' : ` ${job.unit}`;
  return [
    job.phase,
    job.total === null ? `${write(job.done)}${unit}` : `${write(job.done)} of ${write(job.total)}${unit}`,
    job.rate !== null && job.rate > 0 && `${write(job.rate)} a second`,
    job.etaMs !== null && `${formatDuration(job.etaMs)} left`,
  ]
    .filter(Boolean)
    .join(' · ');
}

function endedText(job: Job): string {
  const took = job.endedAt === null ? null : formatDuration(job.endedAt - job.startedAt);
  if (job.state === 'failed') return job.error?.message ?? job.message;
  if ((job.kind === 'unpack' || job.kind === 'check' || job.kind === 'verify' || job.kind === 'peatmoss' || job.kind === 'list') && job.state === 'done') return [job.message, took].filter(Boolean).join(' · ');
  return [job.outcome && formatPlural(job.outcome.count, jobWords[job.kind].counts), job.outcome && job.outcome.bytes !== null && formatBytes(job.outcome.bytes), took, job.outcome?.path === job.title ? null : job.outcome?.path]
    .filter(Boolean)
    .join(' · ');
}
