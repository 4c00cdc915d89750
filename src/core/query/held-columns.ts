import type { ReadDatabase } from '../index/index.ts';
import { lastPackage, stopIfUnwanted } from './held.ts';
import type { TimeLimit } from './time-limit.ts';

/** Packages that are read at once. Few enough that a wish to stop is heard within some milliseconds; offsets fit in 16 bits. */
const chunkPackages = 4096;

/** What columns may hold together, per open index. Those of 120,000 packages take some 8 MB all in all. */
const mostBytes = 96 << 20;

export interface Chunk {
  readonly bytes: number;
}

/** A field of all packages, as typed arrays: chunk `n` is of the ids from `n * chunkPackages`. */
interface Column {
  readonly chunks: Chunk[];
  bytes: number;
}

export interface ReadColumn<Of extends Chunk> {
  readonly chunks: readonly Of[];
  /** First id that is not read yet. */
  readonly end: number;
  readonly isWhole: boolean;
}

const columnsOf = new WeakMap<ReadDatabase, Map<string, Column>>();

/**
 * A column as far as the time allows, at least one more chunk of it: what was read stays, so that the next question goes
 * on from there, even where this one was stopped. Those that were not asked for the longest time give way.
 */
export function readColumn<Of extends Chunk>(database: ReadDatabase, key: string, read: (from: number, to: number) => Of, limit: TimeLimit): ReadColumn<Of> {
  const columns = columnsOf.get(database) ?? new Map<string, Column>();
  columnsOf.set(database, columns);
  const column: Column = columns.get(key) ?? { chunks: [], bytes: 0 };
  columns.delete(key);
  columns.set(key, column);
  const last = lastPackage(database);
  const endOf = (): number => Math.min(last + 1, column.chunks.length * chunkPackages);
  for (let first = true; endOf() <= last && (first || !limit.isOver()); first = false) {
    stopIfUnwanted(database);
    const chunk = read(endOf(), endOf() + chunkPackages - 1);
    column.chunks.push(chunk);
    column.bytes += chunk.bytes;
  }
  makeRoom(columns, key);
  return { chunks: column.chunks as readonly Chunk[] as readonly Of[], end: endOf(), isWhole: endOf() > last };
}

function makeRoom(columns: Map<string, Column>, kept: string): void {
  let bytes = [...columns.values()].reduce((sum, column) => sum + column.bytes, 0);
  for (const [key, column] of columns) {
    if (bytes <= mostBytes) return;
    if (key === kept) continue;
    columns.delete(key);
    bytes -= column.bytes;
  }
}

/** The numbers that `group_concat` put together: a tenth of the time that a row for each of them takes. */
export function numbersIn(text: string | null): readonly number[] {
  return text === null ? [] : (JSON.parse(`[${text}]`) as number[]);
}
