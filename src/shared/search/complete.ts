import { assertNever } from '../result.ts';
import { closedValues, type Field, type FieldName, fields } from './fields.ts';
import { fold } from './fold.ts';
import { type Item, type Lexeme, lex } from './lex.ts';
import { maximumLength } from './parse.ts';

/** What can be completed where the caret stands: `from`..`to` is what a suggestion replaces. */
export type Completion =
  | { readonly kind: 'none' }
  /** A field name, or a word that may become one. */
  | { readonly kind: 'field'; readonly from: number; readonly to: number; readonly prefix: string }
  /** A value; `prefix` is without quotes and backslashes. */
  | { readonly kind: 'value'; readonly field: FieldName; readonly from: number; readonly to: number; readonly prefix: string };

/** `text` is the whole search text, `caret` an offset into it. */
export function completionAt(text: string, caret: number): Completion {
  if (caret < 0 || caret > text.length || caret > maximumLength) return { kind: 'none' };
  const { lexemes } = lex(text.slice(0, maximumLength));
  const current = lexemes.find((lexeme) => lexeme.from < caret && caret <= lexeme.to);
  return (current && completeInside(text, caret, current)) ?? completeBetween(lexemes, caret);
}

/** Null where the caret stands behind something that is finished, as if there was a space. */
function completeInside(text: string, caret: number, lexeme: Lexeme): Completion | null {
  switch (lexeme.kind) {
    case 'word':
      if (text.slice(lexeme.from, lexeme.to) === '-') return null;
      return { kind: 'field', from: lexeme.from, to: lexeme.to, prefix: text.slice(lexeme.from, caret) };
    case 'values':
      if (caret < lexeme.valuesFrom) return completeName(text, lexeme.from, lexeme.valuesFrom, caret);
      return completeValue(text, caret, lexeme.field, lexeme.items);
    case 'open':
      return caret < lexeme.to - 1 ? completeName(text, lexeme.from, lexeme.to - 1, caret) : null;
    case 'minus':
      return null;
    case 'phrase':
    case 'and':
    case 'or':
    case 'not':
    case 'close':
      return { kind: 'none' };
    default:
      return assertNever(lexeme);
  }
}

function completeName(text: string, from: number, to: number, caret: number): Completion {
  return { kind: 'field', from, to, prefix: text.slice(from, caret) };
}

function completeValue(text: string, caret: number, field: Field, items: readonly Item[]): Completion {
  const item = items.find((candidate) => candidate.from <= caret && caret <= candidate.to);
  const sign = field.kind === 'sort' && item && text.charAt(item.from) === '-' && caret > item.from ? 1 : 0;
  const from = item ? item.from + sign : caret;
  const typed = text.slice(from, caret);
  const prefix = typed.replace(/^"/, '').replaceAll(/\\(.)/gsu, '$1');
  const finished = item?.closed === true && typed.length > 1 && typed.startsWith('"') && caret === item.to;
  return finished ? { kind: 'none' } : { kind: 'value', field: field.name, from, to: item?.to ?? caret, prefix };
}

/** After a space or parenthesis: a value inside `field:(…)`, a field elsewhere. */
function completeBetween(lexemes: readonly Lexeme[], caret: number): Completion {
  const groups: (Field | null)[] = [];
  for (const lexeme of lexemes) {
    if (lexeme.to > caret) break;
    if (lexeme.kind === 'open') groups.push(lexeme.field);
    if (lexeme.kind === 'close') groups.pop();
  }
  const field = groups.at(-1);
  if (field) return { kind: 'value', field: field.name, from: caret, to: caret, prefix: '' };
  return { kind: 'field', from: caret, to: caret, prefix: '' };
}

export interface Suggestion {
  /** What to put in the place of the completion's `from`..`to`. */
  readonly text: string;
  readonly description: string;
}

/** Fields whose name starts with the prefix, then those with such an alias; all for an empty prefix. */
export function fieldSuggestions(prefix: string): readonly (Suggestion & { readonly field: FieldName; readonly example: string })[] {
  const folded = fold(prefix);
  const named = fields.filter((field) => field.name.startsWith(folded));
  const aliased = fields.filter((field) => !named.includes(field) && field.aliases.some((alias) => alias.startsWith(folded)));
  return [...named, ...aliased].map(({ name, description, example }) => ({ field: name, text: `${name}:`, description, example }));
}

/** Values of a closed list that start with the prefix; empty for fields whose values only the index knows. */
export function closedValueSuggestions(field: FieldName, prefix: string): readonly Suggestion[] {
  const folded = fold(prefix);
  return (closedValues(field) ?? []).filter(({ value }) => value.startsWith(folded)).map(({ value, description }) => ({ text: value, description }));
}
