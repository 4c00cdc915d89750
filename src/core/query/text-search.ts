import { tokensOf } from '../../shared/search/fold.ts';
import { endOfText, type ReadDatabase } from '../index/index.ts';
import { hold } from './held.ts';
import { bytesAsText, eachBlock, heldTexts, placeOf, textOfBytes, type TextBlock } from './held-texts.ts';

/** The packages whose folded name holds a part, ascending, with what ranks them. */
export interface NameHits {
  readonly ids: Uint32Array;
  /** Of each: 0 its name is the part, 1 its name without the owner is, 2 one of them starts so, 3 none of it. */
  readonly ranks: Uint8Array;
}

type NameRank = 0 | 1 | 2 | 3;

const noHits: NameHits = { ids: new Uint32Array(0), ranks: new Uint8Array(0) };

export function nameHits(database: ReadDatabase, part: string): NameHits {
  if (part === '' || isHalf(part)) return noHits;
  return hold(database, `names with ${part}`, ({ ids }) => 5 * ids.length, () => scanNames(database, bytesAsText(part)));
}

/** Ids of the packages whose folded name holds a part, ascending. */
export function namesWithPart(database: ReadDatabase, part: string): Uint32Array {
  return nameHits(database, part).ids;
}

/** A half of a character has no bytes that could be found. */
function isHalf(text: string): boolean {
  return Buffer.from(text, 'utf8').includes(replacement);
}

const replacement = Buffer.from('\ufffd', 'utf8');

function scanNames(database: ReadDatabase, part: string): NameHits {
  const ids = new IdList();
  const ranks = new IdList();
  eachBlock(database, 'name', (block) => {
    eachHit(block, part, (at, hit) => {
      ids.push(block.ids[at] as number);
      ranks.push(rankAt(block, at, hit, part));
    });
  });
  return { ids: ids.taken(), ranks: new Uint8Array(ranks.taken()) };
}

/** Whether any name may hold a part: most mirrors have no name with a blank, and so none with several words. */
export function namesContain(database: ReadDatabase, part: string): boolean {
  return !part.includes(' ') || nameHits(database, ' ').ids.length > 0;
}

/** Tells of each text with the part its number and where the part first is. */
function eachHit({ text, starts }: TextBlock, part: string, tell: (at: number, hit: number) => void): void {
  let at = 0;
  for (let hit = text.indexOf(part); hit >= 0; hit = text.indexOf(part, starts[at])) {
    while ((starts[at + 1] as number) <= hit) at += 1;
    tell(at, hit);
    at += 1;
    if (at === starts.length - 1) return;
  }
}

/** How a name stands to the part that it first holds at `hit`. */
function rankAt({ text, starts }: TextBlock, at: number, hit: number, part: string): NameRank {
  const start = starts[at] as number;
  const end = (starts[at + 1] as number) - 1;
  const isWhole = (from: number): boolean => from + part.length === end;
  if (hit === start && isWhole(start)) return 0;
  const slash = text.indexOf('/', start);
  const short = slash >= 0 && slash < end ? slash + 1 : start;
  if (hit <= short && text.startsWith(part, short)) return isWhole(short) ? 1 : 2;
  return hit === start ? 2 : 3;
}

/** A test for one name after the other, for searches that leave few of them. */
export function nameTest(database: ReadDatabase, part: string): (id: number) => boolean {
  if (part === '' || isHalf(part)) return () => false;
  const blocks = heldTexts(database, 'name');
  const bytes = bytesAsText(part);
  return (id) => {
    const place = placeOf(blocks, id);
    return place !== null && nameAt(place.block, place.at).includes(bytes);
  };
}

/** The same for words that are neighbours. */
export function nameRunTest(database: ReadDatabase, words: readonly string[], lastIsPrefix: boolean): (id: number) => boolean {
  const blocks = heldTexts(database, 'name');
  const wanted = run(words, lastIsPrefix);
  return (id) => {
    const place = placeOf(blocks, id);
    return place !== null && ` ${tokensOf(textOfBytes(nameAt(place.block, place.at))).join(' ')} `.includes(wanted);
  };
}

/** A package's folded name, a character for each byte. */
export function nameAt({ text, starts }: TextBlock, at: number): string {
  return text.slice(starts[at], (starts[at + 1] as number) - 1);
}

/** Ids of the packages in whose name words are neighbours; the last one may go on where it is a prefix. */
export function namesWithRun(database: ReadDatabase, words: readonly string[], lastIsPrefix: boolean): Uint32Array {
  const key = `names with run ${words.join(' ')}${lastIsPrefix ? '*' : ''}`;
  return hold(database, key, (ids) => 4 * ids.length, () => scanRun(database, words, lastIsPrefix));
}

function scanRun(database: ReadDatabase, words: readonly string[], lastIsPrefix: boolean): Uint32Array {
  const ids = new IdList();
  const parts = words.map(bytesAsText);
  const wanted = run(words, lastIsPrefix);
  eachBlock(database, 'name', (block) => {
    const { text, starts } = block;
    const [first = ''] = parts;
    let at = 0;
    for (let hit = text.indexOf(first); hit >= 0; ) {
      if (!isRunAt(text, hit, parts, lastIsPrefix)) {
        hit = text.indexOf(first, hit + 1);
        continue;
      }
      while ((starts[at + 1] as number) <= hit) at += 1;
      if (isRunIn(nameAt(block, at), wanted)) ids.push(block.ids[at] as number);
      hit = text.indexOf(first, starts[at + 1]);
    }
  });
  return ids.taken();
}

/** Whether words are neighbours from `at` on, as ASCII goes; where bytes of other letters lie between, they may be. */
function isRunAt(text: string, at: number, words: readonly string[], lastIsPrefix: boolean): boolean {
  if (at > 0 && isLetter(text.charCodeAt(at - 1))) return false;
  let next = at;
  for (let word = 0; word < words.length; word += 1) {
    const part = words[word] as string;
    if (word > 0) {
      const before = next;
      while (isBetween(text.charCodeAt(next))) next += 1;
      if (text.charCodeAt(next) > 127 && text.charCodeAt(next) < endOfText) return true;
      if (next === before || !text.startsWith(part, next)) return false;
    }
    next += part.length;
  }
  return lastIsPrefix || !isLetter(text.charCodeAt(next));
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

function isBetween(code: number): boolean {
  return !isLetter(code) && code <= 127;
}

const ascii = /^[\0-\x7f]*$/;

/** Of an ASCII name its letters have told all; what letters other bytes make, only the text tells. */
function isRunIn(name: string, wanted: string): boolean {
  return ascii.test(name) || ` ${tokensOf(textOfBytes(name)).join(' ')} `.includes(wanted);
}

/** Ids of the owners, or tags, in which words are neighbours. */
export function termsWithRun(database: ReadDatabase, kind: 'owner' | 'tag', words: readonly string[], lastIsPrefix: boolean): readonly number[] {
  const ids: number[] = [];
  const wanted = run(words, lastIsPrefix);
  if (isHalf(wanted)) return ids;
  eachBlock(database, kind, (block) => eachHit(block, bytesAsText(wanted), (at) => void ids.push(block.ids[at] as number)));
  return ids;
}

function run(words: readonly string[], lastIsPrefix: boolean): string {
  return ` ${words.join(' ')}${lastIsPrefix ? '' : ' '}`;
}

/** Numbers that come one by one, four bytes each. */
export class IdList {
  private numbers = new Uint32Array(1024);
  private length = 0;

  push(id: number): void {
    if (this.length === this.numbers.length) {
      const larger = new Uint32Array(2 * this.length);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.length] = id;
    this.length += 1;
  }

  taken(): Uint32Array<ArrayBuffer> {
    return this.numbers.slice(0, this.length);
  }
}
