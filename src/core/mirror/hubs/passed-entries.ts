import { hashText } from '../../../shared/fnv.ts';

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

  /** Ids and offsets of what nobody asked for, in file order. */
  *left(): Generator<readonly [id: string, offset: number]> {
    for (const [id, row] of this.rows) if (!this.taken.has(id)) yield [id, this.offsets[row] ?? 0];
  }
}

const bits = 1 << 25;

/** Remembers millions of ids in 4 MB: it may hold an id for known that was never added (1 in 80 at two million), never the other way. */
export class ProbableSet {
  private words: Uint32Array | null = null;

  add(id: string): void {
    this.words ??= new Uint32Array(bits >>> 5);
    const [first, second] = placesOf(id);
    this.words[first >>> 5] = (this.words[first >>> 5] ?? 0) | (1 << (first & 31));
    this.words[second >>> 5] = (this.words[second >>> 5] ?? 0) | (1 << (second & 31));
  }

  mayHave(id: string): boolean {
    const [first, second] = placesOf(id);
    const has = (place: number): boolean => (((this.words?.[place >>> 5] ?? 0) >>> (place & 31)) & 1) === 1;
    return has(first) && has(second);
  }
}

/** Two bits for an id, by FNV-1a and a second mixing of it. */
function placesOf(id: string): readonly [number, number] {
  const hash = hashText(id);
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return [hash & (bits - 1), (mixed ^ (mixed >>> 13)) & (bits - 1)];
}
