import { parentPort, workerData } from 'node:worker_threads';
import type { HandStart, WorkerStart } from '../jobs/index.ts';
import type { ScanKind } from '../mirror/index.ts';
import type { PartHandStart } from '../subset/index.ts';

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
    (await import('../subset/part-hand.ts')).servePartHand(start.port, start.parts as PartHandStart);
    break;
  case 'clones':
    (await import('../index/index.ts')).serveClones(start.port, start.clones);
    break;
  default:
    (await import('./worker-roles.ts')).serve(start, parentPort);
}
