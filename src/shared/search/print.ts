import { assertNever } from '../result.ts';
import { formatDates } from './dates.ts';
import { fieldNamed, isDateFieldName } from './fields.ts';
import { formatBytes, formatCount } from './numbers.ts';
import { normalise, type FlagNode, type RangeNode, type SearchNode, type SearchTree, type SortKey, type WordNode } from './tree.ts';

/**
 * The canonical text of a search: `parse(print(tree, sort))` gives `normalise(tree)` and `sort` back. A word that is not
 * a prefix keeps a space behind it where it ends the text, since a last word is read as one that is still being typed.
 */
export function print(tree: SearchTree, sort: readonly SortKey[] = []): string {
  const normal = normalise(tree);
  const order = sort.length === 0 ? '' : `sort:${sort.map((key) => `${key.descending ? '-' : ''}${key.by}`).join(',')}`;
  if (normal.kind === 'everything') return order;
  if (order === '') return printNode(normal, 'end');
  // A word that is still being typed stays the last one, where it needs no star.
  return endsOpen(normal) ? `${order} ${printNode(normal, 'end')}` : `${printNode(normal, 'inside')} ${order}`;
}

/** Whether the text ends with a word that is still being typed. */
function endsOpen(node: SearchNode): boolean {
  const last = node.kind === 'all' ? node.children.at(-1) : node;
  return last?.kind === 'word' && last.prefix;
}

/** The text of one part of a search, as a label shows it. */
export function printPart(node: SearchNode): string {
  const normal = normalise(node);
  return normal.kind === 'everything' ? '' : printNode(normal, 'inside');
}

/** A value as it is written behind a field, quoted where it has to be. */
export function printValue(value: string): string {
  const bare = value !== '' && !/[\s\p{Cc}(),"\\]/u.test(value);
  return bare ? value : quote(value);
}

/** Whether a node's text ends the whole text: there a word is read as a prefix. */
type Position = 'end' | 'inside';

function printNode(node: SearchNode, position: Position): string {
  switch (node.kind) {
    case 'all':
      return printList(node.children, position, ' ', printConjunct);
    case 'any':
      return printFlags(node.children) ?? printList(node.children, position, ' OR ', printNode);
    case 'not':
      return `-${printNegated(node.child)}`;
    case 'word':
      return printWord(node, position);
    case 'phrase':
      return quote(node.text);
    case 'value':
      return `${node.field}:${node.values.map(printValue).join(',')}`;
    case 'range':
      return `${node.field}:${printRange(node)}`;
    case 'flag':
      return `${node.field}:${node.value}`;
    default:
      return assertNever(node);
  }
}

type PrintNode = (node: SearchNode, position: Position) => string;

function printList(children: readonly SearchNode[], position: Position, separator: string, printChild: PrintNode): string {
  return children.map((child, index) => printChild(child, index === children.length - 1 ? position : 'inside')).join(separator);
}

function printConjunct(node: SearchNode, position: Position): string {
  if (node.kind !== 'any') return printNode(node, position);
  return printFlags(node.children) ?? `(${printNode(node, 'inside')})`;
}

function printNegated(node: SearchNode): string {
  const flags = node.kind === 'any' ? printFlags(node.children) : null;
  const isList = node.kind === 'all' || node.kind === 'any';
  return flags ?? (isList ? `(${printNode(node, 'inside')})` : printNode(node, 'inside'));
}

/** `has:card,license` for alternatives that are flags of one field. */
function printFlags(nodes: readonly SearchNode[]): string | null {
  const flags = nodes.filter((node): node is FlagNode => node.kind === 'flag');
  const field = flags[0]?.field;
  const together = flags.length === nodes.length && flags.every((flag) => flag.field === field);
  return together && field !== undefined ? `${field}:${flags.map((flag) => flag.value).join(',')}` : null;
}

function printWord({ text, prefix }: WordNode, position: Position): string {
  if (position === 'end') return prefix ? escapeWord(text, false) : `${escapeWord(text, false)} `;
  return prefix ? `${escapeWord(text, true)}*` : escapeWord(text, false);
}

/** Puts a backslash before each character that would be read as something else than a part of this word. */
function escapeWord(text: string, starFollows: boolean): string {
  const colon = /^([a-z_]+):/i.exec(text);
  const fieldColon = colon?.[1] !== undefined && fieldNamed(colon[1]) ? colon[1].length : -1;
  const isOperator = text === 'AND' || text === 'OR' || text === 'NOT';
  const isLong = text.length > 1 || starFollows;
  const last = text.length - 1;
  let escaped = '';
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    const special =
      /[\s\p{Cc}()\\]/u.test(character) ||
      index === fieldColon ||
      (index === 0 && (isOperator || character === '"' || (character === '-' && isLong))) ||
      (index === last && character === '*' && isLong);
    escaped += special ? `\\${character}` : character;
  }
  return escaped;
}

function quote(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, (character) => `\\${character}`)}"`;
}

function printRange({ field, min, max, minInclusive, maxInclusive }: RangeNode): string {
  if (isDateFieldName(field)) return formatDates(min, max);
  const format = fieldNamed(field)?.kind === 'bytes' ? formatBytes : formatCount;
  if (min === null) return max === null ? '..' : `${maxInclusive ? '<=' : '<'}${format(max)}`;
  if (max === null) return `${minInclusive ? '>=' : '>'}${format(min)}`;
  if (min === max && minInclusive && maxInclusive) return format(min);
  return `${minInclusive ? '' : '>'}${format(min)}..${maxInclusive ? '' : '<'}${format(max)}`;
}
