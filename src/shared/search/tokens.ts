import { assertNever } from '../result.ts';
import type { Lexeme } from './lex.ts';
import type { Span } from './report.ts';

/** A part of a search text, for colouring it. `field` takes in the colon. */
export interface HighlightToken extends Span {
  readonly kind: 'field' | 'value' | 'word' | 'phrase' | 'operator' | 'parenthesis';
}

export function highlight(lexemes: readonly Lexeme[]): readonly HighlightToken[] {
  return lexemes.flatMap(tokensOfLexeme);
}

function tokensOfLexeme(lexeme: Lexeme): readonly HighlightToken[] {
  const { from, to } = lexeme;
  switch (lexeme.kind) {
    case 'word':
    case 'phrase':
      return [{ kind: lexeme.kind, from, to }];
    case 'values': {
      const name: readonly HighlightToken[] = lexeme.valuesFrom > from ? [{ kind: 'field', from, to: lexeme.valuesFrom }] : [];
      return [...name, ...lexeme.items.map((item): HighlightToken => ({ kind: 'value', from: item.from, to: item.to }))];
    }
    case 'open': {
      const name: readonly HighlightToken[] = to - from > 1 ? [{ kind: 'field', from, to: to - 1 }] : [];
      return [...name, { kind: 'parenthesis', from: to - 1, to }];
    }
    case 'close':
      return [{ kind: 'parenthesis', from, to }];
    case 'and':
    case 'or':
    case 'not':
    case 'minus':
      return [{ kind: 'operator', from, to }];
    default:
      return assertNever(lexeme);
  }
}
