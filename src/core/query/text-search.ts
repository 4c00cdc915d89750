import { tokensOf } from '../../shared/search/fold.ts';
import { endOfText, placeNumbers, type ReadDatabase, textBlockKinds, type TextBlockKind } from '../index/index.ts';
import { prepare } from './statements.ts';

interface StoredBlock {
  readonly places: Buffer;
  readonly data: Buffer;
}

/** Ids of the packages whose folded name holds a part, ascending. */
export function namesWithPart(database: ReadDatabase, part: string): readonly number[] {
  return part === '' ? [] : scan(database, 'name', Buffer.from(part, 'utf8'), null);
}

/** Ids of the packages in whose name words are neighbours; the last one may go on where it is a prefix. */
export function namesWithRun(database: ReadDatabase, words: readonly string[], lastIsPrefix: boolean): readonly number[] {
  const [longest = ''] = [...words].sort((left, right) => right.length - left.length);
  const wanted = run(words, lastIsPrefix);
  return scan(database, 'name', Buffer.from(longest, 'utf8'), (name) => ` ${tokensOf(name).join(' ')} `.includes(wanted));
}

/** Ids of the owners, or tags, in which words are neighbours. */
export function termsWithRun(database: ReadDatabase, kind: 'owner' | 'tag', words: readonly string[], lastIsPrefix: boolean): readonly number[] {
  return scan(database, kind, Buffer.from(run(words, lastIsPrefix), 'utf8'), null);
}

function run(words: readonly string[], lastIsPrefix: boolean): string {
  return ` ${words.join(' ')}${lastIsPrefix ? '' : ' '}`;
}

/** Walks the blocks of a kind; `isMeant` judges a text that holds the bytes. */
function scan(database: ReadDatabase, kind: TextBlockKind, sought: Buffer, isMeant: ((text: string) => boolean) | null): readonly number[] {
  // A half of a character has no bytes that could be found.
  if (sought.length === 0 || sought.includes(replacement)) return [];
  const found: number[] = [];
  const blocks = prepare<[number], StoredBlock>(database, 'SELECT places, data FROM text_block WHERE kind = ? AND live()');
  for (const { places, data } of blocks.iterate(textBlockKinds[kind])) {
    const last = places.length / (4 * placeNumbers) - 1;
    const startOf = (text: number): number => places.readUInt32LE(4 * (placeNumbers * text + 1));
    let text = 0;
    for (let at = data.indexOf(sought); at >= 0; ) {
      while (text < last && startOf(text + 1) <= at) text += 1;
      const end = data.indexOf(endOfText, at);
      if (isMeant === null || isMeant(data.toString('utf8', startOf(text), end))) found.push(places.readUInt32LE(4 * placeNumbers * text));
      at = data.indexOf(sought, end);
    }
  }
  return found;
}

const replacement = Buffer.from('\ufffd', 'utf8');
