import { hashText } from '../../../shared/fnv.ts';
import { enlarged, firstNotBelow } from '../../../shared/numbers.ts';

/** Entries of a file that nobody has asked for yet, by id: their places only, since there may be millions. */
export class PassedEntries {
  private readonly rows = new Map<string, number>();
  private readonly offsets: number[] = [];
  private readonly lengths: number[] = [];
  private readonly taken = new Set<string>();

  /** False where the id is known already; the first entry stays. */
  add(id: string, place: { readonly offset: number; readonly length: number }): boolean {
    if (this.rows.has(id)) return false;
    this.rows.set(id, this.offsets.length);
    this.offsets.push(place.offset);
    this.lengths.push(place.length);
    return true;
  }

  has(id: string): boolean {
    return this.rows.has(id);
  }

  /** The place of an entry, which is then no longer left; several may ask for the same. */
  take(id: string): { readonly offset: number; readonly length: number } | null {
    const row = this.rows.get(id);
    if (row === undefined) return null;
    this.taken.add(id);
    return { offset: this.offsets[row] ?? 0, length: this.lengths[row] ?? 0 };
  }

  /** Whether this is the entry that was added under the id, and nobody asked for it. */
  isLeft(id: string, offset: number): boolean {
    const row = this.rows.get(id);
    return row !== undefined && this.offsets[row] === offset && !this.taken.has(id);
  }

  /** Ids and offsets of what nobody asked for, in file order. */
  *left(): Generator<readonly [id: string, offset: number]> {
    for (const [id, row] of this.rows) if (!this.taken.has(id)) yield [id, this.offsets[row] ?? 0];
  }
}

/**
 * Remembers millions of ids in four bytes each: it may hold an id for known that was never added (1 in 2,000 at two million), never
 * the other way. They are only put down one after the other, and sorted when the first one is asked for: few files come to that.
 */
export class ProbableSet {
  private hashes = new Int32Array(1 << 14);
  private count = 0;
  private isSorted = false;

  add(id: string): void {
    if (this.count === this.hashes.length) this.hashes = enlarged(this.hashes, new Int32Array(2 * this.count));
    this.hashes[this.count] = hashText(id);
    this.count += 1;
    this.isSorted = false;
  }

  mayHave(id: string): boolean {
    const known = this.hashes.subarray(0, this.count);
    if (!this.isSorted) known.sort();
    this.isSorted = true;
    const hash = hashText(id);
    return known[firstNotBelow(known, hash)] === hash;
  }
}
