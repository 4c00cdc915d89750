import type { FieldName } from './fields.ts';
import { lex } from './lex.ts';
import { maximumLength } from './parse.ts';

/** A value as it stands in a search text. */
export interface WrittenValue {
  readonly field: FieldName;
  readonly text: string;
  /** UTF-16 offsets; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
}

/** Every value of a field in a search text, in its order, with its place: for remarks on what only the index can tell. */
export function valuesWritten(text: string): readonly WrittenValue[] {
  return lex(text.slice(0, maximumLength)).lexemes.flatMap((lexeme) =>
    lexeme.kind === 'values' ? lexeme.items.filter((item) => item.text.trim() !== '').map(({ text: value, from, to }) => ({ field: lexeme.field.name, text: value, from, to })) : [],
  );
}
