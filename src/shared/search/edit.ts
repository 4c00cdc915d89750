import { assertNever } from '../result.ts';
import { type FieldName, type FlagFieldName, hasValueNamed, isValueNamed, type RangeFieldName, type ValueFieldName } from './fields.ts';
import { fold } from './fold.ts';
import { printPart } from './print.ts';
import { everything, type FlagNode, normalise, type RangeNode, type SearchNode, type SearchTree } from './tree.ts';

/** Fields whose facets list values to pick. */
export type ListFieldName = ValueFieldName | FlagFieldName;

/** One of the conditions that a result must all meet. */
export interface Pill {
  /** Stays the same while the condition does; differs from the ids of all other pills of the tree. */
  readonly id: string;
  /** The condition as it is written in the search box. */
  readonly label: string;
  readonly negated: boolean;
  /** The field that the whole condition is about, if it is one. */
  readonly field: FieldName | null;
  readonly node: SearchNode;
}

export function pillsOf(tree: SearchTree): readonly Pill[] {
  const seen = new Map<string, number>();
  return conjunctsOf(tree).map((node) => {
    const label = printPart(node);
    const count = (seen.get(label) ?? 0) + 1;
    seen.set(label, count);
    return { id: `${label}#${count}`, label, negated: node.kind === 'not', field: fieldOf(node), node };
  });
}

export function removePill(tree: SearchTree, id: string): SearchTree {
  return allOf(
    pillsOf(tree)
      .filter((pill) => pill.id !== id)
      .map((pill) => pill.node),
  );
}

/** Both searches at once. */
export function narrow(tree: SearchTree, more: SearchTree): SearchTree {
  return allOf([...conjunctsOf(tree), ...conjunctsOf(more)]);
}

export interface SelectedValues {
  readonly included: readonly string[];
  readonly excluded: readonly string[];
}

/** The values of a field that top-level conditions ask for and leave out; alternatives across fields are no selection. */
export function selectedValues(tree: SearchTree, field: ListFieldName): SelectedValues {
  const nodes = conjunctsOf(tree);
  return {
    included: nodes.flatMap((node) => valuesOf(node, field)),
    excluded: nodes.flatMap((node) => (node.kind === 'not' ? valuesOf(node.child, field) : [])),
  };
}

/** Asks for a value, beside others of its field (any of them is enough; flags must all hold), or no longer asks for it. */
export function toggleValue(tree: SearchTree, field: ListFieldName, value: string): SearchTree {
  const { included } = selectedValues(tree, field);
  const without = removeValue(tree, field, value);
  return holds(included, value) ? without : addValue(without, field, value, false);
}

/** Leaves a value out, or no longer does. */
export function excludeValue(tree: SearchTree, field: ListFieldName, value: string): SearchTree {
  const { excluded } = selectedValues(tree, field);
  const without = removeValue(tree, field, value);
  return holds(excluded, value) ? without : addValue(without, field, value, true);
}

/** Neither asks for a value nor leaves it out. */
export function removeValue(tree: SearchTree, field: ListFieldName, value: string): SearchTree {
  return allOf(
    conjunctsOf(tree).flatMap((node): readonly SearchNode[] => {
      if (node.kind !== 'not') return withoutValue(node, field, value);
      return withoutValue(node.child, field, value).map((child) => ({ kind: 'not', child }));
    }),
  );
}

/** The tree without the top-level conditions that are about this field only: what its own facet counts. */
export function withoutField(tree: SearchTree, field: FieldName): SearchTree {
  return allOf(conjunctsOf(tree).filter((node) => fieldOf(node) !== field));
}

/** Takes all conditions on a field away. */
export function clearField(tree: SearchTree, field: FieldName): SearchTree {
  return withoutField(tree, field);
}

export type RangeBounds = Pick<RangeNode, 'min' | 'max' | 'minInclusive' | 'maxInclusive'>;

/** Puts one range in the place of all conditions on its field; null takes them away. Dates become whole days. */
export function withRange(tree: SearchTree, field: RangeFieldName, bounds: RangeBounds | null): SearchTree {
  const range: readonly SearchNode[] = bounds === null ? [] : [{ kind: 'range', field, ...bounds }];
  const nodes = conjunctsOf(tree);
  const first = nodes.findIndex((node) => fieldOf(node) === field);
  if (first === -1) return allOf([...nodes, ...range]);
  return allOf(nodes.flatMap((node, index) => (index === first ? range : fieldOf(node) === field ? [] : [node])));
}

/** The range of a field, where one top-level condition gives it. */
export function selectedRange(tree: SearchTree, field: RangeFieldName): RangeNode | null {
  const ranges = conjunctsOf(tree).filter((node): node is RangeNode => node.kind === 'range' && node.field === field);
  return ranges.length === 1 ? (ranges[0] ?? null) : null;
}

function conjunctsOf(tree: SearchTree): readonly SearchNode[] {
  const normal = normalise(tree);
  if (normal.kind === 'everything') return [];
  return normal.kind === 'all' ? normal.children : [normal];
}

function allOf(nodes: readonly SearchNode[]): SearchTree {
  return nodes.length === 0 ? everything : normalise({ kind: 'all', children: nodes });
}

/** The one field that a condition is about; null for words and for conditions on several fields. */
function fieldOf(node: SearchNode): FieldName | null {
  switch (node.kind) {
    case 'value':
    case 'range':
    case 'flag':
      return node.field;
    case 'not':
      return fieldOf(node.child);
    case 'all':
    case 'any': {
      const [field = null, ...others] = node.children.map(fieldOf);
      return others.every((other) => other === field) ? field : null;
    }
    case 'word':
    case 'phrase':
      return null;
    default:
      return assertNever(node);
  }
}

function valuesOf(node: SearchNode, field: ListFieldName): readonly string[] {
  if (node.kind === 'value' && node.field === field) return node.values;
  if (node.kind === 'flag' && node.field === field) return [node.value];
  return [];
}

function holds(values: readonly string[], value: string): boolean {
  return values.some((other) => isSame(other, value));
}

function isSame(left: string, right: string): boolean {
  return fold(left.trim()) === fold(right.trim());
}

function withoutValue(node: SearchNode, field: ListFieldName, value: string): readonly SearchNode[] {
  if (node.kind === 'value' && node.field === field) {
    const values = node.values.filter((other) => !isSame(other, value));
    return values.length === 0 ? [] : [{ ...node, values }];
  }
  return holds(valuesOf(node, field), value) ? [] : [node];
}

/** Joins a value to the last condition of its kind, or adds a condition. */
function addValue(tree: SearchTree, field: ListFieldName, value: string, negated: boolean): SearchTree {
  const nodes = conjunctsOf(tree);
  const added = field === 'has' || field === 'is' ? flagOf(field, value) : ({ kind: 'value', field, values: [value] } as const);
  if (added === null) return tree;
  const last = added.kind === 'flag' ? -1 : nodes.findLastIndex((node) => isListOf(node, added.field, negated));
  if (last === -1) return allOf([...nodes, negated ? { kind: 'not', child: added } : added]);
  return allOf(nodes.map((node, index) => (index === last ? joined(node, value) : node)));
}

function isListOf(node: SearchNode, field: ValueFieldName, negated: boolean): boolean {
  if (negated) return node.kind === 'not' && isListOf(node.child, field, false);
  return node.kind === 'value' && node.field === field;
}

function joined(node: SearchNode, value: string): SearchNode {
  if (node.kind === 'not') return { kind: 'not', child: joined(node.child, value) };
  return node.kind === 'value' ? { ...node, values: [...node.values, value] } : node;
}

function flagOf(field: FlagFieldName, text: string): FlagNode | null {
  if (field === 'has') {
    const value = hasValueNamed(text);
    return value && { kind: 'flag', field, value };
  }
  const value = isValueNamed(text);
  return value && { kind: 'flag', field, value };
}
