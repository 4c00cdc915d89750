import { randomUUID } from 'node:crypto';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { Job } from '../../shared/contract/index.ts';
import { assertNever, cancelledError, failureOf } from '../../shared/result.ts';
import { Hands } from './hands.ts';
import { JobHistory, type JobStore } from './job-history.ts';
import type { JobMessage, JobOutcome, Log, WorkerStart } from './protocol.ts';
import { RateMeter } from './rate-meter.ts';

export interface JobRunnerOptions {
  readonly workerFile: string;
  readonly start: Omit<WorkerStart, 'role' | 'stop' | 'task'>;
  readonly onChange: (job: Job) => void;
  readonly log: Log;
  /** Told of a mirror whose index turned out to be damaged. */
  readonly onDamage?: (mirror: string) => void;
  /** Keeps finished jobs beyond this run; without it they are forgotten at its end. */
  readonly store?: JobStore;
  /** After this long a cancelled job's thread is ended whatever it does. Milliseconds; 5000 unless told. */
  readonly graceMs?: number;
}

export interface JobRequest {
  readonly kind: Job['kind'];
  readonly title: string;
  readonly mirror: string | null;
  readonly task: unknown;
  /** Where undoing takes longer than the runner's own grace. Milliseconds. */
  readonly graceMs?: number;
  /** What its thread may take of memory, where that is less than usual. */
  readonly resourceLimits?: ResourceLimits;
  /** Called before the job is reported as done. */
  readonly onDone?: (outcome: JobOutcome) => void;
}

interface Running {
  job: Job;
  readonly worker: Worker;
  readonly hands: Hands;
  readonly stop: Int32Array;
  readonly meter: RateMeter;
  readonly graceMs: number;
}

const defaultGraceMs = 5000;

/** Runs each job in a worker thread of its own, so that its end, however it comes, frees all it held. */
export class JobRunner {
  private readonly options: JobRunnerOptions;
  private readonly running = new Map<string, Running>();
  private readonly history: JobHistory;
  private closed = false;
  /** The ends of jobs' threads and of those that they hired. */
  private readonly ends = new Set<Promise<void>>();

  constructor(options: JobRunnerOptions) {
    this.options = options;
    this.history = new JobHistory(options.store ?? null, options.log);
  }

  /** Running jobs, then those that ended, latest first. */
  async list(): Promise<readonly Job[]> {
    const ended = await this.history.list();
    return [...[...this.running.values()].map((entry) => entry.job), ...ended];
  }

  /** The running job of a mirror and kind, if there is one. */
  find(kind: Job['kind'], mirror: string): Job | null {
    for (const { job } of this.running.values()) if (job.kind === kind && job.mirror === mirror) return job;
    return null;
  }

  /** Throws `cancelled` once the runner was closed. */
  start(request: JobRequest): Job {
    if (this.closed) throw cancelledError();
    const shared = new SharedArrayBuffer(8);
    const { start, workerFile } = this.options;
    const workerData: WorkerStart = { ...start, role: 'job', stop: shared, task: request.task };
    const job: Job = {
      id: randomUUID(), kind: request.kind, title: request.title, mirror: request.mirror, state: 'running', phase: 'Starting', done: 0, total: null,
      unit: 'steps', rate: null, etaMs: null, message: '', error: null, startedAt: Date.now(), endedAt: null, outcome: null,
    };
    const entry: Running = {
      job, worker: new Worker(workerFile, { workerData, ...(request.resourceLimits && { resourceLimits: request.resourceLimits }) }), hands: new Hands(workerFile, this.options.log), stop: new Int32Array(shared), meter: new RateMeter(),
      graceMs: request.graceMs ?? this.options.graceMs ?? defaultGraceMs,
    };
    this.running.set(job.id, entry);
    entry.worker.on('message', (message: JobMessage) => this.receive(entry, message, request));
    entry.worker.on('error', (error) => this.end(entry, { state: 'failed', error: failureOf(error) }, error.stack));
    const end = new Promise((resolve) => entry.worker.once('exit', resolve)).then(() => entry.hands.dismissAll());
    this.ends.add(end);
    void end.then(() => this.ends.delete(end));
    entry.worker.on('exit', (code) => {
      const error = failureOf(new Error(`The job's thread ended unexpectedly (code ${code}).`));
      this.end(entry, Atomics.load(entry.stop, 0) === 0 ? { state: 'failed', error } : { state: 'cancelled' });
    });
    this.options.onChange(job);
    return job;
  }

  /** Raises the job's flag; what it has begun is undone by the job itself. False where no such job runs. */
  cancel(id: string): boolean {
    const entry = this.running.get(id);
    if (!entry) return false;
    Atomics.store(entry.stop, 0, 1);
    // Either this sees that the thread has begun, or the thread sees the flag before it does anything.
    if (Atomics.load(entry.stop, 1) === 0) void entry.worker.terminate();
    else setTimeout(() => void (this.running.has(id) && entry.worker.terminate()), entry.graceMs).unref();
    return true;
  }

  /** Cancels every job and waits until their threads have ended and what became of them is kept. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(
      [...this.running.values()].map((entry) => {
        const ended = new Promise((resolve) => entry.worker.once('exit', resolve));
        this.cancel(entry.job.id);
        return ended;
      }),
    );
    await this.history.close();
    await Promise.all(this.ends);
  }

  private receive(entry: Running, message: JobMessage, request: JobRequest): void {
    switch (message.kind) {
      case 'step': {
        const { rate, etaMs } = entry.meter.measure(message.step, performance.now());
        entry.job = { ...entry.job, ...message.step, rate, etaMs };
        this.change(entry.job);
        return;
      }
      case 'hire':
      case 'dismiss':
        entry.hands.receive(message);
        return;
      case 'damage':
        this.options.onDamage?.(message.mirror);
        return;
      case 'done':
        request.onDone?.(message.outcome);
        this.end(entry, { state: 'done', outcome: message.outcome, message: message.message });
        return;
      case 'failed':
        this.end(entry, message.error.code === 'cancelled' ? { state: 'cancelled' } : { state: 'failed', error: { ok: false, error: message.error } }, message.stack);
        return;
      default:
        assertNever(message);
    }
  }

  private end(
    entry: Running,
    ending: { state: 'done'; outcome: JobOutcome; message: string } | { state: 'cancelled' } | { state: 'failed'; error: ReturnType<typeof failureOf> },
    stack?: string | null,
  ): void {
    if (!this.running.delete(entry.job.id)) return;
    const failure = ending.state === 'failed' && !ending.error.ok ? ending.error.error : null;
    entry.job = {
      ...entry.job, state: ending.state, endedAt: Date.now(), rate: null, etaMs: null,
      ...(ending.state === 'done' ? { outcome: ending.outcome, message: ending.message } : {}),
      error: failure && { code: failure.code, message: failure.message, hint: failure.hint },
    };
    this.history.add(entry.job);
    if (failure) this.options.log('error', `Job failed: ${entry.job.title}`, { code: failure.code, message: failure.message, stack: stack ?? '' });
    this.change(entry.job);
  }

  private change(job: Job): void {
    if (!this.closed) this.options.onChange(job);
  }
}
