import type { TextColumn } from './columns.ts';

/** Ranges this short are sorted by insertion. */
const shortRange = 12;
/** Bytes that one key holds: as digits of base 257 they are a whole number that a float states exactly. */
const keyBytes = 6;
const base = 257;

/** Places in the order, and how many bytes of their texts are known to be equal. */
type Range = readonly [from: number, to: number, depth: number];

/**
 * Sorts rows by the bytes of their texts as memcmp does it, by row where they are equal. Six bytes of each are compared at
 * a time, as a number that lies beside the row: texts lie all over the memory.
 */
export function sortByText(order: Uint32Array, column: TextColumn): void {
  const keys = new Float64Array(order.length);
  /** Ranges that are yet to be sorted, from so many bytes on. A list, since texts may share a hundred thousand of them. */
  const pending: Range[] = [[0, order.length, 0]];
  for (let range = pending.pop(); range; range = pending.pop()) {
    const [from, to, depth] = range;
    if (to - from <= shortRange) insertByText(order, column, from, to, depth);
    else {
      loadKeys(keys, order, column, from, to, depth);
      sortByKey(keys, order, from, to);
      splitRange(pending, keys, order, range);
    }
  }
}

/** Finds what is yet to be sorted: rows whose keys are equal. */
function splitRange(pending: Range[], keys: Float64Array, order: Uint32Array, [from, to, depth]: Range): void {
  for (let first = from; first < to; ) {
    const last = endOfEqual(keys, first, to);
    // The last digit is 0 where the text has ended.
    if (last - first > 1) {
      if ((keys[first] as number) % base === 0) order.subarray(first, last).sort();
      else pending.push([first, last, depth + keyBytes]);
    }
    first = last;
  }
}

function endOfEqual(keys: Float64Array, first: number, to: number): number {
  let last = first + 1;
  while (last < to && keys[last] === keys[first]) last += 1;
  return last;
}

/** Digits are bytes and one more, so that 0 stands for the end of the text. */
function loadKeys(keys: Float64Array, order: Uint32Array, { bytes, starts }: TextColumn, from: number, to: number, depth: number): void {
  for (let at = from; at < to; at += 1) {
    const row = order[at] as number;
    const end = starts[row + 1] as number;
    let key = 0;
    for (let place = (starts[row] as number) + depth, count = 0; count < keyBytes; count += 1, place += 1) key = key * base + (place < end ? (bytes[place] as number) + 1 : 0);
    keys[at] = key;
  }
}

/** Quicksort of a range by keys, rows going with them; the longer side goes on in place, so that the stack stays low. */
function sortByKey(keys: Float64Array, order: Uint32Array, first: number, last: number): void {
  let from = first;
  let to = last;
  while (to - from > shortRange) {
    const split = partition(keys, order, from, to);
    if (split - from < to - split) {
      sortByKey(keys, order, from, split);
      from = split;
    } else {
      sortByKey(keys, order, split, to);
      to = split;
    }
  }
  insertByKey(keys, order, from, to);
}

/** Hoare's: returns where the second part begins; both have something, and equal keys spread over both. */
function partition(keys: Float64Array, order: Uint32Array, from: number, to: number): number {
  const pivot = middle(keys[from] as number, keys[(from + to) >>> 1] as number, keys[to - 1] as number);
  let low = from;
  let high = to - 1;
  for (;;) {
    while ((keys[low] as number) < pivot) low += 1;
    while ((keys[high] as number) > pivot) high -= 1;
    if (low >= high) return low === from ? from + 1 : low;
    const key = keys[low] as number;
    keys[low] = keys[high] as number;
    keys[high] = key;
    const row = order[low] as number;
    order[low] = order[high] as number;
    order[high] = row;
    low += 1;
    high -= 1;
  }
}

function insertByKey(keys: Float64Array, order: Uint32Array, from: number, to: number): void {
  for (let at = from + 1; at < to; at += 1) {
    const key = keys[at] as number;
    const row = order[at] as number;
    let place = at;
    for (; place > from && (keys[place - 1] as number) > key; place -= 1) {
      keys[place] = keys[place - 1] as number;
      order[place] = order[place - 1] as number;
    }
    keys[place] = key;
    order[place] = row;
  }
}

function insertByText(order: Uint32Array, column: TextColumn, from: number, to: number, depth: number): void {
  for (let at = from + 1; at < to; at += 1) {
    const row = order[at] as number;
    let place = at;
    for (; place > from && isBefore(column, row, order[place - 1] as number, depth); place -= 1) order[place] = order[place - 1] as number;
    order[place] = row;
  }
}

function isBefore({ bytes, starts }: TextColumn, left: number, right: number, depth: number): boolean {
  const leftEnd = starts[left + 1] as number;
  const rightEnd = starts[right + 1] as number;
  let leftAt = (starts[left] as number) + depth;
  let rightAt = (starts[right] as number) + depth;
  for (; leftAt < leftEnd && rightAt < rightEnd; leftAt += 1, rightAt += 1) {
    const difference = (bytes[leftAt] as number) - (bytes[rightAt] as number);
    if (difference !== 0) return difference < 0;
  }
  return leftAt >= leftEnd && rightAt >= rightEnd ? left < right : leftAt >= leftEnd;
}

function middle(first: number, second: number, third: number): number {
  if (first < second) return second < third ? second : first < third ? third : first;
  return first < third ? first : second < third ? third : second;
}
