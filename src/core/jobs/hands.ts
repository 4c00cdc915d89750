import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import type { Hand, HandTask, Hire } from '../index/index.ts';
import type { Log } from './protocol.ts';

/** What a job asks of whoever started it: a thread beside its own, or the end of one. */
export type HandMessage =
  | { readonly kind: 'hire'; readonly number: number; readonly task: HandTask; readonly port: MessagePort }
  /** `told` closes once the thread has ended. */
  | { readonly kind: 'dismiss'; readonly number: number; readonly told: MessagePort };

/** What a hired thread is started with. */
export type HandStart = HandTask & { readonly port: MessagePort };

/**
 * Hires through the thread that started this one, since a thread that a worker thread starts never ends in Electron 33,
 * and keeps the program from ending.
 */
export function hireThrough(send: (message: HandMessage, transfer: readonly MessagePort[]) => void): Hire {
  let hired = 0;
  return (task) => {
    const { port1, port2 } = new MessageChannel();
    const number = hired;
    hired += 1;
    send({ kind: 'hire', number, task, port: port2 }, [port2]);
    return {
      port: port1,
      dismiss: () =>
        new Promise((resolve) => {
          const { port1: ended, port2: told } = new MessageChannel();
          ended.once('close', resolve);
          // Nothing else may keep this thread alive meanwhile.
          ended.ref();
          send({ kind: 'dismiss', number, told }, [told]);
        }),
    };
  };
}

const toStandardError: Log = (level, message, details) => void process.stderr.write(`${level}: ${message} ${JSON.stringify(details ?? {})}\n`);

/** Hires a thread before somebody asks for one, who then gets it: both load at the same time. It ends with the job, asked for or not. */
export function hireAhead(hire: Hire, role: 'parts'): Hire {
  let ahead: Hand | null = hire({ role });
  return (task) => {
    const hand = task.role === role ? ahead : null;
    if (hand === null) return hire(task);
    ahead = null;
    return hand;
  };
}

/** Hires from the main thread, for programs that run no jobs. */
export function hireHere(workerFile: string, log: Log = toStandardError): Hire {
  const hands = new Hands(workerFile, log);
  return hireThrough((message) => hands.receive(message));
}

/** A thread that has not ended by then may never: in Electron 33 some hang at their end (docs/adr/0004). Its job is not kept waiting for it. Milliseconds. */
const endMs = 3000;

/** The threads that one job has hired. */
export class Hands {
  private readonly workerFile: string;
  private readonly log: Log;
  private readonly workers = new Map<number, Worker>();

  constructor(workerFile: string, log: Log) {
    this.workerFile = workerFile;
    this.log = log;
  }

  receive(message: HandMessage): void {
    if (message.kind === 'hire') this.hire(message);
    else void this.endSoon(message.number).then(() => message.told.close());
  }

  /** Resolves once none of them is left, which may be never. */
  async dismissAll(): Promise<void> {
    await Promise.all([...this.workers.keys()].map((number) => this.end(number)));
  }

  private hire({ number, task, port }: HandMessage & { readonly kind: 'hire' }): void {
    const worker = new Worker(this.workerFile, { workerData: { ...task, port } satisfies HandStart, transferList: [port], ...(task.role === 'parts' && { resourceLimits: { maxYoungGenerationSizeMb: 4 } }) });
    this.workers.set(number, worker);
    // The job hears no more of it than that its port closes.
    worker.on('error', (error) => this.log('error', 'A hired thread failed', { role: task.role, message: error.message, stack: error.stack ?? '' }));
    worker.on('exit', () => this.workers.delete(number));
  }

  private async endSoon(number: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => (timer = setTimeout(resolve, endMs, 'late')));
    if ((await Promise.race([this.end(number), late])) === 'late') this.log('error', 'A hired thread does not end', {});
    clearTimeout(timer);
  }

  private async end(number: number): Promise<void> {
    await this.workers.get(number)?.terminate();
  }
}
