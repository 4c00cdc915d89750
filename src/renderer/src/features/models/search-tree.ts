import type { FacetField } from '../../../../shared/contract/index.ts';
import { excludeValue, type SortKey, type ListFieldName, parse, type Pill, pillsOf, print, removePill, type SearchTree, type SortName, toggleValue } from '../../../../shared/search/index.ts';

/** The field of the search language that a facet filters by. */
export const facetSearchFields = {
  hub: 'hub',
  task: 'task',
  architecture: 'arch',
  license: 'license',
  library: 'library',
  owner: 'owner',
  dataset: 'dataset',
  language: 'language',
  tag: 'tag',
  format: 'format',
  paper: 'paper',
  base: 'base',
  maintainer: 'maintainer',
  subset: 'subset',
  has: 'has',
  is: 'is',
} as const satisfies Record<FacetField, ListFieldName>;

/** Changes the tree of a search text and keeps its order. */
export function editText(text: string, change: (tree: SearchTree) => SearchTree): string {
  const { tree, sort } = parse(text);
  return print(change(tree), sort);
}

export function toggleInText(text: string, field: ListFieldName, value: string, exclude: boolean): string {
  return editText(text, (tree) => (exclude ? excludeValue(tree, field, value) : toggleValue(tree, field, value)));
}

/** The conditions on fields, which are shown as pills; plain words stay in the box only. */
export function filterPills(text: string): readonly Pill[] {
  return pillsOf(parse(text).tree).filter((pill) => pill.field !== null || pill.node.kind === 'any' || pill.negated);
}

export function removePillFromText(text: string, id: string): string {
  return editText(text, (tree) => removePill(tree, id));
}

/** The orders that a search text asks for; none means by relevance. */
export function sortOf(text: string): readonly SortKey[] {
  return parse(text).sort.filter(({ by }) => by !== 'relevance');
}

export function withSort(text: string, sort: readonly SortKey[]): string {
  return print(parse(text).tree, sort);
}

/** Names start with A, numbers and dates with the largest. */
const startsDescending: ReadonlySet<SortName> = new Set<SortName>(['downloads', 'likes', 'stars', 'modified', 'created', 'size', 'files', 'params', 'dependents', 'claims']);

/**
 * The orders after a click on a header: first the usual direction, then the other, then none. With `add` the others stay,
 * and a new one decides after them.
 */
export function nextSort(sort: readonly SortKey[], by: SortName, add: boolean): readonly SortKey[] {
  const first = startsDescending.has(by);
  const before = sort.find((key) => key.by === by);
  const next = before === undefined ? { by, descending: first } : before.descending === first ? { by, descending: !first } : null;
  if (!add) return next === null ? [] : [next];
  if (before === undefined) return next === null ? sort : [...sort, next];
  return sort.flatMap((key) => (key.by !== by ? [key] : next === null ? [] : [next]));
}
