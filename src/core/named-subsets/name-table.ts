import { randomInt } from 'node:crypto';
import type { HubId } from '../../shared/domain/index.ts';
import { hashText } from '../../shared/fnv.ts';
import { hubNumber, hubOfNumber, type ReadDatabase } from '../index/index.ts';
import { lastPackage } from '../query/index.ts';
import { inKeyOrder } from './package-lines.ts';

/** Names are shorter as a rule; room that is not used takes no memory. */
const bytesOfName = 64;
const noIds: readonly number[] = [];

/**
 * The names of all packages in memory, found by a hash: 50 bytes a package, where a Map of texts takes 150. A look in it takes a fifth of what a
 * look in SQLite's index does.
 */
export class NameTable {
  private names: Buffer;
  private used = 0;
  private readonly starts: Uint32Array;
  private readonly lengths: Uint16Array;
  private readonly hubs: Uint8Array;
  private readonly ordinals: Uint32Array;
  private readonly exact: Slots;
  private near: Slots | null = null;
  private readonly last: number;

  constructor(database: ReadDatabase, tick: (packages: number) => void) {
    this.last = lastPackage(database);
    this.names = Buffer.alloc((this.last + 1) * bytesOfName);
    this.starts = new Uint32Array(this.last + 1);
    this.lengths = new Uint16Array(this.last + 1);
    this.hubs = new Uint8Array(this.last + 1);
    this.ordinals = new Uint32Array(this.last + 1);
    this.exact = new Slots(this.last);
    let done = 0;
    for (const [name, ordinal, id, hub] of inKeyOrder(database)) {
      this.append(id, name);
      this.hubs[id] = hubNumber(hub);
      this.ordinals[id] = ordinal;
      this.exact.add(name, id);
      done += 1;
      tick(done);
    }
  }

  nameOf(id: number): string {
    const start = this.starts[id] as number;
    return this.names.toString('utf8', start, start + (this.lengths[id] as number));
  }

  hubOf(id: number): HubId {
    return hubOfNumber(this.hubs[id] as number);
  }

  ordinalOf(id: number): number {
    return this.ordinals[id] as number;
  }

  /** Packages of a name, as it is written. */
  named(name: string): readonly number[] {
    return this.exact.find(name, (id) => this.nameOf(id) === name);
  }

  /** Packages whose name folds to a text. */
  namedNearly(folded: string, fold: (name: string) => string): readonly number[] {
    if (this.near === null) {
      this.near = new Slots(this.last);
      for (let id = 1; id <= this.last; id += 1) this.near.add(fold(this.nameOf(id)), id);
    }
    return this.near.find(folded, (id) => fold(this.nameOf(id)) === folded);
  }

  private append(id: number, name: string): void {
    // Three bytes a unit at most.
    if (this.used + name.length * 3 > this.names.length) this.names = Buffer.concat([this.names.subarray(0, this.used)], this.names.length * 2 + name.length * 3);
    const length = this.names.write(name, this.used);
    this.starts[id] = this.used;
    this.lengths[id] = length;
    this.used += length;
  }
}

/** Ids by texts that others keep: open addressing, half full at most. */
class Slots {
  private readonly ids: Uint32Array;
  private readonly hashes: Uint32Array;
  private readonly mask: number;
  /** A mirror cannot know which names meet in one place. */
  private readonly seed = randomInt(2 ** 32);

  constructor(last: number) {
    const size = 2 ** Math.ceil(Math.log2(2 * last + 2));
    this.ids = new Uint32Array(size);
    this.hashes = new Uint32Array(last + 1);
    this.mask = size - 1;
  }

  add(text: string, id: number): void {
    const hash = this.hashOf(text);
    let at = hash & this.mask;
    while (this.ids[at] !== 0) at = (at + 1) & this.mask;
    this.ids[at] = id;
    this.hashes[id] = hash;
  }

  find(text: string, isSame: (id: number) => boolean): readonly number[] {
    const hash = this.hashOf(text);
    let found = noIds;
    for (let at = hash & this.mask; this.ids[at] !== 0; at = (at + 1) & this.mask) {
      const id = this.ids[at] as number;
      if (this.hashes[id] === hash && isSame(id)) found = [...found, id];
    }
    return found;
  }

  private hashOf(text: string): number {
    return hashText(text, this.seed) >>> 0;
  }
}
