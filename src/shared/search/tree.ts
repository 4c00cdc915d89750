import { assertNever } from '../result.ts';
import { snapToDays } from './dates.ts';
import { type FlagFieldName, type HasValue, type IsValue, isDateFieldName, type RangeFieldName, type SortName, type ValueFieldName } from './fields.ts';
import { fold } from './fold.ts';

/**
 * What is searched for: plain data, shared by box, pills, links, command line and SQL. `parse` gives normal trees (see
 * `normalise`); the meaning of each node is the code of `match.ts`.
 */
export type SearchTree = EverythingNode | SearchNode;

export type SearchNode = AllNode | AnyNode | NotNode | WordNode | PhraseNode | ValueNode | RangeNode | FlagNode;

/** The empty search; it stands only at the root. */
export interface EverythingNode {
  readonly kind: 'everything';
}

export interface AllNode {
  readonly kind: 'all';
  readonly children: readonly SearchNode[];
}

export interface AnyNode {
  readonly kind: 'any';
  readonly children: readonly SearchNode[];
}

export interface NotNode {
  readonly kind: 'not';
  readonly child: SearchNode;
}

export interface WordNode {
  readonly kind: 'word';
  /** As typed. */
  readonly text: string;
  /** Whether the last token may go on. */
  readonly prefix: boolean;
}

export interface PhraseNode {
  readonly kind: 'phrase';
  readonly text: string;
}

/** The field has one of these values. */
export interface ValueNode {
  readonly kind: 'value';
  readonly field: ValueFieldName;
  readonly values: readonly string[];
}

/**
 * The field's number lies between two bounds; null is no bound. Sizes are bytes. Dates are milliseconds since 1970 (a
 * `Package` has seconds) at the start of a UTC day, `min` always inclusive and `max` always exclusive.
 */
export interface RangeNode {
  readonly kind: 'range';
  readonly field: RangeFieldName;
  readonly min: number | null;
  readonly max: number | null;
  /** False where `min` is null. */
  readonly minInclusive: boolean;
  /** False where `max` is null. */
  readonly maxInclusive: boolean;
}

export type FlagNode =
  | { readonly kind: 'flag'; readonly field: Extract<FlagFieldName, 'has'>; readonly value: HasValue }
  | { readonly kind: 'flag'; readonly field: Extract<FlagFieldName, 'is'>; readonly value: IsValue };

export interface SortKey {
  readonly by: SortName;
  /** Always false for relevance, which knows one direction only. */
  readonly descending: boolean;
}

export const everything: EverythingNode = { kind: 'everything' };

/**
 * The tree of the same meaning that `parse` would give: no empty, nested or single-child lists, no double negation,
 * values of one field joined, dates as whole days. Nodes that say nothing (an empty list, word, or value) are left out.
 */
export function normalise(tree: SearchTree): SearchTree {
  return tree.kind === 'everything' ? everything : (normaliseNode(tree) ?? everything);
}

export function normaliseNode(node: SearchNode): SearchNode | null {
  switch (node.kind) {
    case 'all':
      return normaliseAll(node.children);
    case 'any':
      return normaliseAny(node.children);
    case 'not': {
      const child = normaliseNode(node.child);
      if (!child) return null;
      return child.kind === 'not' ? child.child : { kind: 'not', child };
    }
    case 'word':
      return node.text === '' ? null : node;
    case 'phrase': {
      const text = node.text.trim();
      return text === '' ? null : { kind: 'phrase', text };
    }
    case 'value': {
      const values = distinct(node.values);
      return values.length === 0 ? null : { kind: 'value', field: node.field, values };
    }
    case 'range':
      return normaliseRange(node);
    case 'flag':
      return node;
    default:
      return assertNever(node);
  }
}

function normaliseAll(children: readonly SearchNode[]): SearchNode | null {
  const flat = children.flatMap((child) => {
    const node = normaliseNode(child);
    if (!node) return [];
    return node.kind === 'all' ? node.children : [node];
  });
  return flat.length < 2 ? (flat[0] ?? null) : { kind: 'all', children: flat };
}

function normaliseAny(children: readonly SearchNode[]): SearchNode | null {
  const flat = children.flatMap((child) => {
    const node = normaliseNode(child);
    if (!node) return [];
    return node.kind === 'any' ? node.children : [node];
  });
  const joined = joinValues(flat);
  return joined.length < 2 ? (joined[0] ?? null) : { kind: 'any', children: joined };
}

/** One node per field for the values among alternatives, where the field's first one stood. */
function joinValues(nodes: readonly SearchNode[]): readonly SearchNode[] {
  const valuesOf = new Map<ValueFieldName, string[]>();
  const kept: SearchNode[] = [];
  for (const node of nodes) {
    const known = node.kind === 'value' ? valuesOf.get(node.field) : undefined;
    if (node.kind === 'value' && known) {
      known.push(...node.values);
    } else {
      if (node.kind === 'value') valuesOf.set(node.field, [...node.values]);
      kept.push(node);
    }
  }
  return kept.map((node) => (node.kind === 'value' ? { ...node, values: distinct(valuesOf.get(node.field) ?? []) } : node));
}

/** Trimmed, without empty ones and without those that fold to the same as an earlier one. */
function distinct(values: readonly string[]): readonly string[] {
  const seen = new Map<string, string>();
  for (const value of values) {
    const text = value.trim();
    const key = fold(text);
    if (text !== '' && !seen.has(key)) seen.set(key, text);
  }
  return [...seen.values()];
}

function normaliseRange(node: RangeNode): RangeNode | null {
  const { field } = node;
  const min = bound(node.min);
  const max = bound(node.max);
  if (min === null && max === null) return null;
  if (isDateFieldName(field)) {
    const days = snapToDays(min, max);
    return { kind: 'range', field, ...days, minInclusive: days.min !== null, maxInclusive: false };
  }
  return {
    kind: 'range',
    field,
    // No field holds a number below zero, and the language cannot write one.
    min: min === null ? null : Math.max(min, 0),
    max: max === null ? null : Math.max(max, 0),
    minInclusive: min !== null && (node.minInclusive || min < 0),
    maxInclusive: max !== null && node.maxInclusive && max >= 0,
  };
}

/** NaN and infinities are no bounds. */
function bound(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : value + 0;
}
