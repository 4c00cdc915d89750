/** Room that two threads share: one fills a slot, the other empties it and gives it back. Nothing is copied or allocated on the way. */
export interface SharedSlots {
  readonly bytes: number;
  readonly data: SharedArrayBuffer;
  /** One number a slot: 1 while it is taken. */
  readonly taken: SharedArrayBuffer;
}

export function makeSlots(count: number, bytes: number): SharedSlots {
  return { bytes, data: new SharedArrayBuffer(count * bytes), taken: new SharedArrayBuffer(4 * count) };
}

/** Takes a free slot, or returns -1. */
export function takeSlot(slots: SharedSlots): number {
  const taken = new Int32Array(slots.taken);
  for (let slot = 0; slot < taken.length; slot += 1) if (Atomics.compareExchange(taken, slot, 0, 1) === 0) return slot;
  return -1;
}

export function giveBack(slots: SharedSlots, slot: number): void {
  Atomics.store(new Int32Array(slots.taken), slot, 0);
}

/** The first bytes of a slot. */
export function slotBytes(slots: SharedSlots, slot: number, length: number = slots.bytes): Buffer {
  return Buffer.from(slots.data, slot * slots.bytes, length);
}

/** A slot as 32-bit numbers. */
export function slotNumbers(slots: SharedSlots, slot: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(slots.data, slot * slots.bytes, slots.bytes / 4);
}
