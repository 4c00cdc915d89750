import { availableParallelism } from 'node:os';
import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { Hire } from '../index/index.ts';
import type { PackageReader } from './package-block.ts';
import { encodePart, handState, keepPart, keptPart, makeSlots, type PartHandStart, type PartMessage, takePart } from './part-hand.ts';
import type { EncodedPart, PartEncoder } from './row-writer.ts';
import type { SharedFormat } from './shared-formats.ts';

/** Who shares the making of a table. */
export interface Hands {
  readonly hire: Hire;
  readonly databaseFile: string;
  readonly format: SharedFormat;
  readonly columns: readonly string[];
  readonly dependents: ArrayLike<number> | null;
}

/** With fewer packages another thread takes longer to start than it saves. */
const fewPackages = 10_000;
/** A part that is so long in coming is made here. Milliseconds. */
const patienceMs = 2000;

/** Makes the parts of a table, in this thread and another one, and hands them on in their order; `pause` is called every few milliseconds, and may throw. */
export function makeParts(encoder: PartEncoder, reader: PackageReader, ids: Uint32Array, hands: Hands | null, { pause, take }: { readonly pause: () => void; readonly take: (part: EncodedPart) => void }): void {
  const parts = Math.ceil(ids.length / encoder.packages);
  const make = (number: number): EncodedPart => encodePart(encoder, reader, ids, number, pause);
  if (hands === null || ids.length < fewPackages || availableParallelism() === 1) {
    for (let number = 0; number < parts; number += 1) take(make(number));
    return;
  }
  const state = new Int32Array(new SharedArrayBuffer(4 * Object.keys(handState).length));
  const slots = makeSlots();
  const port = startHand(hands, ids, state, slots);
  const waiting = new Map<number, PartMessage['part']>();
  let handedOn = 0;
  let waitingSince = performance.now();
  const handOn = (part: EncodedPart): void => {
    take(part);
    handedOn += 1;
    waitingSince = performance.now();
    Atomics.store(state, handState.handedOn, handedOn);
    Atomics.notify(state, handState.handedOn);
  };
  try {
    for (;;) {
      if (handedOn === parts) return;
      const sent = Atomics.load(state, handState.sent);
      for (let message = receiveMessageOnPort(port); message; message = receiveMessageOnPort(port)) {
        const { number, part } = message.message as PartMessage;
        waiting.set(number, part);
      }
      const came = waiting.get(handedOn);
      if (came !== undefined) {
        waiting.delete(handedOn);
        handOn(came === null ? make(handedOn) : keptPart(came, handedOn, slots));
        continue;
      }
      const number = takePart(state, parts);
      if (number === handedOn) handOn(make(number));
      // What is made anew must not be written over meanwhile.
      else if (number !== -1) waiting.set(number, keepPart(make(number), number, slots));
      else if (performance.now() - waitingSince > patienceMs) {
        // It may still fill the slot of this part, which nobody needs as long as it gets no other.
        Atomics.store(state, handState.stopped, 1);
        handOn(make(handedOn));
      } else {
        pause();
        Atomics.wait(state, handState.sent, sent, 50);
      }
    }
  } finally {
    // It looks at this between blocks, and ends by itself.
    Atomics.store(state, handState.stopped, 1);
    Atomics.notify(state, handState.handedOn);
    port.close();
  }
}

function startHand({ hire, databaseFile, format, columns, dependents }: Hands, ids: Uint32Array, state: Int32Array, slots: Uint8Array): MessagePort {
  const shared = new Uint32Array(new SharedArrayBuffer(ids.byteLength));
  shared.set(ids);
  const { port } = hire({ role: 'parts' });
  port.postMessage({ databaseFile, format, columns, ids: shared, dependents, state, slots } satisfies PartHandStart);
  return port;
}
