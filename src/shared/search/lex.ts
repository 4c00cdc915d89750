import { type Field, fieldNamed } from './fields.ts';

/** Groups may nest this deep; a deeper parenthesis is read as if it was not there. */
export const maximumDepth = 64;

interface Place {
  /** UTF-16 offsets into the text; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
}

export interface Item extends Place {
  readonly text: string;
  /** False for a quotation that never ends. */
  readonly closed: boolean;
}

export interface WordLexeme extends Place {
  readonly kind: 'word';
  readonly text: string;
  /** Ends in a star that asks for a prefix; the star is not in `text`. */
  readonly starred: boolean;
}

export interface PhraseLexeme extends Item {
  readonly kind: 'phrase';
}

/** `owner:a,b`, or `a,b` inside `owner:(…)`. */
export interface ValuesLexeme extends Place {
  readonly kind: 'values';
  readonly field: Field;
  /** Where the values start, after the colon. */
  readonly valuesFrom: number;
  readonly items: readonly Item[];
}

export interface OpenLexeme extends Place {
  readonly kind: 'open';
  /** The field of `owner:(`. */
  readonly field: Field | null;
  readonly matched: boolean;
}

export interface OperatorLexeme extends Place {
  readonly kind: 'and' | 'or' | 'not' | 'minus' | 'close';
}

export type Lexeme = WordLexeme | PhraseLexeme | ValuesLexeme | OpenLexeme | OperatorLexeme;

export interface LexProblem extends Place {
  readonly kind: 'stray-close' | 'too-deep';
}

export interface LexResult {
  readonly lexemes: readonly Lexeme[];
  readonly problems: readonly LexProblem[];
}

interface Run {
  readonly text: string;
  readonly to: number;
  /** The last character is a star without a backslash. */
  readonly starred: boolean;
}

const operators: Readonly<Record<string, 'and' | 'or' | 'not'>> = { AND: 'and', OR: 'or', NOT: 'not' };
const spacePattern = /[\s\p{Cc}]/u;
const namePattern = /([a-z_]+):/iy;

function isSpace(character: string): boolean {
  return spacePattern.test(character);
}

/** Cuts any text into lexemes, in linear time; never fails. */
export function lex(text: string): LexResult {
  const lexemes: Lexeme[] = [];
  const problems: LexProblem[] = [];
  const groups: { readonly field: Field | null; readonly at: number }[] = [];
  let ignoredGroups = 0;
  let position = 0;
  while (position < text.length) {
    const character = text.charAt(position);
    if (isSpace(character)) {
      position += 1;
    } else if (character === ')') {
      const close: OperatorLexeme = { kind: 'close', from: position, to: position + 1 };
      const group = ignoredGroups > 0 ? undefined : groups.pop();
      if (group) {
        lexemes[group.at] = { ...(lexemes[group.at] as OpenLexeme), matched: true };
        lexemes.push(close);
      } else if (ignoredGroups > 0) {
        ignoredGroups -= 1;
      } else {
        problems.push({ kind: 'stray-close', from: close.from, to: close.to });
      }
      position += 1;
    } else {
      const lexeme = readLexeme(text, position, groups.at(-1)?.field ?? null, lexemes.at(-1));
      if (lexeme.kind === 'open' && groups.length >= maximumDepth) {
        if (ignoredGroups === 0) problems.push({ kind: 'too-deep', from: lexeme.from, to: lexeme.to });
        ignoredGroups += 1;
      } else {
        if (lexeme.kind === 'open') groups.push({ field: lexeme.field, at: lexemes.length });
        lexemes.push(lexeme);
      }
      position = lexeme.to;
    }
  }
  return { lexemes, problems };
}

/** Reads what starts at `from`, which is neither a space nor a closing parenthesis. */
function readLexeme(text: string, from: number, group: Field | null, previous: Lexeme | undefined): Lexeme {
  const negated = previous?.kind === 'minus' && previous.to === from;
  const character = text.charAt(from);
  if (character === '(') return { kind: 'open', field: group, from, to: from + 1, matched: false };
  if (character === '-' && !negated && !endsTerm(text, from + 1)) return { kind: 'minus', from, to: from + 1 };
  const operator = negated ? null : operatorAt(text, from);
  if (operator) return operator;
  if (group) return readValues(text, from, from, group);
  if (character === '"') return readPhrase(text, from) ?? readWord(text, from);
  const field = fieldAt(text, from);
  if (!field) return readWord(text, from);
  const valuesFrom = text.indexOf(':', from) + 1;
  if (text.charAt(valuesFrom) === '(') return { kind: 'open', field, from, to: valuesFrom + 1, matched: false };
  return readValues(text, from, valuesFrom, field);
}

/** Whether nothing stands here that a minus could belong to. */
function endsTerm(text: string, position: number): boolean {
  const character = text.charAt(position);
  return character === '' || character === ')' || isSpace(character);
}

function endsRun(text: string, position: number): boolean {
  return endsTerm(text, position) || text.charAt(position) === '(';
}

function operatorAt(text: string, from: number): OperatorLexeme | null {
  for (const [word, kind] of Object.entries(operators)) {
    if (text.startsWith(word, from) && endsRun(text, from + word.length)) return { kind, from, to: from + word.length };
  }
  return null;
}

function fieldAt(text: string, from: number): Field | null {
  namePattern.lastIndex = from;
  const match = namePattern.exec(text);
  return match?.[1] === undefined ? null : (fieldNamed(match[1]) ?? null);
}

function readWord(text: string, from: number): WordLexeme {
  const run = readRun(text, from, false);
  const starred = run.starred && run.text.length > 1;
  return { kind: 'word', text: starred ? run.text.slice(0, -1) : run.text, starred, from, to: run.to };
}

/** Null for a quotation mark that nothing follows: that is a word. */
function readPhrase(text: string, from: number): PhraseLexeme | null {
  const item = readQuoted(text, from);
  return !item.closed && item.text.trim() === '' ? null : { kind: 'phrase', ...item };
}

function readValues(text: string, from: number, valuesFrom: number, field: Field): ValuesLexeme {
  const separable = takesList(field);
  const items: Item[] = [];
  let position = valuesFrom;
  for (;;) {
    const item = text.charAt(position) === '"' ? readQuoted(text, position) : readBareItem(text, position, separable);
    if (item.to > position) items.push(item);
    position = item.to;
    if (!separable || text.charAt(position) !== ',') break;
    position += 1;
  }
  return { kind: 'values', field, valuesFrom, items, from, to: position };
}

/** Numbers and dates take one range; `1,000` is a number. */
function takesList(field: Field): boolean {
  return field.kind === 'text' || field.kind === 'substring' || field.kind === 'flag' || field.kind === 'set' || field.kind === 'sort';
}

function readBareItem(text: string, from: number, separable: boolean): Item {
  const run = readRun(text, from, separable);
  return { text: run.text, closed: true, from, to: run.to };
}

/** A backslash makes the next character an ordinary one. */
function readRun(text: string, from: number, stopsAtComma: boolean): Run {
  let read = '';
  let starred = false;
  let position = from;
  const comma = stopsAtComma ? ',' : null;
  while (!endsRun(text, position) && text.charAt(position) !== comma) {
    const escaped = text.charAt(position) === '\\' && position + 1 < text.length;
    if (escaped) position += 1;
    read += text.charAt(position);
    starred = !escaped && text.charAt(position) === '*';
    position += 1;
  }
  return { text: read, to: position, starred };
}

function readQuoted(text: string, from: number): Item {
  let read = '';
  let position = from + 1;
  while (position < text.length && text.charAt(position) !== '"') {
    if (text.charAt(position) === '\\' && position + 1 < text.length) position += 1;
    read += text.charAt(position);
    position += 1;
  }
  const closed = position < text.length;
  return { text: read, closed, from, to: closed ? position + 1 : position };
}
