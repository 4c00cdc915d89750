import { FormatError } from './bytes.ts';
import type { Cursor } from './cursor.ts';

/** One field of a message: a number, or the stretch of bytes that it has. */
export interface Field {
  readonly number: number;
  readonly wire: number;
  /** Of wire types 0, 1 and 5; rounded above 2^53. */
  readonly value: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Goes through the fields of one message without reading what is inside them, by "Encoding" of the Protocol Buffers documentation. The caller
 * puts the cursor inside a field to read it; afterwards the next field is found wherever it was left.
 */
export function eachField(cursor: Cursor, start: number, end: number, visit: (field: Field) => void): void {
  let at = start;
  while (at < end) {
    cursor.file.budget.step(2);
    cursor.position = at;
    const tag = varint(cursor);
    const number = Math.floor(tag / 8);
    const wire = tag % 8;
    if (number === 0) throw new FormatError('malformed', `The field at byte ${cursor.file.base + at} has the number 0.`);
    const field = readField(cursor, number, wire);
    if (field.end > end) throw new FormatError('malformed', `The field ${number} at byte ${cursor.file.base + at} is longer than what it is part of.`);
    visit(field);
    at = field.end;
  }
}

function readField(cursor: Cursor, number: number, wire: number): Field {
  const whole = (value: number): Field => ({ number, wire, value, start: cursor.position, end: cursor.position });
  switch (wire) {
    case 0:
      return whole(varint(cursor));
    case 1:
      return whole(cursor.u64());
    case 2: {
      const length = varint(cursor);
      return { number, wire, value: 0, start: cursor.position, end: cursor.position + length };
    }
    case 5:
      return whole(cursor.u32());
    default:
      // 3 and 4 are groups, which none of these formats has.
      throw new FormatError('malformed', `Byte ${cursor.place} stands behind a field of the unknown kind ${wire}.`);
  }
}

function varint(cursor: Cursor): number {
  let value = 0;
  let factor = 1;
  for (let count = 0; count < 10; count += 1) {
    const byte = cursor.u8();
    value += (byte & 127) * factor;
    if (byte < 128) return value;
    factor *= 128;
  }
  throw new FormatError('malformed', `The number before byte ${cursor.place} has more than ten bytes.`);
}

/** The text of a field, cut where it is longer than any name. */
export function fieldText(cursor: Cursor, field: Field, most = 1000): string {
  if (field.wire !== 2) return '';
  cursor.position = field.start;
  return cursor.text(Math.min(field.end - field.start, most));
}

/** The numbers of a repeated field, packed or one by one. */
export function fieldNumbers(cursor: Cursor, field: Field, into: number[], most: number): void {
  if (field.wire !== 2) {
    if (into.length < most) into.push(field.value);
    return;
  }
  cursor.position = field.start;
  while (cursor.position < field.end && into.length < most) {
    cursor.file.budget.step();
    into.push(varint(cursor));
  }
}
