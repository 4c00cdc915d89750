import type { Job } from '../../shared/contract/index.ts';
import type { Log } from './protocol.ts';

/** Where finished jobs outlast the program. */
export interface JobStore {
  /** Latest first. */
  load(): Promise<readonly Job[]>;
  save(job: Job): Promise<void>;
}

/** Finished jobs kept for the tray. */
const mostJobs = 50;
/** How long closing waits for the last jobs to be kept: a thread may be busy with a long question. Milliseconds. */
const closeWaitMs = 1000;

/** The jobs that ended, latest first: those of this run and those kept from earlier ones. */
export class JobHistory {
  private readonly store: JobStore | null;
  private readonly log: Log;
  private jobs: readonly Job[] = [];
  private loading: Promise<void> | null = null;
  private readonly saving = new Set<Promise<void>>();

  constructor(store: JobStore | null, log: Log) {
    this.store = store;
    this.log = log;
  }

  /** Jobs kept earlier are read when first asked for; where they cannot be read, only this run's are told. */
  async list(): Promise<readonly Job[]> {
    this.loading ??= this.load();
    await this.loading;
    return this.jobs;
  }

  add(job: Job): void {
    this.jobs = [job, ...this.jobs].slice(0, mostJobs);
    if (!this.store) return;
    const saved = this.store
      .save(job)
      .catch((error: unknown) => this.log('warning', 'A finished job was not kept', { job: job.id, message: String(error) }))
      .finally(() => this.saving.delete(saved));
    this.saving.add(saved);
  }

  /** Waits until what was added is kept, but not for long. */
  async close(): Promise<void> {
    if (this.saving.size === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((done) => {
      timer = setTimeout(done, closeWaitMs);
    });
    await Promise.race([Promise.all(this.saving), late]);
    clearTimeout(timer);
  }

  private async load(): Promise<void> {
    try {
      const kept = (await this.store?.load()) ?? [];
      const known = new Set(this.jobs.map((job) => job.id));
      this.jobs = [...this.jobs, ...kept.filter((job) => !known.has(job.id))].slice(0, mostJobs);
    } catch (error) {
      this.loading = null;
      this.log('warning', 'The jobs of earlier runs cannot be read', { message: String(error) });
    }
  }
}
