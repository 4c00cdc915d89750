import { create } from 'zustand';
import type { Job } from '../../../../shared/contract/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { call } from '../../client/client.ts';
import { useApp } from '../../app/settings.ts';
import { formatPlural } from '../../ui/quantity.ts';
import { sayError, showToast } from '../../ui/toast.tsx';
import { openMirror } from '../mirrors/store.ts';
import { jobWords } from './words.ts';

interface JobsState {
  /** Newest first. */
  readonly jobs: readonly Job[];
}

export const useJobs = create<JobsState>(() => ({ jobs: [] }));

/** Jobs kept in the tray; the engine keeps the whole history. */
const mostJobs = 50;

export async function loadJobs(): Promise<void> {
  const listed = await call('jobs.list', {});
  if (listed.ok) useJobs.setState({ jobs: newestFirst(listed.value.jobs) });
}

/** Takes in a job's new state and says so when it ended. */
export function takeJob(job: Job): void {
  const { jobs } = useJobs.getState();
  const before = jobs.find((known) => known.id === job.id);
  useJobs.setState({ jobs: newestFirst([job, ...jobs.filter((known) => known.id !== job.id)]) });
  if (before?.state !== job.state && job.state !== 'running') announce(job);
}

export async function cancelJob(id: string): Promise<void> {
  const answer = await call('jobs.cancel', { id });
  if (!answer.ok) showToast({ tone: 'danger', title: 'The job was not cancelled', text: answer.error.message });
}

export async function revealFile(path: string): Promise<void> {
  const answer = await call('files.reveal', { path });
  if (!answer.ok) showToast({ tone: 'danger', title: 'The folder was not opened', text: answer.error.message });
}

/** Makes the folder that was unpacked to the current mirror. */
export async function openUnpacked(path: string): Promise<void> {
  sayError(await openMirror([path]));
}

/** Waits for a job to end, however it does. */
export function endOfJob(id: string): Promise<Job> {
  return new Promise((resolve) => {
    const look = ({ jobs }: JobsState): boolean => {
      const job = jobs.find((known) => known.id === id);
      if (job === undefined || job.state === 'running') return false;
      resolve(job);
      return true;
    };
    if (look(useJobs.getState())) return;
    const end = useJobs.subscribe((state) => {
      if (look(state)) end();
    });
  });
}

/** Why a job that ended did not do what it was to. */
export function failureOfJob(job: Job): CallError {
  return job.error ?? { code: 'cancelled', message: 'It was cancelled.' };
}

/** In a browser, leaving the page while something runs is asked about: a program that is stopped with its page takes the work with it. */
export function warnBeforeLeaving(): () => void {
  const ask = (event: BeforeUnloadEvent): void => {
    const isBrowser = useApp.getState().info?.surface === 'browser';
    if (isBrowser && useJobs.getState().jobs.some(({ state }) => state === 'running')) event.preventDefault();
  };
  window.addEventListener('beforeunload', ask);
  return () => window.removeEventListener('beforeunload', ask);
}

function newestFirst(jobs: readonly Job[]): readonly Job[] {
  return [...jobs].sort((left, right) => right.startedAt - left.startedAt).slice(0, mostJobs);
}

function announce(job: Job): void {
  // Who only looked at a file sees it where they asked.
  if (job.kind === 'list' && (job.outcome?.listed?.subset === null || job.state === 'failed')) return;
  const { noun, done, counts } = jobWords[job.kind];
  if (job.state === 'failed') showToast({ about: job.kind, tone: 'danger', title: `${noun} failed: ${job.title}`, text: job.error?.message ?? job.message });
  else if (job.state === 'cancelled') showToast({ about: job.kind, tone: 'neutral', title: `${noun} cancelled`, text: job.title });
  else {
    const path = job.outcome?.path ?? null;
    const canShow = path !== null && useApp.getState().info?.surface === 'electron';
    showToast({
      about: job.kind,
      tone: job.outcome?.check && job.outcome.check.failed > 0 ? 'danger' : 'good',
      title: job.kind === 'index' ? `Index of ${job.title} is ready` : job.kind === 'peatmoss' ? `${done} ${job.title}` : `${done} ${formatPlural(job.outcome?.count ?? job.done, counts)}`,
      // Its message tells what was left out, or what a refresh found.
      text: job.kind === 'export' ? (path ?? undefined) : job.message,
      action: job.kind === 'unpack' && path !== null ? { label: 'Open it', run: () => void openUnpacked(path) } : canShow ? { label: 'Show in folder', run: () => void revealFile(path) } : undefined,
    });
  }
}
