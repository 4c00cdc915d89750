import { assertNever } from '../result.ts';
import { fields, hasValues, isValues } from './fields.ts';
import { type Lexeme, lex, type LexProblem, maximumDepth, type OpenLexeme, type ValuesLexeme, type WordLexeme } from './lex.ts';
import { addError, addWarning, type ParseError, type Report, type Span } from './report.ts';
import { closest } from './spelling.ts';
import { readSort, readTerm } from './terms.ts';
import { highlight, type HighlightToken } from './tokens.ts';
import { everything, normaliseNode, type SearchNode, type SearchTree, type SortKey } from './tree.ts';

/** Characters of a search text that are read; what lies behind is reported and left out. */
export const maximumLength = 10_000;

export interface ParseResult {
  readonly tree: SearchTree;
  /** Empty means by relevance. Each order stands once. */
  readonly sort: readonly SortKey[];
  readonly errors: readonly ParseError[];
  /** What each part of the text is, for colouring it; in order, without overlaps. */
  readonly tokens: readonly HighlightToken[];
}

interface ParseState {
  readonly lexemes: readonly Lexeme[];
  readonly report: Report;
  readonly sort: SortKey[];
  /** Where the text ends: a word that ends there is still being typed. */
  readonly end: number;
  index: number;
}

const fieldNames = fields.flatMap((field) => [field.name, ...field.aliases]);

/**
 * Reads a search text; total: any text gives a tree, and `errors` says what was left out or read in an unexpected way.
 * `limit` is the number of characters that are read.
 */
export function parse(text: string, limit: number = maximumLength): ParseResult {
  const report: Report = { errors: [] };
  const read = text.slice(0, limit);
  if (text.length > limit) {
    const message = `A search has at most ${limit.toLocaleString('en')} characters; the rest is left out.`;
    addError(report, { from: limit, to: text.length }, message);
  }
  const { lexemes, problems } = lex(read);
  for (const problem of problems) reportProblem(problem, report);
  const state: ParseState = { lexemes, report, sort: [], end: read.length, index: 0 };
  const node = parseAlternatives(state);
  return {
    tree: (node && normaliseNode(node)) ?? everything,
    sort: distinctSort(state.sort),
    errors: report.errors.toSorted((left, right) => left.from - right.from),
    tokens: highlight(lexemes),
  };
}

function reportProblem(problem: LexProblem, report: Report): void {
  switch (problem.kind) {
    case 'stray-close':
      addWarning(report, problem, 'This parenthesis closes nothing; it is ignored.');
      return;
    case 'too-deep':
      addError(report, problem, `Groups nest at most ${maximumDepth} deep; this parenthesis is ignored.`);
      return;
    default:
      assertNever(problem.kind);
  }
}

function distinctSort(sort: readonly SortKey[]): readonly SortKey[] {
  return sort.filter((key, index) => sort.findIndex((other) => other.by === key.by) === index);
}

/** What was read: null where an error left it out. */
type Read = SearchNode | null;

/** `a b OR c`, up to a closing parenthesis or the end. */
function parseAlternatives(state: ParseState): Read {
  const branches: SearchNode[] = [];
  for (;;) {
    const { node, terms } = parseConjunction(state);
    if (node) branches.push(node);
    const operator = state.lexemes[state.index];
    if (operator?.kind !== 'or') break;
    state.index += 1;
    if (terms === 0) addWarning(state.report, operator, 'OR has nothing before it; it is ignored. Write "or" to search for the word.');
    else if (!startsTerm(state.lexemes[state.index])) addWarning(state.report, operator, 'OR has nothing after it; it is ignored.');
  }
  return branches.length === 0 ? null : { kind: 'any', children: branches };
}

function startsTerm(lexeme: Lexeme | undefined): boolean {
  return lexeme !== undefined && lexeme.kind !== 'close' && lexeme.kind !== 'or' && lexeme.kind !== 'and';
}

function parseConjunction(state: ParseState): { readonly node: Read; readonly terms: number } {
  const children: SearchNode[] = [];
  let terms = 0;
  for (;;) {
    const lexeme = state.lexemes[state.index];
    if (lexeme === undefined || lexeme.kind === 'close' || lexeme.kind === 'or') break;
    if (lexeme.kind === 'and') {
      state.index += 1;
      const dangling = terms === 0 || !startsTerm(state.lexemes[state.index]);
      if (dangling) addWarning(state.report, lexeme, 'AND joins nothing here; it is ignored. Write "and" to search for the word.');
    } else {
      terms += 1;
      const node = parseTerm(state);
      if (node) children.push(node);
    }
  }
  return { node: children.length === 0 ? null : { kind: 'all', children }, terms };
}

/** One term with the minuses and NOTs before it. */
function parseTerm(state: ParseState): Read {
  let negated = false;
  let operator: Lexeme | null = null;
  for (;;) {
    const lexeme = state.lexemes[state.index];
    if (lexeme?.kind !== 'minus' && lexeme?.kind !== 'not') break;
    negated = !negated;
    operator = lexeme;
    state.index += 1;
  }
  const lexeme = state.lexemes[state.index];
  if (!lexeme || !startsTerm(lexeme)) {
    if (operator) addWarning(state.report, operator, 'Nothing follows to be left out; this is ignored.');
    return null;
  }
  const node = parseOperand(state, lexeme, operator !== null);
  return node && negated ? { kind: 'not', child: node } : node;
}

function parseOperand(state: ParseState, lexeme: Lexeme, signed: boolean): Read {
  state.index += 1;
  switch (lexeme.kind) {
    case 'word':
      return readWord(state, lexeme, signed);
    case 'phrase':
      if (!lexeme.closed) addWarning(state.report, lexeme, 'The quotation mark is not closed; the phrase goes on to the end.');
      if (lexeme.text.trim() === '') addWarning(state.report, lexeme, 'Nothing stands between the quotation marks; they are ignored.');
      return { kind: 'phrase', text: lexeme.text };
    case 'values':
      return lexeme.field.kind === 'sort' ? takeSort(state, lexeme, signed) : readTerm(lexeme, state.report);
    case 'open':
      return parseGroup(state, lexeme);
    case 'and':
    case 'or':
    case 'not':
    case 'minus':
    case 'close':
      return null;
    default:
      return assertNever(lexeme);
  }
}

function takeSort(state: ParseState, lexeme: ValuesLexeme, signed: boolean): null {
  const sort = readSort(lexeme, state.report);
  if (signed) addError(state.report, lexeme, 'An order cannot be left out; for the other direction put the minus after the colon: sort:-downloads.');
  else state.sort.push(...sort);
  return null;
}

function parseGroup(state: ParseState, open: OpenLexeme): Read {
  const isEmpty = state.lexemes[state.index]?.kind === 'close';
  const node = parseAlternatives(state);
  if (state.lexemes[state.index]?.kind === 'close') state.index += 1;
  if (isEmpty) addWarning(state.report, open, 'This group is empty; it is ignored.');
  if (!open.matched) addWarning(state.report, open, 'This parenthesis is not closed; the group goes on to the end.');
  return node;
}

function readWord(state: ParseState, lexeme: WordLexeme, signed: boolean): Read {
  noteUnknownField(lexeme, state.report);
  const typing = lexeme.to === state.end && !signed;
  return { kind: 'word', text: lexeme.text, prefix: lexeme.starred || typing };
}

const fieldLike = /^([a-z_]+):[^/:]/iu;

/** What hubs themselves write before a colon, in tags and identifiers. */
const prefixesOfHubs: ReadonlySet<string> = new Set(['arxiv', 'doi', 'pkg', 'region']);

function noteUnknownField(lexeme: WordLexeme, report: Report): void {
  const name = fieldLike.exec(lexeme.text)?.[1];
  const escaped = lexeme.to - lexeme.from > lexeme.text.length + (lexeme.starred ? 1 : 0);
  if (name === undefined || escaped || prefixesOfHubs.has(name.toLowerCase())) return;
  const span: Span = { from: lexeme.from, to: lexeme.from + name.length };
  const said = `There is no field “${name}”; this is searched as a word.`;
  const field = closest(name, fieldNames);
  const flag = field === null ? flagNear(name) : null;
  if (field !== null) addWarning(report, span, `${said} Perhaps ${field}: is meant.`, field);
  else if (flag !== null) addWarning(report, lexeme, `${said} Perhaps ${flag} is meant.`, flag);
  else addWarning(report, span, said);
}

/** `clone:yes` and `signed:yes` ask for what `has:clone` and `has:signature` find. */
function flagNear(name: string): string | null {
  return flagNamed('has', Object.keys(hasValues), name) ?? flagNamed('is', Object.keys(isValues), name);
}

function flagNamed(field: string, words: readonly string[], name: string): string | null {
  const stem = name.toLowerCase().slice(0, 4);
  const word = closest(name, words) ?? words.find((one) => stem.length === 4 && one.startsWith(stem));
  return word === undefined ? null : `${field}:${word}`;
}
