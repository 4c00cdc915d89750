import type { MessagePort } from 'node:worker_threads';
import { columnsNamed } from './columns.ts';
import { partEncoders } from './formats/encoders.ts';
import { PackageReader } from './package-block.ts';
import type { Field } from './package-fields.ts';
import { readInTurn } from './read-in-turn.ts';
import type { EncodedPart, PartEncoder } from './row-writer.ts';
import type { SharedFormat } from './shared-formats.ts';
import { openForReading, StoppedError } from './stored.ts';

/** What a thread that shares an export is told first. */
export interface PartHandStart {
  readonly databaseFile: string;
  readonly format: SharedFormat;
  readonly columns: readonly string[];
  /** Shared memory. */
  readonly ids: Uint32Array;
  readonly dependents: ArrayLike<number> | null;
  /** See `handState`; shared memory. */
  readonly state: Int32Array;
  /** See `keepPart`; shared memory. */
  readonly slots: Uint8Array;
}

/** Places in the state: the next part that nobody makes, how many parts were sent, 1 once nobody wants more, how many were handed on. */
export const handState = { next: 0, sent: 1, stopped: 2, handedOn: 3 } as const;

/** Parts that a hand may be ahead of what was handed on: what bounds the memory. */
const maxAhead = 3;

/** Room for a part of usual texts. Bytes. */
const slotBytes = 1 << 20;

export const makeSlots = (): Uint8Array => new Uint8Array(new SharedArrayBuffer((maxAhead + 1) * slotBytes));

/** A part, and how many bytes it has in its slot or, where there are more, the bytes. Null: it could not be made; who asked for it makes it and tells why. */
export interface PartMessage {
  readonly number: number;
  readonly part: (Omit<EncodedPart, 'bytes'> & { readonly bytes: number | Uint8Array }) | null;
}

/** Takes the next part, if there is one and it is not too far ahead: its number, else -1. */
export function takePart(state: Int32Array, parts: number): number {
  for (;;) {
    const next = Atomics.load(state, handState.next);
    if (next >= parts || next > Atomics.load(state, handState.handedOn) + maxAhead) return -1;
    if (Atomics.compareExchange(state, handState.next, next, next + 1) === next) return next;
  }
}

/** The part of a number; good until the next one is made. */
export function encodePart(encoder: PartEncoder, reader: PackageReader, ids: Uint32Array, number: number, pause: () => void): EncodedPart {
  return encoder.encode(reader.read(ids.subarray(number * encoder.packages, (number + 1) * encoder.packages)), number === 0, pause);
}

/**
 * Copies what its encoder fills anew into the part's slot, which the part before that had it has left: buffers of their own would be garbage that nobody
 * collects before there are tens of megabytes of it.
 */
export function keepPart({ bytes, ...part }: EncodedPart, number: number, slots: Uint8Array): NonNullable<PartMessage['part']> {
  if (bytes.length > slotBytes) return { ...part, bytes: new Uint8Array(bytes) };
  slots.set(bytes, slotOf(number));
  return { ...part, bytes: bytes.length };
}

/** A part that was kept. */
export function keptPart({ bytes, ...part }: NonNullable<PartMessage['part']>, number: number, slots: Uint8Array): EncodedPart {
  return { ...part, bytes: typeof bytes === 'number' ? slots.subarray(slotOf(number), slotOf(number) + bytes) : bytes };
}

const slotOf = (number: number): number => (number % (maxAhead + 1)) * slotBytes;

/** Waits until it is told what to make; ends where nobody tells it. */
export function servePartHand(port: MessagePort): void {
  port.once('message', (start: PartHandStart) => makeTheirs(port, start));
}

/** Makes one part after the other until there are none, or nobody wants more. */
function makeTheirs(port: MessagePort, { databaseFile, format, columns, ids, dependents, state, slots }: PartHandStart): void {
  const isStopped = (): boolean => Atomics.load(state, handState.stopped) !== 0;
  const pause = (): void => {
    if (isStopped()) throw new StoppedError();
  };
  const database = openForReading(databaseFile, isStopped);
  readInTurn(database);
  const encoder = partEncoders[format](columnsNamed(columns));
  const reader = new PackageReader(database, new Set<Field>(['hub', ...encoder.fields]), dependents);
  try {
    const parts = Math.ceil(ids.length / encoder.packages);
    while (!isStopped() && Atomics.load(state, handState.next) < parts) {
      const handedOn = Atomics.load(state, handState.handedOn);
      const number = takePart(state, parts);
      if (number === -1) Atomics.wait(state, handState.handedOn, handedOn, 50);
      else send(port, state, { number, part: made(() => keepPart(encodePart(encoder, reader, ids, number, pause), number, slots)) });
    }
  } finally {
    reader.close();
    database.close();
    port.close();
  }
}

function made(make: () => PartMessage['part']): PartMessage['part'] {
  try {
    return make();
  } catch {
    return null;
  }
}

function send(port: MessagePort, state: Int32Array, message: PartMessage): void {
  port.postMessage(message, typeof message.part?.bytes === 'object' ? [message.part.bytes.buffer as ArrayBuffer] : []);
  Atomics.add(state, handState.sent, 1);
  Atomics.notify(state, handState.sent);
}
