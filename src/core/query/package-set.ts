import { onesIn } from '../../shared/numbers.ts';

/** A set of packages: one bit for each id. The index numbers packages 1, 2, 3 …, so that no room is lost. */
export type PackageSet = Uint32Array;

/** With room for the ids up to `last`. */
export function emptySet(last: number): PackageSet {
  return new Uint32Array((last >>> 5) + 1);
}

/** All ids from 1 to `last`. */
export function fullSet(last: number): PackageSet {
  const set = emptySet(last).fill(0xffffffff);
  set[set.length - 1] = lowBits((last & 31) + 1);
  set[0] = (set[0] as number) & ~1;
  return set;
}

export function addTo(set: PackageSet, id: number): void {
  set[id >>> 5] = (set[id >>> 5] as number) | (1 << (id & 31));
}

export function removeFrom(set: PackageSet, id: number): void {
  set[id >>> 5] = (set[id >>> 5] as number) & ~(1 << (id & 31));
}

export function hasId(set: PackageSet, id: number): boolean {
  return ((set[id >>> 5] as number) & (1 << (id & 31))) !== 0;
}

// Plain loops: over a million packages `map` takes a millisecond, and these a twentieth of it.
export function intersection(left: PackageSet, right: PackageSet): PackageSet {
  const both = new Uint32Array(left.length);
  for (let at = 0; at < left.length; at += 1) both[at] = (left[at] as number) & (right[at] as number);
  return both;
}

export function union(left: PackageSet, right: PackageSet): PackageSet {
  const either = new Uint32Array(left.length);
  for (let at = 0; at < left.length; at += 1) either[at] = (left[at] as number) | (right[at] as number);
  return either;
}

/** Those of the one that are not in the other. */
export function difference(left: PackageSet, right: PackageSet): PackageSet {
  const rest = new Uint32Array(left.length);
  for (let at = 0; at < left.length; at += 1) rest[at] = (left[at] as number) & ~(right[at] as number);
  return rest;
}

/** How many ids below `end` are in the set. */
export function sizeOf(set: PackageSet, end = Infinity): number {
  const whole = Math.min(set.length, Math.floor(end / 32));
  let size = 0;
  for (let at = 0; at < whole; at += 1) size += onesIn(set[at] as number);
  return whole < set.length ? size + onesIn((set[whole] as number) & lowBits(end & 31)) : size;
}

function lowBits(count: number): number {
  return count === 32 ? 0xffffffff : (1 << count) - 1;
}
