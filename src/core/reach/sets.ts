import type { Sets } from './cover.ts';

/** Packs sets of ids into arrays, with items numbered from 0 in the order in which they are met. */
export function setsOf(sets: readonly ReadonlySet<number>[]): Sets {
  const offsets = new Uint32Array(sets.length + 1);
  sets.forEach((set, index) => {
    offsets[index + 1] = (offsets[index] ?? 0) + set.size;
  });
  const items = new Uint32Array(offsets[sets.length] ?? 0);
  const numbers = new Map<number, number>();
  let place = 0;
  for (const set of sets) {
    for (const id of set) {
      const number = numbers.get(id) ?? numbers.size;
      numbers.set(id, number);
      items[place] = number;
      place += 1;
    }
  }
  return { offsets, items, universe: numbers.size };
}

/** Sets of these sizes that share no item. */
export function disjointSets(sizes: readonly number[]): Sets {
  const offsets = new Uint32Array(sizes.length + 1);
  sizes.forEach((size, index) => {
    offsets[index + 1] = (offsets[index] ?? 0) + size;
  });
  const universe = offsets[sizes.length] ?? 0;
  return { offsets, items: Uint32Array.from({ length: universe }, (_, item) => item), universe };
}
