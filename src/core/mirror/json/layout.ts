import type { KnownPlace } from './record-parser.ts';

/**
 * How a file lays its records out, told from its first record. It gives a quick guess of where a record ends, which
 * JSON.parse then confirms or not, and the place where reading goes on after damage.
 */
export interface Layout {
  readonly kind: 'indented' | 'lines' | 'compact';
  /** Bytes that begin a record, and how many of them stand before its brace. */
  startMark: Buffer;
  readonly before: number;
  /** Bytes that end a record, the brace being the last; empty where none are known. */
  readonly endMark: Buffer;
}

const newline = 0x0a;
const closeBrace = 0x7d;

/** An array with each record on lines of its own and set in, as `json.dump(indent=4)` writes it: no nested value is set in as little. */
export function indentedLayout(gap: string): Layout {
  return { kind: 'indented', startMark: Buffer.from(`${gap}{`), before: gap.length, endMark: Buffer.from(`${gap}}`) };
}

/** Objects one after the other: JSON lines, or one object alone. */
export function linesLayout(): Layout {
  return { kind: 'lines', startMark: Buffer.from('\n{'), before: 1, endMark: Buffer.alloc(0) };
}

/** Any other array: what begins a record is its first key, `{"modelId"`. */
export function compactLayout(): Layout {
  return { kind: 'compact', startMark: Buffer.from('{"'), before: 0, endMark: Buffer.alloc(0) };
}

/** In a compact array, learns the first key of a record. */
export function learnHead(layout: Layout, buffer: Buffer, start: number, end: number): void {
  if (layout.kind !== 'compact') return;
  const { startMark } = layout;
  if (startMark.length > 2 && end - start >= startMark.length && buffer.compare(startMark, 0, startMark.length, start, start + startMark.length) === 0) return;
  const open = buffer.indexOf(0x22, start);
  const close = open < 0 ? -1 : buffer.indexOf(0x22, open + 1);
  if (close >= 0 && close < end && close - start <= 64) layout.startMark = Buffer.from(buffer.subarray(start, close + 1));
}

/**
 * Where the record that starts at `start` probably ends: an index, `null` where the layout does not tell, or `more`
 * where it will tell once more bytes are there. `searched` is how much of the record earlier calls have looked at; no
 * record ends in the known field.
 */
export function guessEnd(
  layout: Layout, buffer: Buffer, start: number, searched: number, atEnd: boolean, field: Readonly<KnownPlace> | null,
): number | 'more' | null {
  const from = start + Math.max(searched, 1);
  switch (layout.kind) {
    case 'indented': {
      const second = buffer[start + 1];
      if (second !== newline && second !== 0x0d) return null;
      const at = findEnd(layout.endMark, buffer, Math.max(start + 1, from - layout.endMark.length), field);
      return at >= 0 ? at + 1 : atEnd ? null : 'more';
    }
    case 'lines': {
      const at = buffer.indexOf(newline, from);
      if (at < 0 && !atEnd) return 'more';
      return trimEnd(buffer, start, at < 0 ? buffer.length : at, false);
    }
    case 'compact': {
      const at = buffer.indexOf(layout.startMark, Math.max(start + 1, from - layout.startMark.length));
      return at < 0 ? null : trimEnd(buffer, start, at, true);
    }
  }
}

/** The brace that ends a record. It is sought rather than the whole mark, which begins anew at each line; braces are fewer. */
function findEnd(mark: Buffer, buffer: Buffer, from: number, field: Readonly<KnownPlace> | null): number {
  const last = mark.length - 1;
  for (let at = buffer.indexOf(closeBrace, from + last); at >= 0; at = buffer.indexOf(closeBrace, at + 1)) {
    if (field !== null && at > field.from && at < field.to) {
      at = field.to - 1;
      continue;
    }
    let place = last - 1;
    while (place >= 0 && buffer[at - last + place] === mark[place]) place -= 1;
    if (place < 0) return at;
  }
  return -1;
}

/** The likely start of the next record from `from` on, or -1. */
export function nextStart(layout: Layout, buffer: Buffer, from: number): number {
  const at = buffer.indexOf(layout.startMark, Math.max(0, from - layout.before));
  return at < 0 ? -1 : at + layout.before;
}

function trimEnd(buffer: Buffer, start: number, end: number, comma: boolean): number {
  let at = end;
  const skipSpace = (): void => {
    while (at > start && (buffer[at - 1] ?? 0) <= 0x20) at -= 1;
  };
  skipSpace();
  if (comma && buffer[at - 1] === 0x2c) {
    at -= 1;
    skipSpace();
  }
  return at;
}
