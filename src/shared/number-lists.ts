/** Lists of numbers, one after another: list `i` is `items[offsets[i] .. offsets[i + 1]]`. */
export interface Lists {
  readonly offsets: Uint32Array;
  readonly items: Uint32Array;
}

/** Lists of `items` by `keys` below `size`, each in the order in which its items come. */
export function listsBy(keys: Uint32Array, items: Uint32Array, size: number): Lists {
  const offsets = new Uint32Array(size + 1);
  for (let at = 0; at < keys.length; at += 1) offsets[(keys[at] as number) + 1] = (offsets[(keys[at] as number) + 1] as number) + 1;
  for (let list = 0; list < size; list += 1) offsets[list + 1] = (offsets[list + 1] as number) + (offsets[list] as number);
  const ends = offsets.slice(0, size);
  const sorted = new Uint32Array(items.length);
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] as number;
    sorted[ends[key] as number] = items[at] as number;
    ends[key] = (ends[key] as number) + 1;
  }
  return { offsets, items: sorted };
}

/** The same pairs seen from the other side: list `i` of the answer has the lists that hold `i`. */
export function transposed(lists: Lists, size: number): Lists {
  const offsets = new Uint32Array(size + 1);
  for (let at = 0; at < lists.items.length; at += 1) offsets[(lists.items[at] as number) + 1] = (offsets[(lists.items[at] as number) + 1] as number) + 1;
  for (let list = 0; list < size; list += 1) offsets[list + 1] = (offsets[list + 1] as number) + (offsets[list] as number);
  const ends = offsets.slice(0, size);
  const items = new Uint32Array(lists.items.length);
  for (let list = 0; list + 1 < lists.offsets.length; list += 1) {
    for (let at = lists.offsets[list] as number, end = lists.offsets[list + 1] as number; at < end; at += 1) {
      const item = lists.items[at] as number;
      items[ends[item] as number] = list;
      ends[item] = (ends[item] as number) + 1;
    }
  }
  return { offsets, items };
}

export function sizeOfList({ offsets }: Lists, list: number): number {
  return (offsets[list + 1] as number) - (offsets[list] as number);
}

export function itemsOf({ offsets, items }: Lists, list: number): Uint32Array {
  return items.subarray(offsets[list], offsets[list + 1]);
}
