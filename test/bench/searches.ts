import { readFileSync } from 'node:fs';

/** The searches of `searches.txt`, in its order. */
export function searchMix(): readonly string[] {
  const text = readFileSync(new URL('./searches.txt', import.meta.url), 'utf8');
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

/** Other searches of the same kinds, asked before: a program that has been used, not one that has just been started. */
export const warmUpSearches: readonly string[] = [
  '', 'x', 'al', 'electra', 'mbart-large', 'quiet-team', 'quiet-team/mbart', 'bloom tiny', '"v2 checkpoint"', 'electra tiny v2', 'task:conversational', 'owner:quiet-team',
  'license:gpl-3.0', 'arch:electra', 'dataset:imdb', 'language:fi', 'tag:tf', 'name:tiny', 'downloads:>5k', 'likes:2..3', 'modified:2020-05', 'has:license', 'sort:-likes',
  'opt sort:name', 'task:conversational sort:-downloads', 'electra -tiny', 'vit OR whisper', 'arch:electra license:mit downloads:>10', '-has:task', 'elektra',
];
