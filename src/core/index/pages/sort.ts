import { NumberColumn, type Column, type TextColumn } from './columns.ts';

export interface SortKey {
  readonly column: Column;
  readonly descending: boolean;
}

/**
 * Sorts rows by several columns, equal rows as they came: as SQLite sorts an index by its columns and then the rowid,
 * missing values first. A row must not lack a text, and what stands behind a text must leave the rows as they came
 * (ordinals are 0 until all names are known).
 */
export function sortRows(rows: Uint32Array<ArrayBuffer>, keys: readonly SortKey[]): Uint32Array<ArrayBuffer> {
  let order = rows;
  for (let position = keys.length - 1; position >= 0; position -= 1) {
    const { column, descending } = keys[position] as SortKey;
    if (column instanceof NumberColumn) order = sortByNumber(order, column, descending);
    else if (!descending && isAscending(order)) sortByText(order, column);
    else throw new Error('Rows can be sorted by text upwards, and only as they came');
  }
  return order;
}

function isAscending(order: Uint32Array): boolean {
  for (let at = 1; at < order.length; at += 1) if ((order[at] as number) < (order[at - 1] as number)) return false;
  return true;
}

/** Stable: by digits, the lowest first. */
function sortByNumber(order: Uint32Array<ArrayBuffer>, column: NumberColumn, descending: boolean): Uint32Array<ArrayBuffer> {
  let least = Infinity;
  let most = -Infinity;
  let lacking = 0;
  for (let at = 0; at < order.length; at += 1) {
    const value = column.at(order[at] as number);
    if (value < least) least = value;
    if (value > most) most = value;
    if (Number.isNaN(value)) lacking += 1;
  }
  if (lacking === order.length || (least === most && lacking === 0)) return order;
  // Missing is the smallest value of all, so that it comes last in descending order.
  const range = most - least + 1;
  if (range > Number.MAX_SAFE_INTEGER) return order.sort((left, right) => compareNumbers(column.at(left), column.at(right)) * (descending ? -1 : 1));
  const bits = order.length < 4096 ? 8 : 16;
  const size = 1 << bits;
  const digits = new Uint16Array(order.length);
  let from = order;
  let to = new Uint32Array(order.length);
  for (let unit = 1; unit <= range; unit *= size) {
    const counts = new Uint32Array(size + 1);
    for (let at = 0; at < from.length; at += 1) {
      const value = column.at(from[at] as number);
      const rank = Number.isNaN(value) ? 0 : value - least + 1;
      const key = descending ? range - rank : rank;
      const digit = (unit === 1 ? key : Math.floor(key / unit)) % size;
      digits[at] = digit;
      counts[digit + 1] = (counts[digit + 1] as number) + 1;
    }
    for (let digit = 0; digit < size; digit += 1) counts[digit + 1] = (counts[digit + 1] as number) + (counts[digit] as number);
    for (let at = 0; at < from.length; at += 1) {
      const digit = digits[at] as number;
      const place = counts[digit] as number;
      counts[digit] = place + 1;
      to[place] = from[at] as number;
    }
    [from, to] = [to, from];
  }
  return from;
}

function compareNumbers(left: number, right: number): number {
  if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : -1;
  return Number.isNaN(right) ? 1 : left - right;
}

/** Ranges this short are sorted by comparing whole texts. */
const shortRange = 12;

/** By bytes as memcmp does it, by row where they are equal: three-way radix quicksort. */
function sortByText(order: Uint32Array, { bytes, starts }: TextColumn): void {
  const byteAt = (row: number, depth: number): number => {
    const at = (starts[row] as number) + depth;
    return at < (starts[row + 1] as number) ? (bytes[at] as number) : -1;
  };
  const isBefore = (left: number, right: number, depth: number): boolean => {
    const leftEnd = starts[left + 1] as number;
    const rightEnd = starts[right + 1] as number;
    let leftAt = (starts[left] as number) + depth;
    let rightAt = (starts[right] as number) + depth;
    for (; leftAt < leftEnd && rightAt < rightEnd; leftAt += 1, rightAt += 1) {
      const difference = (bytes[leftAt] as number) - (bytes[rightAt] as number);
      if (difference !== 0) return difference < 0;
    }
    return leftAt >= leftEnd && rightAt >= rightEnd ? left < right : leftAt >= leftEnd;
  };
  const sortRange = (first: number, last: number, prefix: number): void => {
    let from = first;
    let to = last;
    let depth = prefix;
    while (to - from > shortRange) {
      const pivot = middle(byteAt(order[from] as number, depth), byteAt(order[(from + to) >>> 1] as number, depth), byteAt(order[to - 1] as number, depth));
      let low = from;
      let at = from;
      let high = to;
      while (at < high) {
        const row = order[at] as number;
        const byte = byteAt(row, depth);
        if (byte < pivot) {
          order[at++] = order[low] as number;
          order[low++] = row;
        } else if (byte > pivot) {
          order[at] = order[--high] as number;
          order[high] = row;
        } else at += 1;
      }
      sortRange(from, low, depth);
      sortRange(high, to, depth);
      if (pivot < 0) {
        order.subarray(low, high).sort();
        return;
      }
      // What shares this byte goes on in place: texts may share a hundred thousand of them.
      from = low;
      to = high;
      depth += 1;
    }
    for (let at = from + 1; at < to; at += 1) {
      const row = order[at] as number;
      let place = at;
      for (; place > from && isBefore(row, order[place - 1] as number, depth); place -= 1) order[place] = order[place - 1] as number;
      order[place] = row;
    }
  };
  sortRange(0, order.length, 0);
}

function middle(first: number, second: number, third: number): number {
  if (first < second) return second < third ? second : first < third ? third : first;
  return first < third ? first : second < third ? third : second;
}
