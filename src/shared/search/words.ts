import { fold, tokensOf } from './fold.ts';
import type { PhraseNode, WordNode } from './tree.ts';

/** What a word or phrase asks for, ready to be compared with folded names and tokens. A record need meet one part only. */
export interface TextPattern {
  /** To be found anywhere in the folded name; null where the name is not searched for a part. */
  readonly namePart: string | null;
  /** To be found as neighbours in one of the texts; empty where nothing in the texts can match. */
  readonly tokens: readonly string[];
  /** Whether the last token may go on. */
  readonly lastIsPrefix: boolean;
}

const endsInToken = /[\p{L}\p{N}\p{Co}]$/u;

/**
 * A word is a part of the name, or its tokens are neighbours in a text. A phrase is only the latter, unless it has no
 * token. Nothing is a part of a name that folds to nothing, and `c++` is finished: no longer token is meant.
 */
export function patternOf(node: WordNode | PhraseNode): TextPattern {
  const folded = fold(node.kind === 'phrase' ? node.text.trim() : node.text);
  const tokens = tokensOf(folded);
  const searchesName = folded !== '' && (node.kind === 'word' || tokens.length === 0);
  return {
    namePart: searchesName ? folded : null,
    tokens,
    lastIsPrefix: node.kind === 'word' && node.prefix && endsInToken.test(folded),
  };
}
