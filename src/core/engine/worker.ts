import { availableParallelism } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { assertNever } from '../../shared/result.ts';
import type { Hire } from '../index/index.ts';
import type { HandStart, WorkerStart } from '../jobs/index.ts';
import type { ScanKind } from '../mirror/index.ts';
/* oxlint-disable no-restricted-imports -- see below */
import { hireAhead, hireThrough } from '../jobs/hands.ts';
import { isShared } from '../subset/shared-formats.ts';
/* oxlint-enable no-restricted-imports */
import type { JobTask } from './run-job.ts';

/**
 * The entry of every worker thread: a reader that answers questions until it is ended, one job from start to end, or a
 * hand that a job has hired. Each loads no more than it needs, for a thread starts in the time that its modules take.
 */
const start = workerData as WorkerStart | HandStart;
if (!parentPort) throw new Error('worker.js runs in a worker thread only');

switch (start.role) {
  case 'pages': {
    /* oxlint-disable no-restricted-imports -- the whole folders take ten times as long to load, while the job waits */
    const [{ servePages }, { scannerOf }] = await Promise.all([import('../index/pages/thread.ts'), import('../mirror/hubs/scans.ts')]);
    /* oxlint-enable no-restricted-imports */
    servePages(start.port, start.pages, (kind) => scannerOf(kind as ScanKind));
    break;
  }
  case 'parts':
    // oxlint-disable-next-line no-restricted-imports -- the same
    (await import('../subset/part-hand.ts')).servePartHand(start.port);
    break;
  case 'clones':
    // oxlint-disable-next-line no-restricted-imports -- the same
    (await import('../index/clone-pool.ts')).serveClones(start.port, start.clones);
    break;
  case 'reader':
    (await import('./reader-role.ts')).answerQuestions(start, parentPort);
    break;
  case 'job': {
    const hire = hireOf(start.task as JobTask, parentPort);
    void (await import('./job-role.ts')).work(start, parentPort, hire);
    break;
  }
  default:
    assertNever(start);
}

/** How a job hires; the thread that an export shares its work with loads while the job's own does. */
function hireOf(job: JobTask, channel: NonNullable<typeof parentPort>): Hire {
  const hire = hireThrough((message, transfer) => channel.postMessage(message, transfer));
  return job.kind === 'export' && isShared(job.args.format) && availableParallelism() > 1 ? hireAhead(hire, 'parts') : hire;
}
