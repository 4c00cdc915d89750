import { tokensOf } from '../../shared/search/fold.ts';
import { endOfText, type ReadDatabase, type TextBlockKind } from '../index/index.ts';
import { hold, lastPackage } from './held.ts';
import { bytesAsText, eachBlock, heldTexts, mark, textAt, type TextBlock, textOfBytes } from './held-texts.ts';
import { isEmpty } from './package-ids.ts';
import { addTo, difference, emptySet, intersection, type PackageSet, sizeOf } from './package-set.ts';
import { addTextsWith, countEntries, eachTextOf, eachWordWith, wordsOfTexts, wordsWith } from './text-words.ts';
import { isWordByte, standing, standingBits } from './word-collector.ts';

/** The packages whose folded name holds a part, with those that it ranks higher; no package is in two of the ranks. */
export interface NameHits {
  readonly all: PackageSet;
  /** Its name is the part; its name without the owner is; one of them starts so. */
  readonly ranks: readonly [PackageSet, PackageSet, PackageSet];
}

export function nameHits(database: ReadDatabase, part: string): NameHits {
  const last = lastPackage(database);
  return hold(database, `names with ${part}`, ({ all }) => 4 * all.byteLength, () => {
    const hits: NameHits = { all: emptySet(last), ranks: [emptySet(last), emptySet(last), emptySet(last)] };
    if (part === '' || isHalf(part)) return hits;
    const bytes = bytesAsText(part);
    const pieces = piecesOf(bytes);
    if (pieces.length === 0) eachBlock(database, 'name', (block) => eachHit(block, bytes, (at, hit) => addHit(hits, block, at, hit, bytes)));
    else if (pieces[0] === bytes) addWordHits(database, hits, bytes);
    else eachTextOf(database, 'name', textsWithAll(database, 'name', pieces.map((piece) => wordsWith(database, 'name', piece)), last), (block, at) => {
      const hit = placeIn(block.text, bytes, block.starts[at] as number, (block.starts[at + 1] as number) - 1);
      if (hit >= 0) addHit(hits, block, at, hit, bytes);
    });
    return { all: hits.all, ranks: disjoint(hits.ranks) };
  });
}

function disjoint([whole, short, start]: NameHits['ranks']): NameHits['ranks'] {
  const rest = difference(short, whole);
  return [whole, rest, difference(difference(start, whole), rest)];
}

/** A half of a character has no bytes that could be found. */
function isHalf(text: string): boolean {
  return Buffer.from(text, 'utf8').includes(replacement);
}

const replacement = Buffer.from('\ufffd', 'utf8');

/** Whether any name may hold a part: most mirrors have no name with a blank, and so none with several words. */
export function namesContain(database: ReadDatabase, part: string): boolean {
  return !part.includes(' ') || !isEmpty(nameHits(database, ' ').all);
}

/**
 * What a part of a name has of words, with a mark for each end that is one of the name's word too: only the first may begin, and only the last
 * may end, in the middle of one.
 */
function piecesOf(part: string): readonly string[] {
  const pieces: string[] = [];
  for (let from = 0; from < part.length; from += 1) {
    let to = from;
    while (to < part.length && isWordByte(part.charCodeAt(to))) to += 1;
    if (to > from) pieces.push(`${from > 0 ? mark : ''}${part.slice(from, to)}${to < part.length ? mark : ''}`);
    from = to;
  }
  return pieces;
}

/** A part without anything between words: what stands in the words tells all. */
function addWordHits(database: ReadDatabase, { all, ranks: [whole, short, starting] }: NameHits, part: string): void {
  const words = wordsOfTexts(database, 'name');
  const { offsets, entries } = words;
  eachWordWith(database, words.blocks, part, (word, at, length) => {
    const end = offsets[word + 1] as number;
    const isWord = length === part.length;
    for (let place = offsets[word] as number; place < end; place += 1) {
      const entry = entries[place] as number;
      const id = entry >>> standingBits;
      addTo(all, id);
      if (at > 0 || (entry & (standing.first | standing.short)) === 0) continue;
      addTo(starting, id);
      if (isWord && (entry & standing.last) !== 0) addTo((entry & standing.first) !== 0 ? whole : short, id);
    }
  });
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

/** Adds a name that first holds the part at `hit`. */
function addHit({ all, ranks: [whole, short, starting] }: NameHits, { text, starts, ids }: TextBlock, at: number, hit: number, part: string): void {
  const id = ids[at] as number;
  const start = starts[at] as number;
  const end = (starts[at + 1] as number) - 1;
  addTo(all, id);
  if (hit === start) addTo(end - start === part.length ? whole : starting, id);
  const slash = placeIn(text, '/', start, end);
  if (slash < 0 || hit > slash + 1 || !text.startsWith(part, slash + 1)) return;
  addTo(end - slash - 1 === part.length ? short : starting, id);
}

/** Where a part first is in a stretch of a text, or -1: for a name, a call of `indexOf` alone takes longer. */
function placeIn(text: string, part: string, from: number, to: number): number {
  const first = part.charCodeAt(0);
  for (let at = from; at <= to - part.length; at += 1) {
    if (text.charCodeAt(at) !== first) continue;
    let same = 1;
    while (same < part.length && text.charCodeAt(at + same) === part.charCodeAt(same)) same += 1;
    if (same === part.length) return at;
  }
  return -1;
}

/** A set is worth its making where it takes less time than looking at the texts that are left one by one. */
const entriesPerText = 32;

/** Texts that hold a word of each list, and maybe some others. */
function textsWithAll(database: ReadDatabase, kind: TextBlockKind, lists: readonly Uint32Array[], last: number): PackageSet {
  const words = wordsOfTexts(database, kind);
  let rest: PackageSet | null = null;
  for (const { list, count } of lists.map((list) => ({ list, count: countEntries(words, list) })).sort((left, right) => left.count - right.count)) {
    if (rest && count > entriesPerText * sizeOf(rest)) break;
    const set = emptySet(last);
    addTextsWith(words, list, set);
    rest = rest ? intersection(rest, set) : set;
  }
  return rest ?? emptySet(last);
}

/** The texts of a kind in which words are neighbours; the last one may go on where it is a prefix. Numbered as the kind's texts are. */
export function textsWithRun(database: ReadDatabase, kind: TextBlockKind, tokens: readonly string[], lastIsPrefix: boolean): PackageSet {
  const last = heldTexts(database, kind).at(-1)?.ids.at(-1) ?? 0;
  const set = emptySet(last);
  if (tokens.some(isHalf)) return set;
  const lists = tokens.map((token, at) => wordsWithToken(database, kind, token, lastIsPrefix && at === tokens.length - 1));
  if (lists.length === 1) {
    addTextsWith(wordsOfTexts(database, kind), lists[0] as Uint32Array, set);
    return set;
  }
  const parts = tokens.map(bytesAsText);
  const wanted = run(tokens, lastIsPrefix);
  eachTextOf(database, kind, textsWithAll(database, kind, lists, last), (block, at, id) => {
    const end = (block.starts[at + 1] as number) - 1;
    for (let hit = placeIn(block.text, parts[0] as string, block.starts[at] as number, end); hit >= 0; hit = placeIn(block.text, parts[0] as string, hit + 1, end)) {
      if (!isRunAt(block.text, hit, parts, lastIsPrefix)) continue;
      if (isRunIn(textAt(block, at), wanted)) addTo(set, id);
      return;
    }
  });
  return set;
}

/** Words that are a token, or begin with it, or hold it between bytes that are no letters, as words that are not all ASCII may. */
function wordsWithToken(database: ReadDatabase, kind: TextBlockKind, token: string, isPrefix: boolean): Uint32Array {
  const bytes = bytesAsText(token);
  const bound = wordsWith(database, kind, `${mark}${bytes}${isPrefix ? '' : mark}`);
  const odd = wordsOfTexts(database, kind).blocks.filter(({ isAscii }) => !isAscii);
  const others: number[] = [];
  const wanted = run([token], isPrefix);
  eachWordWith(database, odd, bytes, (word, _at, _length, block) => {
    const held = textAt(block, word - block.first);
    if (!ascii.test(held) && tokenText(held).includes(wanted)) others.push(word);
  });
  return others.length === 0 ? bound : Uint32Array.from([...bound, ...others]);
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

/** Of an ASCII text its letters have told all; what letters other bytes make, only the text tells. */
function isRunIn(text: string, wanted: string): boolean {
  return ascii.test(text) || tokenText(text).includes(wanted);
}

function tokenText(bytes: string): string {
  return ` ${tokensOf(textOfBytes(bytes)).join(' ')} `;
}

function run(words: readonly string[], lastIsPrefix: boolean): string {
  return ` ${words.join(' ')}${lastIsPrefix ? '' : ' '}`;
}
