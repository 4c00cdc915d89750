import { addTo, emptySet, type PackageSet, sizeOf } from './package-set.ts';

/** The ids of a set, ascending. */
export function idsOf(set: PackageSet): Uint32Array<ArrayBuffer> {
  const ids = new Uint32Array(sizeOf(set));
  let at = 0;
  for (let word = 0; word < set.length; word += 1) {
    for (let bits = set[word] as number; bits !== 0; bits &= bits - 1) {
      ids[at] = 32 * word + 31 - Math.clz32(bits & -bits);
      at += 1;
    }
  }
  return ids;
}

export function setOfIds(ids: Iterable<number>, last: number): PackageSet {
  const set = emptySet(last);
  if (ids instanceof Uint32Array) for (let at = 0; at < ids.length; at += 1) addTo(set, ids[at] as number);
  else for (const id of ids) addTo(set, id);
  return set;
}

export function isEmpty(set: PackageSet): boolean {
  for (let word = 0; word < set.length; word += 1) if (set[word] !== 0) return false;
  return true;
}
