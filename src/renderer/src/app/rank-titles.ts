import { fold, typedWords } from '../../../shared/search/index.ts';

/** Things whose title holds every typed word, in order of where the first one begins; all of them for no words. */
export function rankTitles<Thing extends { readonly title: string }>(things: readonly Thing[], text: string): readonly Thing[] {
  const words = typedWords(text);
  if (words.length === 0) return things;
  return things
    .flatMap((thing) => {
      const title = fold(thing.title);
      if (!words.every((word) => title.includes(word))) return [];
      return [{ thing, at: Math.min(...words.map((word) => wordStart(title, word))) }];
    })
    .sort((left, right) => left.at - right.at)
    .map(({ thing }) => thing);
}

/** Position of the word, pushed back where it starts inside another word. */
function wordStart(title: string, word: string): number {
  const at = title.indexOf(word);
  return at === 0 || title[at - 1] === ' ' ? at : at + 100;
}
