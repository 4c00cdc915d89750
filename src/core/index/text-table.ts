import { unitAt } from '../../shared/code-units.ts';
import { fnvStart, hashText } from '../../shared/fnv.ts';
import { enlarged } from '../../shared/numbers.ts';

/** Address space set aside; memory is taken as texts come. */
const maxBytes = 2 ** 32 - 1;
const step = 1 << 20;
const firstSlots = 1 << 12;

/**
 * Gives each text of a kind a number: 1, 2, 3 … in the order of their coming. What a Map of strings would keep in some 120
 * bytes a text, garbage collection included, takes 30 here: a listing of a million packages has half a million of them.
 */
export class TextTable {
  size = 0;
  private readonly arena = new ArrayBuffer(step, { maxByteLength: maxBytes });
  private bytes = Buffer.from(this.arena, 0, step);
  private used = 0;
  /** Numbers by hash, 0 where there is none. */
  private slots = new Int32Array(firstSlots);
  /** By number: its hash, its kind, and where its bytes start. */
  private hashes = new Int32Array(firstSlots);
  private kinds = new Uint8Array(firstSlots);
  private starts = new Uint32Array(firstSlots + 1);
  private scratch = Buffer.alloc(256);

  /** The number of a text, or 0 where it has none. */
  find(kind: number, text: string): number {
    const hash = hashOf(kind, text);
    const mask = this.slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = this.slots[slot] as number;
      if (number === 0) return 0;
      if (this.hashes[number - 1] === hash && this.kinds[number - 1] === kind && this.isEqual(number, text)) return number;
    }
  }

  /** The kind of the text of a number. */
  kindOf(number: number): number {
    return this.kinds[number - 1] as number;
  }

  /** Adds a text that has no number yet. */
  add(kind: number, text: string): number {
    if (2 * (this.size + 1) > this.slots.length) this.grow();
    const most = 3 * text.length;
    if (this.used + most > this.bytes.length) {
      const wanted = this.used + most;
      if (wanted > maxBytes) throw new RangeError('The texts of an index take more than four gigabytes');
      this.arena.resize(Math.min(maxBytes, Math.ceil(wanted / step) * step));
      this.bytes = Buffer.from(this.arena, 0, this.arena.byteLength);
    }
    const hash = hashOf(kind, text);
    this.used += this.bytes.write(text, this.used, 'utf8');
    this.hashes[this.size] = hash;
    this.kinds[this.size] = kind;
    this.size += 1;
    this.starts[this.size] = this.used;
    this.place(hash, this.size);
    return this.size;
  }

  private isEqual(number: number, text: string): boolean {
    const start = this.starts[number - 1] as number;
    const length = (this.starts[number] as number) - start;
    const { bytes } = this;
    const units = text.length;
    if (length === units) {
      // As many bytes as characters: all of them ASCII, if the texts are equal.
      for (let at = 0; at < length; at += 1) if (bytes[start + at] !== unitAt(text, at)) return false;
      return true;
    }
    if (length < units) return false;
    if (3 * units > this.scratch.length) this.scratch = Buffer.alloc(6 * units);
    const written = this.scratch.write(text, 'utf8');
    return written === length && this.scratch.compare(bytes, start, start + length, 0, written) === 0;
  }

  private place(hash: number, number: number): void {
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = number;
  }

  private grow(): void {
    const room = 2 * this.slots.length;
    this.slots = new Int32Array(room);
    this.hashes = enlarged(this.hashes, new Int32Array(room / 2));
    this.kinds = enlarged(this.kinds, new Uint8Array(room / 2));
    this.starts = enlarged(this.starts, new Uint32Array(room / 2 + 1));
    for (let number = 1; number <= this.size; number += 1) this.place(this.hashes[number - 1] as number, number);
  }
}

/** FNV-1a over UTF-16 units, mixed once more because slots are taken from its low bits. */
function hashOf(kind: number, text: string): number {
  const hash = hashText(text, fnvStart ^ kind);
  return hash ^ (hash >>> 15);
}
