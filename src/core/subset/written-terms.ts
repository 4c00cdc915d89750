import { type Room, roomOf } from './byte-runs.ts';
import { endOfRun } from './byte-table.ts';
import type { TermDictionary } from './term-dictionary.ts';

/** How a form writes a term: null where it cannot be written by itself. */
export type WriteTerm = (text: string) => string | null;

const notSeen = 0;
const asItIs = 1;
const anew = 2;
const notByItself = 3;

/** How terms of the dictionary stand in a form's cells: nearly all of them as they are; others are written once and kept beside them. */
export class WrittenTerms {
  private states = new Uint8Array(0);
  /** Where those begin that were written anew, in the dictionary's bytes. */
  private readonly written = new Map<number, number>();
  private trims = 0;

  /** Learns how these ids are written, which the dictionary holds; 0 is none. `isPlain`: whether a run of bytes is written as it is. */
  load(terms: TermDictionary, ids: Uint32Array, isPlain: (room: Room, start: number, end: number) => boolean, write: WriteTerm): void {
    if (this.states.length !== terms.kinds.length) this.states = new Uint8Array(terms.kinds.length);
    if (this.trims !== terms.trims) {
      this.trims = terms.trims;
      this.states.fill(notSeen);
      this.written.clear();
    }
    const { states } = this;
    const { table } = terms;
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at] as number;
      if (id === 0 || states[id] !== notSeen) continue;
      const start = table.starts[id] as number;
      const end = endOfRun(table.room, start);
      if (end > start && isPlain(table.room, start, end)) states[id] = asItIs;
      else states[id] = this.write(terms, id, write(terms.table.text(id)));
    }
  }

  private write(terms: TermDictionary, id: number, text: string | null): number {
    if (text === null) return notByItself;
    this.written.set(id, terms.table.put(roomOf(text), 0, Buffer.byteLength(text)));
    return anew;
  }

  isAsItIs(id: number): boolean {
    return this.states[id] === asItIs;
  }

  isByItself(id: number): boolean {
    return this.states[id] !== notByItself;
  }

  /** Where it begins in the dictionary's bytes as it is written. */
  startOf(terms: TermDictionary, id: number): number {
    return (this.states[id] === asItIs ? terms.table.starts[id] : this.written.get(id)) as number;
  }
}
