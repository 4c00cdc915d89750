import { fnvPrime, fnvStart } from '../../../shared/fnv.ts';
import type { ChunkScanner, ValueTeller } from '../json/known-values.ts';

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** As `json.dump(indent=4)` begins a record; other layouts are left to the parser. */
const recordStart = Buffer.from('\n    {\n');

/** What the generator writes into a Hugging Face record; one with any other key is left to the parser. */
const outerKeys = ['id', 'ModelHub', 'LatestGitCommitSHA', 'ModelName', 'ModelOwner', 'ModelOwnerURL', 'ModelURL', 'ModelArchitecture', 'ModelTask'] as const;
const hubKeys = ['MetadataObjectID', 'MetadataFilePath', 'ModelHubName', 'ModelHubURL'] as const;
const [idKey, hubKey] = [0, 1];

/** Texts that are told: their places among the numbers of a record, each a start and an end, -1 where there is none. */
const told = { sha: 1, name: 3, architecture: 5, task: 7, metadataId: 9 } as const;
const toldNumbers = 11;
const outerPlaces: readonly number[] = outerKeys.map((key) => ({ LatestGitCommitSHA: told.sha, ModelName: told.name, ModelArchitecture: told.architecture, ModelTask: told.task })[key as string] ?? 0);
const hubPlaces: readonly number[] = hubKeys.map((key) => (key === 'MetadataObjectID' ? told.metadataId : 0));

/** Digits of a record number that fit in 32 bits whatever they are. */
const maxDigits = 9;

/**
 * Reads unified records that hold nothing but a number, texts in plain ASCII and their `ModelHub`, as nearly all do: it says where
 * the texts stand, and no text is made of those that nobody asks for. Every byte is looked at: what is told is JSON. Anything
 * else in a record (escapes, other types, keys that are unknown or repeated) leaves it to the parser.
 */
export class UnifiedScanner implements ChunkScanner {
  private readonly outer = new KeyTable(outerKeys);
  private readonly hub = new KeyTable(hubKeys);
  /** FNV-1a of the bytes of the text that was read last. */
  private hash = 0;

  scan(chunk: Buffer, numbers: Int32Array): void {
    let count = 1;
    for (let at = chunk.indexOf(recordStart); at >= 0 && count + 3 + toldNumbers <= numbers.length; ) {
      const from = at + recordStart.length - 2;
      at = chunk.indexOf(recordStart, from);
      // The last one of a chunk is mostly cut off, and reading behind the bytes is slow.
      if (at < 0) break;
      const to = this.record(chunk, from, numbers, count + 3);
      if (to > 0) {
        numbers[count] = from;
        numbers[count + 1] = to;
        numbers[count + 2] = toldNumbers;
        count += 3 + toldNumbers;
      }
    }
    numbers[0] = count;
  }

  /** The end of the record that begins here; 0 where it is left to the parser, or the chunk ends before it does. */
  private record(chunk: Buffer, start: number, numbers: Int32Array, into: number): number {
    numbers.fill(-1, into, into + toldNumbers);
    let inHub = false;
    let seen = 0;
    for (let at = start + 1; ; ) {
      at = afterBlanks(chunk, at);
      if (chunk[at] !== quote) return 0;
      const keyEnd = this.textEnd(chunk, at + 1);
      if (keyEnd < 0) return 0;
      const key = (inHub ? this.hub : this.outer).find(this.hash, chunk, at + 1, keyEnd);
      if (key < 0 || chunk[keyEnd + 1] !== colon) return 0;
      at = afterBlanks(chunk, keyEnd + 2);
      const bit = 1 << (inHub ? 16 + key : key);
      if ((seen & bit) !== 0) return 0;
      seen |= bit;
      if (!inHub && key === hubKey) {
        if (chunk[at] !== openBrace) return 0;
        inHub = true;
        at += 1;
        continue;
      }
      if (!inHub && key === idKey) {
        at = wholeNumber(chunk, at, numbers, into);
        if (at < 0) return 0;
      } else if (chunk[at] === quote) {
        const end = this.textEnd(chunk, at + 1);
        if (end < 0) return 0;
        const place = (inHub ? hubPlaces : outerPlaces)[key] as number;
        if (place > 0) {
          numbers[into + place] = at + 1;
          numbers[into + place + 1] = end;
        }
        at = end + 1;
      } else if (isNull(chunk, at)) at += 4;
      else return 0;
      at = afterBlanks(chunk, at);
      if (inHub && chunk[at] === closeBrace) {
        inHub = false;
        at = afterBlanks(chunk, at + 1);
      }
      if (chunk[at] === comma) at += 1;
      else return chunk[at] === closeBrace && !inHub ? at + 1 : 0;
    }
  }

  /** Where the quote stands that ends a text of plain ASCII, or -1. */
  private textEnd(chunk: Buffer, start: number): number {
    const { length } = chunk;
    let hash = fnvStart;
    for (let at = start; at < length; at += 1) {
      const byte = chunk[at] as number;
      if (byte === quote) {
        this.hash = hash;
        return at;
      }
      if (byte < 0x20 || byte > 0x7e || byte === backslash) return -1;
      hash = Math.imul(hash ^ byte, fnvPrime);
    }
    return -1;
  }
}

function afterBlanks(chunk: Buffer, from: number): number {
  let at = from;
  for (let byte = chunk[at]; byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09; byte = chunk[at]) at += 1;
  return at;
}

function isNull(chunk: Buffer, at: number): boolean {
  return chunk[at] === 0x6e && chunk[at + 1] === 0x75 && chunk[at + 2] === 0x6c && chunk[at + 3] === 0x6c;
}

/** Writes a whole number without a sign and returns its end; -1 for any other. */
function wholeNumber(chunk: Buffer, start: number, numbers: Int32Array, into: number): number {
  let sum = 0;
  let at = start;
  for (let digit = (chunk[at] ?? 0) - 0x30; digit >= 0 && digit <= 9; digit = (chunk[at] ?? 0) - 0x30) {
    sum = 10 * sum + digit;
    at += 1;
    if (at - start > maxDigits) return -1;
  }
  // No number of JSON has a leading zero; what stands behind it may make it one with a fraction.
  if (at === start || (chunk[start] === 0x30 && at > start + 1)) return -1;
  numbers[into] = sum;
  return at;
}

/** The places of a few known keys by the FNV-1a of their bytes. */
class KeyTable {
  private readonly hashes: Int32Array;
  private readonly keys: readonly Buffer[];

  constructor(keys: readonly string[]) {
    this.keys = keys.map((key) => Buffer.from(key));
    this.hashes = Int32Array.from(this.keys, (key) => key.reduce((hash, byte) => Math.imul(hash ^ byte, fnvPrime), fnvStart));
  }

  find(hash: number, chunk: Buffer, start: number, end: number): number {
    const { hashes, keys } = this;
    for (let place = 0; place < hashes.length; place += 1) {
      const key = keys[place] as Buffer;
      if (hashes[place] !== hash || key.length !== end - start) continue;
      for (let at = 0; at < key.length; at += 1) if (key[at] !== chunk[start + at]) return -1;
      return place;
    }
    return -1;
  }
}

/** The fields of a known record that the reading of Hugging Face needs. */
export const unifiedTeller: ValueTeller = {
  key: null,
  tell(numbers, at, bytes, origin) {
    const text = (place: number): string | null => {
      const start = numbers[at + place] as number;
      return start < 0 ? null : bytes.toString('latin1', origin + start, origin + (numbers[at + place + 1] as number));
    };
    const metadataId = text(told.metadataId);
    const name = text(told.name);
    return {
      id: (numbers[at] as number) < 0 ? null : numbers[at],
      ModelHub: { MetadataObjectID: metadataId },
      ModelName: name,
      LatestGitCommitSHA: text(told.sha),
      ModelArchitecture: text(told.architecture),
      ModelTask: text(told.task),
    };
  },
};
