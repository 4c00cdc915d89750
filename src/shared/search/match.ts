import { assertNever } from '../result.ts';
import type { HasValue, IsValue, RangeFieldName, ValueFieldName } from './fields.ts';
import { fold, tokensOf } from './fold.ts';
import type { RangeNode, SearchNode, SearchTree, ValueNode } from './tree.ts';
import { patternOf, type TextPattern } from './words.ts';

/** A package as the search language sees it: what the index must be able to answer about each one. */
export interface SearchableRecord {
  readonly name: string;
  readonly description: string;
  /** The text of the model card. */
  readonly card: string;
  /** The values of each field but `name:`, which reads the name; of a field for sets, the names of those that hold it. */
  readonly values: Readonly<Record<Exclude<ValueFieldName, 'name'>, readonly string[]>>;
  /** Null where it is not known. Sizes are bytes, dates milliseconds since 1970 (UTC). */
  readonly numbers: Readonly<Record<RangeFieldName, number | null>>;
  readonly has: readonly HasValue[];
  readonly is: readonly IsValue[];
}

/**
 * Whether a record belongs to a search: the meaning of the language in its plainest form, which every faster way must
 * agree with. `docs/search.md` says the same in words.
 */
export function matches(tree: SearchTree, record: SearchableRecord): boolean {
  return tree.kind === 'everything' || matchesNode(tree, record);
}

function matchesNode(node: SearchNode, record: SearchableRecord): boolean {
  switch (node.kind) {
    case 'all':
      return node.children.every((child) => matchesNode(child, record));
    case 'any':
      return node.children.some((child) => matchesNode(child, record));
    case 'not':
      return !matchesNode(node.child, record);
    case 'word':
    case 'phrase':
      return matchesText(patternOf(node), record);
    case 'value':
      return matchesValue(node, record);
    case 'range':
      return matchesRange(node, record.numbers[node.field]);
    case 'flag':
      return node.field === 'has' ? record.has.includes(node.value) : record.is.includes(node.value);
    default:
      return assertNever(node);
  }
}

function matchesText(pattern: TextPattern, record: SearchableRecord): boolean {
  const { namePart, tokens, lastIsPrefix } = pattern;
  const inName = namePart !== null && fold(record.name).includes(namePart);
  return inName || (tokens.length > 0 && searchedTexts(record).some((text) => containsRun(tokensOf(text), tokens, lastIsPrefix)));
}

/** The texts that words are searched in. Each owner, and each tag, is a text of its own. */
function searchedTexts(record: SearchableRecord): readonly string[] {
  return [record.name, ...record.values.owner, record.description, ...record.values.tag, record.card];
}

function containsRun(tokens: readonly string[], run: readonly string[], prefix: boolean): boolean {
  return tokens.some((_, start) =>
    run.every((wanted, offset) => {
      const token = tokens[start + offset];
      const isLast = offset === run.length - 1;
      return token !== undefined && (prefix && isLast ? token.startsWith(wanted) : token === wanted);
    }),
  );
}

function matchesValue(node: ValueNode, record: SearchableRecord): boolean {
  const wanted = node.values.map(comparable);
  if (node.field === 'name') return wanted.some((part) => part !== '' && fold(record.name).includes(part));
  return record.values[node.field].some((value) => wanted.includes(comparable(value)));
}

/** Spaces around a value do not count. */
function comparable(value: string): string {
  return fold(value.trim());
}

/** A number that is not known lies in no range. */
function matchesRange({ min, max, minInclusive, maxInclusive }: RangeNode, value: number | null): boolean {
  if (value === null) return false;
  const above = min === null || (minInclusive ? value >= min : value > min);
  const below = max === null || (maxInclusive ? value <= max : value < max);
  return above && below;
}
