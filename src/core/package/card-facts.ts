import { Composer, type CST, type Document, Lexer, Parser } from 'yaml';
import { maxFrontMatterLength } from './front-matter.ts';

export type CardValue = string | number | boolean | null | readonly CardValue[] | CardFacts;
export interface CardFacts {
  readonly [key: string]: CardValue;
}

/** Levels of lists and maps; a model-index has eight. The YAML parser takes minutes for 256 kB of nothing but "{" or "? ". */
const maxDepth = 32;
/** A level takes up to three places on the parser's stack. */
const maxStack = 3 * maxDepth;
/** Some 15,000 lines; the largest real cards have 3,000. */
const maxLexemes = 100_000;
/** Values and characters after aliases are followed. */
const maxValues = 100_000;
const maxCharacters = 1 << 20;
const maxAliases = 100;

/** What YAML text says, or why it is not known. */
export type YamlReading = { readonly kind: 'read'; readonly value: CardValue } | { readonly kind: 'damaged'; readonly reason: string };

const beyondBounds: YamlReading = { kind: 'damaged', reason: 'It is larger, deeper or repeats itself more than any real one.' };

/**
 * The fields of a card's front matter as plain data, or null where it is no YAML map, or breaks a bound on size, depth or aliases. Never
 * throws. YAML 1.2 core schema: `no` is Norwegian, not false; dates stay text; a repeated key keeps its last value; NaN is null.
 */
export function cardFactsOf(frontMatter: string): CardFacts | null {
  return mapOf(readYaml(frontMatter));
}

/** The map that was read; null for anything else. */
export function mapOf(reading: YamlReading): CardFacts | null {
  return reading.kind === 'read' && isMap(reading.value) ? reading.value : null;
}

/** Any YAML document as plain data, within the same bounds; null where it breaks one or is no YAML. */
export function yamlValueOf(source: string): CardValue {
  const reading = readYaml(source);
  return reading.kind === 'read' ? reading.value : null;
}

/** Any YAML document as plain data, within bounds on size, depth and aliases. Never throws. */
export function readYaml(source: string): YamlReading {
  if (source.length > maxFrontMatterLength) return beyondBounds;
  try {
    const document = compose(source);
    if (document === 'beyond-bounds') return beyondBounds;
    const [error] = document?.errors ?? [];
    if (error) return { kind: 'damaged', reason: `Line ${lineAt(source, error.pos[0])}: ${error.message}` };
    const value: unknown = document?.toJS({ maxAliasCount: maxAliases });
    return { kind: 'read', value: copyValue(value, maxDepth, { values: maxValues, characters: maxCharacters }) };
  } catch {
    // The parser gives up on hostile text in several ways (too many aliases, stack exhausted); each means the same here.
    return beyondBounds;
  }
}

function lineAt(source: string, place: number): number {
  return source.slice(0, place).split('\n').length;
}

/** Parses token by token, so that a bound is noticed before the time is spent. */
function compose(source: string): Document | null | 'beyond-bounds' {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(source)) {
    tokens.push(...parser.next(lexeme));
    lexemes += 1;
    if (lexemes > maxLexemes || parser.stack.length > maxStack) return 'beyond-bounds';
  }
  tokens.push(...parser.end());
  const composer = new Composer({ schema: 'core', resolveKnownTags: false, uniqueKeys: false, strict: false, logLevel: 'silent' });
  for (const document of composer.compose(tokens, true, source.length)) return document;
  return null;
}

interface Budget {
  values: number;
  characters: number;
}

/** A copy that shares nothing and holds nothing but plain data. Throws when the budget is spent. */
function copyValue(value: unknown, depth: number, budget: Budget): CardValue {
  budget.values -= 1;
  if (budget.values < 0 || depth < 0) throw new RangeError('Too much data');
  if (typeof value === 'string') return spend(value, budget);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map((item) => copyValue(item, depth - 1, budget));
  if (typeof value !== 'object' || value === null) return null;
  // fromEntries defines `__proto__` as a field like any other, where an assignment would change the prototype.
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [spend(key, budget), copyValue(item, depth - 1, budget)]));
}

function spend(text: string, budget: Budget): string {
  budget.characters -= text.length;
  if (budget.characters < 0) throw new RangeError('Too much text');
  return text;
}

function isMap(value: CardValue): value is CardFacts {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
