import { tokensOf } from '../../shared/search/fold.ts';
import { endOfText, type ReadDatabase } from '../index/index.ts';
import { heldKeys, heldValue, hold, isHeld, lastPackage } from './held.ts';
import { blockTest, bytesAsText, eachBlock, heldTexts, placeOf, textOfBytes, type TextBlock } from './held-texts.ts';

/** The packages whose folded name holds a part, ascending, with what ranks them. */
export interface NameHits {
  readonly ids: Uint32Array;
  /** Of each: 0 its name is the part, 1 its name without the owner is, 2 one of them starts so, 3 none of it. */
  readonly ranks: Uint8Array;
}

type NameRank = 0 | 1 | 2 | 3;

const noHits: NameHits = { ids: new Uint32Array(0), ranks: new Uint8Array(0) };

const partKey = 'names with ';
const runKey = 'run ';

export function nameHits(database: ReadDatabase, part: string): NameHits {
  if (part === '' || isHalf(part)) return noHits;
  return hold(database, partKey + part, bytesOfHits, () => findPart(database, part));
}

function bytesOfHits({ ids }: NameHits): number {
  return 5 * ids.length;
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

/** A walk over all names takes as long as looking at this share of them one by one. */
export const fewShare = 8;

function findPart(database: ReadDatabase, part: string): NameHits {
  const among = fewest(database, (key) => key.startsWith(partKey) && part.includes(key.slice(partKey.length)));
  return among ? hitsAmong(database, among, bytesAsText(part)) : scanNames(database, bytesAsText(part), null).hits;
}

/**
 * Of the packages that searches before found, by the key of what they looked for, the fewest; null where none are few. While
 * somebody types, each search is the one before and a letter more.
 */
function fewest(database: ReadDatabase, isWider: (key: string) => boolean): Uint32Array | null {
  let among: Uint32Array | null = null;
  for (const key of Array.from(heldKeys(database))) {
    if (!isWider(key)) continue;
    const known = heldValue<NameHits | Uint32Array>(database, key);
    const ids = known instanceof Uint32Array ? known : known?.ids;
    if (ids && ids.length < (among?.length ?? lastPackage(database) / fewShare)) among = ids;
  }
  return among;
}

function hitsAmong(database: ReadDatabase, among: Uint32Array, part: string): NameHits {
  const blocks = heldTexts(database, 'name');
  const ids = new IdList();
  const ranks = new IdList();
  for (const id of among) {
    const place = placeOf(blocks, id);
    const hit = place ? nameAt(place.block, place.at).indexOf(part) : -1;
    if (!place || hit < 0) continue;
    ids.push(id);
    ranks.push(rankAt(place.block, place.at, (place.block.starts[place.at] as number) + hit, part));
  }
  return { ids: ids.taken(), ranks: new Uint8Array(ranks.taken()) };
}

/** Words as neighbours, to be looked for beside a part that begins with the first of them. */
interface Run {
  readonly words: readonly string[];
  readonly lastIsPrefix: boolean;
}

/** One walk over all names for a part, for words as neighbours, or for both. */
function scanNames(database: ReadDatabase, part: string | null, sought: Run | null): { readonly hits: NameHits; readonly run: Uint32Array } {
  const ids = new IdList();
  const ranks = new IdList();
  const runIds = new IdList();
  const words = sought ? sought.words.map(bytesAsText) : [];
  const isRun = sought ? runTest(words, sought) : () => false;
  const first = words[0] ?? part ?? '';
  const lead = part === null ? 0 : part.indexOf(first);
  const offset = rarestByte(database, first);
  const anchor = first.slice(offset);
  // A part that is looked for beside a run holds its words.
  const mayHold = blockTest(sought ? words : [part ?? '']);
  eachBlock(database, 'name', (block) => {
    if (!mayHold(block)) return;
    const { text, starts } = block;
    let at = 0;
    let hasPart = part === null;
    let hasRun = sought === null;
    for (let hit = text.indexOf(anchor); hit >= 0; hit = text.indexOf(anchor, hit)) {
      while ((starts[at + 1] as number) <= hit) {
        at += 1;
        hasPart = part === null;
        hasRun = sought === null;
      }
      const from = hit - offset;
      if (!hasPart && text.startsWith(part as string, from - lead)) {
        hasPart = true;
        ids.push(block.ids[at] as number);
        ranks.push(rankAt(block, at, from - lead, part as string));
      }
      if (!hasRun && text.startsWith(first, from) && isRun(block, at, from)) {
        hasRun = true;
        runIds.push(block.ids[at] as number);
      }
      hit = hasPart && hasRun ? (starts[at + 1] as number) : hit + 1;
    }
  });
  return { hits: { ids: ids.taken(), ranks: new Uint8Array(ranks.taken()) }, run: runIds.taken() };
}

/** Where in a text the byte is that the fewest names have: what is looked for from there on is met the fewest times in vain. */
function rarestByte(database: ReadDatabase, text: string): number {
  const counts = hold(database, 'bytes of names', (numbers) => numbers.byteLength, () => {
    const numbers = new Uint32Array(256);
    const blocks = heldTexts(database, 'name');
    const step = Math.ceil(blocks.length / sampledBlocks);
    for (let at = 0; at < blocks.length; at += step) for (const byte of Buffer.from((blocks[at] as TextBlock).text, 'latin1')) numbers[byte] = (numbers[byte] as number) + 1;
    return numbers;
  });
  let rarest = 0;
  for (let at = 1; at < text.length; at += 1) if ((counts[text.charCodeAt(at)] as number) < (counts[text.charCodeAt(rarest)] as number)) rarest = at;
  return rarest;
}

/** Blocks whose bytes are counted. */
const sampledBlocks = 8;

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
  const parts = words.map(bytesAsText);
  const [first = ''] = parts;
  const wanted = run(words, lastIsPrefix);
  return (id) => {
    const place = placeOf(blocks, id);
    const name = place ? nameAt(place.block, place.at) : '';
    for (let hit = name.indexOf(first); hit >= 0; hit = name.indexOf(first, hit + 1)) {
      if (isRunAt(name, hit, parts, lastIsPrefix)) return isRunIn(name, wanted);
    }
    return false;
  };
}

/** A package's folded name, a character for each byte. */
export function nameAt({ text, starts }: TextBlock, at: number): string {
  return text.slice(starts[at], (starts[at + 1] as number) - 1);
}

/**
 * Ids of the packages in whose name words are neighbours; the last one may go on where it is a prefix. `part`: what is looked for in the
 * names as well, and found in the same walk.
 */
export function namesWithRun(database: ReadDatabase, words: readonly string[], lastIsPrefix: boolean, part: string | null): Uint32Array {
  const key = `${runKey}${words.join(' ')}${lastIsPrefix ? '*' : ''}`;
  const bytesOf = (ids: Uint32Array): number => 4 * ids.length;
  return hold(database, key, bytesOf, () => {
    const text = words.join(' ');
    const isWider = (known: string): boolean =>
      known.startsWith(partKey) ? words.some((word) => word.includes(known.slice(partKey.length))) : known.startsWith(runKey) && known.endsWith('*') && text.startsWith(known.slice(runKey.length, -1));
    const among = fewest(database, isWider);
    if (among) return among.filter(nameRunTest(database, words, lastIsPrefix));
    const isPartKnown = part === null || isHalf(part) || isHeld(database, partKey + part);
    const { hits, run: ids } = scanNames(database, isPartKnown ? null : bytesAsText(part), { words, lastIsPrefix });
    if (!isPartKnown) hold(database, partKey + part, bytesOfHits, () => hits);
    return ids;
  });
}

/** Tells whether a run begins at a place of a block, in the text with some number. */
function runTest(words: readonly string[], { words: sought, lastIsPrefix }: Run): (block: TextBlock, at: number, from: number) => boolean {
  const wanted = run(sought, lastIsPrefix);
  return (block, at, from) => isRunAt(block.text, from, words, lastIsPrefix) && (block.isAscii || isRunIn(nameAt(block, at), wanted));
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
  const bytes = bytesAsText(wanted);
  const mayHold = blockTest([bytes]);
  eachBlock(database, kind, (block) => mayHold(block) && eachHit(block, bytes, (at) => void ids.push(block.ids[at] as number)));
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
