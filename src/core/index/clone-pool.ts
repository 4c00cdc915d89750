import { availableParallelism } from 'node:os';
import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import { cancelledError } from '../../shared/result.ts';
import type { Hire } from './hands.ts';
import { scanClone, type CloneQuestion, type ScannedClone } from './scan-clone.ts';

/** What a thread that helps to read clones is started with. */
export interface CloneThreadStart {
  readonly questions: readonly CloneQuestion[];
  /** Three numbers: the next question, how many answers were sent, and 1 once nobody wants more. */
  readonly state: SharedArrayBuffer;
}

type CloneAnswer =
  | { readonly kind: 'scanned'; readonly number: number; readonly scanned: ScannedClone }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | null };

const next = 0;
const sent = 1;
const stopped = 2;

/** Below this many clones another thread takes longer to start than it saves. */
const fewClones = 24;
const maxThreads = 4;
/** Questions that one thread may be ahead of what was handed on: what bounds the memory. */
const maxAhead = 2000;

/** Reads clones with as many threads as there are cores, this one among them, and hands them on in their order. */
export async function scanClones(
  questions: readonly CloneQuestion[], hire: Hire, isCancelled: () => boolean, take: (number: number, scanned: ScannedClone) => void,
): Promise<void> {
  const shared = new SharedArrayBuffer(12);
  const state = new Int32Array(shared);
  const helpers = questions.length < fewClones ? 0 : Math.min(maxThreads, availableParallelism()) - 1;
  const threads = Array.from({ length: helpers }, () => hire({ role: 'clones', clones: { questions, state: shared } }));
  const waiting = new Map<number, ScannedClone>();
  let handedOn = 0;
  const receive = (): void => {
    for (const { port } of threads) {
      for (let message = receiveMessageOnPort(port); message; message = receiveMessageOnPort(port)) {
        const answer = message.message as CloneAnswer;
        if (answer.kind === 'failed') throw Object.assign(new Error(answer.message), answer.code === null ? {} : { code: answer.code });
        waiting.set(answer.number, answer.scanned);
      }
    }
    for (let scanned = waiting.get(handedOn); scanned; scanned = waiting.get(handedOn)) {
      waiting.delete(handedOn);
      take(handedOn, scanned);
      handedOn += 1;
    }
  };
  try {
    while (handedOn < questions.length) {
      if (isCancelled()) throw cancelledError();
      const answers = Atomics.load(state, sent);
      receive();
      const number = handedOn + maxAhead > Atomics.load(state, next) ? Atomics.add(state, next, 1) : questions.length;
      const question = questions[number];
      if (question) waiting.set(number, scanClone(question, isCancelled));
      else if (handedOn < questions.length && waiting.size < questions.length - handedOn) Atomics.wait(state, sent, answers, 50);
    }
  } finally {
    // They look at this between commits, and end by themselves.
    Atomics.store(state, stopped, 1);
    for (const { port } of threads) port.close();
  }
}

/** The other side: takes one question after the other until there are none. */
export function serveClones(port: MessagePort, { questions, state: shared }: CloneThreadStart): void {
  const state = new Int32Array(shared);
  const isStopped = (): boolean => Atomics.load(state, stopped) !== 0;
  try {
    for (let number = Atomics.add(state, next, 1); number < questions.length && !isStopped(); number = Atomics.add(state, next, 1)) {
      const scanned = scanClone(questions[number] as CloneQuestion, isStopped);
      const { shas, authors, committers, authored, committed, parents, signatures } = scanned.commits;
      const buffers = [shas, authors, committers, authored, committed, parents, signatures].map((column) => column.buffer as ArrayBuffer);
      port.postMessage({ kind: 'scanned', number, scanned } satisfies CloneAnswer, scanned.texts === null ? buffers : [...buffers, scanned.texts.buffer as ArrayBuffer]);
      Atomics.add(state, sent, 1);
      Atomics.notify(state, sent);
    }
  } catch (error) {
    if (isStopped()) return;
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    port.postMessage({ kind: 'failed', message: error instanceof Error ? error.message : String(error), code } satisfies CloneAnswer);
    Atomics.add(state, sent, 1);
    Atomics.notify(state, sent);
  }
}
