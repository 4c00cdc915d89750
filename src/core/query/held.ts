import type { ReadDatabase } from '../index/index.ts';
import { prepare } from './statements.ts';

interface Held {
  readonly value: unknown;
  readonly bytes: number;
}

interface Memory {
  readonly values: Map<string, Held>;
  bytes: number;
}

/** What one open index may hold. The sets and texts of 120,000 packages take a tenth of it. */
const mostBytes = 224 << 20;

const memories = new WeakMap<ReadDatabase, Memory>();

/** Works a value out once per open index; those that were not asked for the longest time give way to others. */
export function hold<Value>(database: ReadDatabase, key: string, bytesOf: (value: Value) => number, compute: () => Value): Value {
  const memory = memories.get(database) ?? { values: new Map<string, Held>(), bytes: 0 };
  memories.set(database, memory);
  const known = memory.values.get(key);
  if (known) {
    memory.values.delete(key);
    memory.values.set(key, known);
    return known.value as Value;
  }
  const value = compute();
  const held = { value, bytes: bytesOf(value) };
  memory.values.set(key, held);
  memory.bytes += held.bytes;
  for (const [oldest, { bytes }] of memory.values) {
    if (memory.bytes <= mostBytes || oldest === key) break;
    memory.values.delete(oldest);
    memory.bytes -= bytes;
  }
  return value;
}

/** Forgets what is held under keys of a kind. */
export function forgetHeld(database: ReadDatabase, isOutdated: (key: string) => boolean): void {
  const memory = memories.get(database);
  if (!memory) return;
  for (const [key, { bytes }] of memory.values) {
    if (!isOutdated(key)) continue;
    memory.values.delete(key);
    memory.bytes -= bytes;
  }
}

/** Throws where the answer is not wanted any more: for loops, between steps of a few milliseconds. */
export function stopIfUnwanted(database: ReadDatabase): void {
  prepare<[], { live: number }>(database, 'SELECT live() AS live').get();
}

/** The highest id, which is the number of packages; 0 where there are none. */
export function lastPackage(database: ReadDatabase): number {
  return prepare<[], { last: number | null }>(database, 'SELECT max(id) AS last FROM package').get()?.last ?? 0;
}
