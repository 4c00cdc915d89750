import type { MessagePort } from 'node:worker_threads';
import type { CloneThreadStart } from './clone-pool.ts';
import type { PageThreadStart } from './pages/index.ts';

/** What a thread that works beside that of a job is to do: write pages of an index, read clones for it, or make parts of a table (core/subset). */
export type HandTask =
  | { readonly role: 'pages'; readonly pages: PageThreadStart }
  | { readonly role: 'clones'; readonly clones: CloneThreadStart }
  /** What of, it is told by its port. */
  | { readonly role: 'parts' };

/** A hired thread. */
export interface Hand {
  /** The way to it. It closes when the thread ends, however that comes. */
  readonly port: MessagePort;
  /** Ends the thread, whatever it does, and resolves once all it held is free. One that has ended may be dismissed too. */
  dismiss(): Promise<void>;
}

/** Hires a thread. Whoever starts it ends it at the latest with the work that it was hired for. */
export type Hire = (task: HandTask) => Hand;
