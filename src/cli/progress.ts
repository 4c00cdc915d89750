import type { Job } from '../shared/contract/index.ts';
import type { Engine } from '../core/engine/index.ts';
import { cancelledError, ExpectedError } from '../shared/result.ts';

/**
 * Waits for a job, showing its progress on stderr: one rewritten line on a terminal, a line a phase elsewhere. Cancels
 * the job when the signal comes. Throws the job's error.
 */
export async function followJob(engine: Engine, id: string, signal: AbortSignal): Promise<Job> {
  const show = process.stderr.isTTY ? showOnTerminal() : showInFile();
  const ended = new Promise<Job>((resolve) => {
    const end = engine.subscribe((event) => {
      if (event.kind !== 'job' || event.job.id !== id) return;
      if (event.job.state === 'running') show(event.job);
      else {
        end();
        resolve(event.job);
      }
    });
  });
  const cancel = (): void => void engine.call('jobs.cancel', { id });
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) cancel();
  const known = await engine.call('jobs.list', {});
  const already = known.ok ? known.value.jobs.find((job) => job.id === id && job.state !== 'running') : undefined;
  const job = already ?? (await ended);
  signal.removeEventListener('abort', cancel);
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  if (job.state === 'cancelled') throw cancelledError();
  if (job.error) throw new ExpectedError(job.error.code, job.error.message, job.error.hint);
  return job;
}

function describe(job: Job): string {
  const parts = [job.phase];
  if (job.unit === 'bytes') parts.push(`${(job.done / 1e6).toFixed(0)}${job.total === null ? '' : ` of ${(job.total / 1e6).toFixed(0)}`} MB`);
  else parts.push(`${job.done.toLocaleString('en')}${job.total === null ? '' : ` of ${job.total.toLocaleString('en')}`} ${job.unit}`);
  if (job.etaMs !== null && job.etaMs > 1000) parts.push(`${Math.ceil(job.etaMs / 1000)} s left`);
  return parts.join(', ');
}

function showOnTerminal(): (job: Job) => void {
  return (job) => process.stderr.write(`\r\u001b[K${describe(job)}`);
}

function showInFile(): (job: Job) => void {
  let phase = '';
  return (job) => {
    if (job.phase === phase) return;
    phase = job.phase;
    process.stderr.write(`${job.phase}\n`);
  };
}
