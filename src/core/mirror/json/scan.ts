const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

const outside = 0;
const inString = 1;
const afterBackslash = 2;
const afterString = 3;

/** How far the search for the end of a value has come; it goes on where the bytes of the last chunk ended. */
export interface ValueScan {
  /** Bytes of the value that have been looked at. */
  done: number;
  depth: number;
  state: number;
}

/** `damaged`: what has been read cannot be the beginning of any JSON value. */
export type ScanEnd = 'found' | 'incomplete' | 'damaged' | 'too-deep';

export function startScan(): ValueScan {
  return { done: 0, depth: 0, state: outside };
}

/**
 * Finds where the object, array or string that starts at `start` ends, by counting brackets outside strings; the end is
 * `start + scan.done`. It does not judge the value (JSON.parse does) but notices at once when a quote is missing, since
 * strings then swap places with what stands between them. Works on bytes, since all structural characters are ASCII.
 */
export function scanValue(buffer: Buffer, start: number, limit: number, maxDepth: number, scan: ValueScan): ScanEnd {
  let { depth, state } = scan;
  let end: ScanEnd = 'incomplete';
  let at = start + scan.done;
  for (; at < limit; at += 1) {
    const byte = buffer[at] ?? 0;
    if (state === inString) {
      if (byte === quote) {
        if (depth === 0) {
          end = 'found';
          break;
        }
        state = afterString;
      } else if (byte === backslash) state = afterBackslash;
      else if (byte < 0x20) {
        end = 'damaged';
        break;
      }
      continue;
    }
    if (state === afterBackslash) {
      state = inString;
      continue;
    }
    if (state === afterString && byte > 0x20) {
      if (byte !== comma && byte !== colon && byte !== closeBracket && byte !== closeBrace) {
        end = 'damaged';
        break;
      }
      state = outside;
    }
    if (byte === quote) state = inString;
    else if (byte === openBrace || byte === openBracket) {
      depth += 1;
      if (depth > maxDepth) {
        end = 'too-deep';
        break;
      }
    } else if (byte === closeBrace || byte === closeBracket) {
      depth -= 1;
      if (depth === 0) {
        end = 'found';
        break;
      }
    }
  }
  scan.done = (end === 'found' ? at + 1 : at) - start;
  scan.depth = depth;
  scan.state = state;
  return end;
}

/** Whether a whole value nests deeper than so many levels. */
export function isDeeperThan(levels: number, buffer: Buffer, start: number, end: number): boolean {
  return countOpening(buffer, start, end) > levels && deepestIn(buffer, start, end) > levels;
}

/** Brackets that open, those in strings too: what a value nests at most, told in a fraction of the time. */
function countOpening(buffer: Buffer, start: number, end: number): number {
  let count = 0;
  // The two differ in one bit.
  for (let at = start; at < end; at += 1) if (((buffer[at] as number) | 0x20) === openBrace) count += 1;
  return count;
}

function deepestIn(buffer: Buffer, start: number, end: number): number {
  let depth = 0;
  let deepest = 0;
  for (let at = start; at < end; at += 1) {
    const byte = buffer[at];
    if (byte === quote) {
      for (at += 1; at < end && buffer[at] !== quote; at += 1) if (buffer[at] === backslash) at += 1;
    } else if (byte === openBrace || byte === openBracket) {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (byte === closeBrace || byte === closeBracket) depth -= 1;
  }
  return deepest;
}

/** The end of a number or word that starts at `start`, or -1 where the buffer ends first. */
export function endOfWord(buffer: Buffer, start: number): number {
  for (let at = start + 1; at < buffer.length; at += 1) {
    const byte = buffer[at] ?? 0;
    if (byte <= 0x20 || byte === comma || byte === quote || byte === openBrace || byte === openBracket || byte === closeBracket || byte === closeBrace) return at;
  }
  return -1;
}
