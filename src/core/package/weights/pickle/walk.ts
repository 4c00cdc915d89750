import { BoundedFile, bytesSource, FormatError } from '../bytes.ts';
import { Cursor } from '../cursor.ts';
import { PickleFindings } from './findings.ts';
import { type PickleHooks, PickleMachine } from './machine.ts';
import { skipWrappedArray } from './wrapped-array.ts';
import { rawUnicode, unquoted, type Value } from './values.ts';

export interface PickleWalk {
  readonly findings: PickleFindings;
  /** The member of an archive, or the place inside another pickle; null for the file itself. */
  readonly where: string | null;
  readonly depth: number;
  readonly hooks: PickleHooks;
}

/** Longer texts are no names; only their start is kept, and they count as computed where a name is needed. */
const maxNameBytes = 1024;
/** Of numbers and indexes, and of texts of protocol 0, which may be pickles. */
const maxLine = 4096;
const maxTextLine = 64 * 1024;
const maxNestedText = 1024 * 1024;
const maxNesting = 8;
/** Nothing shorter imports anything: `ca\\nb\\n.`. */
const shortestPickle = 6;
const firstOpcodes = '(ci)]}';

/**
 * Walks one pickle of protocols 0 to 5 from its first opcode behind its STOP, by Lib/pickletools.py and Lib/pickle.py of CPython 3.13, and
 * adds what it would import and call. Nothing is run. Throws `FormatError` at a byte that is no opcode, at the end of the file, or at a limit.
 */
export function walkPickle(cursor: Cursor, walk: PickleWalk): void {
  const machine = new PickleMachine(walk.findings, walk.where, walk.hooks);
  const { budget } = cursor.file;
  walk.findings.pickles += 1;
  for (;;) {
    budget.step();
    const place = cursor.place;
    const opcode = cursor.u8();
    if (opcode === 0x2e /* STOP */) return;
    perform(opcode, place, cursor, machine, walk);
  }
}

function perform(opcode: number, place: number, cursor: Cursor, machine: PickleMachine, walk: PickleWalk): void {
  switch (opcode) {
    case 0x28: return machine.mark(); // MARK (
    case 0x30: return machine.popOrMark(place); // POP 0
    case 0x31: machine.takeMarked(place); return; // POP_MARK 1
    case 0x32: return machine.push(machine.top()); // DUP 2
    // Numbers
    case 0x46: cursor.line(maxLine); return machine.push(null); // FLOAT F
    case 0x49: return machine.push(decimal(cursor.line(maxLine).text)); // INT I
    case 0x4c: return machine.push(decimal(cursor.line(maxLine).text)); // LONG L
    case 0x4a: return machine.push(cursor.u32() | 0); // BININT J
    case 0x4b: return machine.push(cursor.u8()); // BININT1 K
    case 0x4d: return machine.push(cursor.u16()); // BININT2 M
    case 0x8a: return long(cursor.u8(), cursor, machine); // LONG1
    case 0x8b: return long(cursor.u32(), cursor, machine); // LONG4
    case 0x47: cursor.skip(8); return machine.push(null); // BINFLOAT G
    case 0x4e: case 0x88: case 0x89: return machine.push(null); // NONE N, NEWTRUE, NEWFALSE
    // Texts and bytes
    case 0x53: return text(unquoted(cursor.line(maxTextLine).text), place, cursor, machine, walk); // STRING S
    case 0x56: return text(rawUnicode(cursor.line(maxTextLine).text), place, cursor, machine, walk); // UNICODE V
    case 0x54: return payload(cursor.u32(), 'latin1', cursor, machine, walk); // BINSTRING T
    case 0x55: return payload(cursor.u8(), 'latin1', cursor, machine, walk); // SHORT_BINSTRING U
    case 0x58: return payload(cursor.u32(), 'utf8', cursor, machine, walk); // BINUNICODE X
    case 0x8c: return payload(cursor.u8(), 'utf8', cursor, machine, walk); // SHORT_BINUNICODE
    case 0x8d: return payload(cursor.u64(), 'utf8', cursor, machine, walk); // BINUNICODE8
    case 0x42: return payload(cursor.u32(), null, cursor, machine, walk); // BINBYTES B
    case 0x43: return payload(cursor.u8(), null, cursor, machine, walk); // SHORT_BINBYTES C
    case 0x8e: return payload(cursor.u64(), null, cursor, machine, walk); // BINBYTES8
    case 0x96: return payload(cursor.u64(), null, cursor, machine, walk); // BYTEARRAY8
    case 0x97: return machine.push(null); // NEXT_BUFFER
    case 0x98: return; // READONLY_BUFFER
    // Containers
    case 0x5d: case 0x7d: case 0x8f: return machine.push(null); // EMPTY_LIST ], EMPTY_DICT }, EMPTY_SET
    case 0x61: machine.pop(place); return; // APPEND a
    case 0x65: case 0x90: machine.takeMarked(place); return; // APPENDS e, ADDITEMS
    case 0x6c: case 0x91: machine.takeMarked(place); return machine.push(null); // LIST l, FROZENSET
    case 0x29: return machine.tuple([]); // EMPTY_TUPLE )
    case 0x74: return machine.tuple(machine.takeMarked(place)); // TUPLE t
    case 0x85: case 0x86: case 0x87: return machine.tupleOf(opcode - 0x84, place); // TUPLE1 to TUPLE3
    case 0x64: { // DICT d
      const pairs = machine.takeMarked(place);
      machine.push(null);
      return machine.setItems(pairs, place);
    }
    case 0x73: { // SETITEM s
      const value = machine.pop(place);
      return machine.setItems([machine.pop(place), value], place);
    }
    case 0x75: return machine.setItems(machine.takeMarked(place), place); // SETITEMS u
    // Memo
    case 0x70: return machine.put(Number(cursor.line(maxLine).text), place); // PUT p
    case 0x71: return machine.put(cursor.u8(), place); // BINPUT q
    case 0x72: return machine.put(cursor.u32(), place); // LONG_BINPUT r
    case 0x94: return machine.memoize(place); // MEMOIZE
    case 0x67: return machine.get(Number(cursor.line(maxLine).text), place); // GET g
    case 0x68: return machine.get(cursor.u8(), place); // BINGET h
    case 0x6a: return machine.get(cursor.u32(), place); // LONG_BINGET j
    // Imports
    case 0x63: return machine.import(name(cursor), name(cursor), place); // GLOBAL c
    case 0x93: { // STACK_GLOBAL
      const attribute = machine.pop(place);
      return machine.import(machine.pop(place), attribute, place);
    }
    case 0x82: return extension(cursor.u8(), place, machine); // EXT1
    case 0x83: return extension(cursor.u16(), place, machine); // EXT2
    case 0x84: return extension(cursor.u32(), place, machine); // EXT4
    // Calls
    case 0x52: return call('REDUCE', place, machine); // R
    case 0x81: return call('NEWOBJ', place, machine);
    case 0x92: machine.pop(place); return call('NEWOBJ_EX', place, machine);
    case 0x6f: { // OBJ o
      const [callee = null, ...args] = machine.takeMarked(place);
      return machine.call('OBJ', callee, { kind: 'tuple', items: args }, place);
    }
    case 0x69: { // INST i
      machine.import(name(cursor), name(cursor), place);
      const callee = machine.pop(place);
      return machine.call('INST', callee, { kind: 'tuple', items: machine.takeMarked(place) }, place);
    }
    case 0x62: { // BUILD b
      const { object, state } = machine.build(place);
      return skipWrappedArray(object, state, cursor, () => walkInside(cursor, walk, `an array of objects at byte ${cursor.place}`));
    }
    case 0x50: return machine.persistent(cursor.line(maxLine).text); // PERSID P
    case 0x51: return machine.persistent(machine.pop(place)); // BINPERSID Q
    // Frames and protocol
    case 0x80: { // PROTO
      const protocol = cursor.u8();
      if (protocol > 5) walk.findings.fault(`Byte ${place} states protocol ${protocol}; 0 to 5 are known.`);
      return;
    }
    case 0x95: cursor.skip(8); return; // FRAME: only groups opcodes
    default:
      throw new FormatError('malformed', `Byte ${place} (0x${opcode.toString(16).padStart(2, '0')}) is no opcode of a pickle.`);
  }
}

function call(operation: string, place: number, machine: PickleMachine): void {
  const args = machine.pop(place);
  machine.call(operation, machine.pop(place), args, place);
}

function name(cursor: Cursor): Value {
  const { text: line, isWhole } = cursor.line(maxNameBytes);
  return isWhole ? Buffer.from(line, 'latin1').toString('utf8') : null;
}

/** Names that a registry of the loading program holds by number (copyreg.add_extension). */
function extension(code: number, place: number, machine: PickleMachine): void {
  machine.import('(copyreg extension)', String(code), place);
}

function decimal(line: string): Value {
  const number = /^-?\d{1,15}L?$/.test(line) ? Number.parseInt(line, 10) : Number.NaN;
  return Number.isNaN(number) ? null : number;
}

function long(length: number, cursor: Cursor, machine: PickleMachine): void {
  if (length > 6) {
    cursor.skip(length);
    return machine.push(null);
  }
  const bytes = cursor.bytes(length);
  machine.push(length === 0 ? 0 : bytes.readIntLE(0, length));
}

function payload(length: number, encoding: 'utf8' | 'latin1' | null, cursor: Cursor, machine: PickleMachine, walk: PickleWalk): void {
  const { place, position } = cursor;
  if (length > cursor.left) throw cursor.cut();
  if (encoding !== null && length <= maxNameBytes) return text(cursor.text(length, encoding), place, cursor, machine, walk);
  if (length >= shortestPickle) {
    const start = cursor.text(2, 'latin1');
    if (encoding === 'utf8' && length <= maxNestedText && start === '\u00c2\u0080') {
      // Python 3 writes bytes as latin1 in UTF-8 up to protocol 2.
      cursor.position = position;
      tryNested(new BoundedFile(bytesSource(Buffer.from(cursor.text(length), 'latin1')), cursor.file.budget), place, walk);
    } else if (mayBegin(start)) {
      tryNested(cursor.file.slice(position, length), place, walk);
    }
  }
  cursor.position = position + length;
  machine.push(null);
}

function text(value: string, place: number, cursor: Cursor, machine: PickleMachine, walk: PickleWalk): void {
  machine.push(value);
  if (value.length >= shortestPickle && mayBegin(value)) tryNested(new BoundedFile(bytesSource(Buffer.from(value, 'latin1')), cursor.file.budget), place, walk);
}

function mayBegin(start: string): boolean {
  return start.charCodeAt(0) === 0x80 ? start.charCodeAt(1) <= 5 : firstOpcodes.includes(start.charAt(0));
}

/** Looks whether bytes or a text are a pickle themselves: one that imports something is listed with where it lies. */
function tryNested(file: BoundedFile, place: number, walk: PickleWalk): void {
  const start = file.readAt(0, 2);
  const hasProtocol = start[0] === 0x80 && (start[1] ?? 255) <= 5;
  // Protocols 0 and 1 have no signature: a beginning that real ones have, and STOP at the very end.
  if (!hasProtocol && file.readAt(file.size - 1, 1)[0] !== 0x2e) return;
  const inner = new PickleFindings();
  const cursor = new Cursor(file);
  try {
    walkInside(cursor, { ...walk, findings: inner, hooks: {} }, `bytes at ${place}`);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    if (inner.imports.length === 0 && error.kind !== 'limit') return;
    inner.stopEarly(`Inside the bytes at ${place}: ${error.message}`);
    if (inner.imports.length > 0) walk.findings.take(inner);
    if (error.kind === 'limit') throw error;
    return;
  }
  if (inner.imports.length > 0 && (hasProtocol || cursor.left === 0)) walk.findings.take(inner);
}

function walkInside(cursor: Cursor, walk: PickleWalk, where: string): void {
  if (walk.depth >= maxNesting) throw new FormatError('limit', `Pickles are nested deeper than ${maxNesting} levels.`);
  walkPickle(cursor, { ...walk, depth: walk.depth + 1, where: walk.where === null ? where : `${walk.where}, ${where}` });
}
