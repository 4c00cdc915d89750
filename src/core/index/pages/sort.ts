import { NumberColumn, type Column } from './columns.ts';
import { sortByText } from './sort-text.ts';

export interface SortKey {
  readonly column: Column;
  readonly descending: boolean;
}

/** Memory that one sorting leaves to the next: left to the garbage collector it came to a hundred megabytes. */
const orders = [new ArrayBuffer(0), new ArrayBuffer(0)];
const keyRooms = [new ArrayBuffer(0), new ArrayBuffer(0)];
let digitRoom = new Uint16Array(0);

function roomIn(rooms: ArrayBuffer[], place: number, bytes: number): ArrayBuffer {
  const room = rooms[place] as ArrayBuffer;
  return room.byteLength >= bytes ? room : (rooms[place] = new ArrayBuffer(bytes));
}

/** The rows from 0 on, in their order; good until the next sorting. */
export function rowsInOrder(count: number): Uint32Array<ArrayBuffer> {
  const rows = new Uint32Array(roomIn(orders, 0, 4 * count), 0, count);
  for (let row = 0; row < count; row += 1) rows[row] = row;
  return rows;
}

/**
 * Sorts rows by several columns, equal rows as they came: as SQLite sorts an index by its columns and then the rowid,
 * missing values first. A row must not lack a text, and what stands behind a text must leave the rows as they came
 * (ordinals are 0 until all names are known). The order is good until the next sorting.
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

type Keys = Float64Array | Uint32Array;

/** Stable: by digits, the lowest first. */
function sortByNumber(order: Uint32Array<ArrayBuffer>, column: NumberColumn, descending: boolean): Uint32Array<ArrayBuffer> {
  const { length } = order;
  const { least, most, lacking } = spanOf(order, column);
  if (lacking === length || (least === most && lacking === 0)) return order;
  // Missing is the smallest value of all, so that it comes last in descending order.
  const range = most - least + 1;
  if (range > Number.MAX_SAFE_INTEGER) return order.sort((left, right) => compareNumbers(column.at(left), column.at(right)) * (descending ? -1 : 1));
  const room = (place: number): Keys => (range < 2 ** 32 ? new Uint32Array(roomIn(keyRooms, place, 4 * length), 0, length) : new Float64Array(roomIn(keyRooms, place, 8 * length), 0, length));
  let keys = room(0);
  let spare = room(1);
  loadRanks(keys, order, column, least);
  if (descending) turnRound(keys, range);
  const size = length < 4096 ? 1 << 8 : 1 << 16;
  if (digitRoom.length < length) digitRoom = new Uint16Array(length);
  let from = order;
  let to = new Uint32Array(roomIn(orders, order.buffer === orders[0] ? 1 : 0, 4 * length), 0, length);
  for (let unsorted = range; unsorted > 0; unsorted = Math.floor(unsorted / size)) {
    const places = placesOfDigits(takeDigits(keys, digitRoom, size));
    if (unsorted < size) moveRows(from, to, digitRoom, places);
    else {
      // What is left of the keys moves along.
      moveRowsAndKeys(from, to, keys, spare, digitRoom, places);
      [keys, spare] = [spare, keys];
    }
    [from, to] = [to, from];
  }
  return from;
}

// Each loop stands alone, so that what one column has made V8 compile serves the next: behind a long loop in its function nothing is.

function spanOf(order: Uint32Array, column: NumberColumn): { readonly least: number; readonly most: number; readonly lacking: number } {
  let least = Infinity;
  let most = -Infinity;
  let lacking = 0;
  for (let at = 0; at < order.length; at += 1) {
    const value = column.at(order[at] as number);
    if (value < least) least = value;
    if (value > most) most = value;
    if (Number.isNaN(value)) lacking += 1;
  }
  return { least, most, lacking };
}

/** How far each number lies above the least one, from 1 on; 0 where it is missing. */
function loadRanks(keys: Keys, order: Uint32Array, column: NumberColumn, least: number): void {
  for (let at = 0; at < keys.length; at += 1) {
    const value = column.at(order[at] as number);
    keys[at] = Number.isNaN(value) ? 0 : value - least + 1;
  }
}

function turnRound(keys: Keys, range: number): void {
  for (let at = 0; at < keys.length; at += 1) keys[at] = range - (keys[at] as number);
}

/** Takes the lowest digit off each key, and counts how often each digit comes: at the place behind its own. */
function takeDigits(keys: Keys, digits: Uint16Array, size: number): Uint32Array {
  const counts = new Uint32Array(size + 1);
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] as number;
    const rest = Math.floor(key / size);
    // Not by `%`, which takes ten times as long for floats.
    const digit = key - rest * size;
    keys[at] = rest;
    digits[at] = digit;
    counts[digit + 1] = (counts[digit + 1] as number) + 1;
  }
  return counts;
}

/** Where the first row of each digit goes. */
function placesOfDigits(counts: Uint32Array): Uint32Array {
  for (let digit = 1; digit < counts.length; digit += 1) counts[digit] = (counts[digit] as number) + (counts[digit - 1] as number);
  return counts;
}

function moveRows(from: Uint32Array, to: Uint32Array, digits: Uint16Array, places: Uint32Array): void {
  for (let at = 0; at < from.length; at += 1) {
    const digit = digits[at] as number;
    const place = places[digit] as number;
    places[digit] = place + 1;
    to[place] = from[at] as number;
  }
}

function moveRowsAndKeys(from: Uint32Array, to: Uint32Array, keys: Keys, moved: Keys, digits: Uint16Array, places: Uint32Array): void {
  for (let at = 0; at < from.length; at += 1) {
    const digit = digits[at] as number;
    const place = places[digit] as number;
    places[digit] = place + 1;
    to[place] = from[at] as number;
    moved[place] = keys[at] as number;
  }
}

function compareNumbers(left: number, right: number): number {
  if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : -1;
  return Number.isNaN(right) ? 1 : left - right;
}
