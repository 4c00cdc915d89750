import type { FacetField } from '../../../../shared/contract/index.ts';
import { excludeValue, type ListFieldName, parse, type Pill, pillsOf, print, removePill, type SearchTree, toggleValue } from '../../../../shared/search/index.ts';

/** The field of the search language that a facet filters by; null where the language has none for it. */
export const facetSearchFields = {
  hub: 'hub',
  task: 'task',
  architecture: 'arch',
  license: 'license',
  library: 'library',
  owner: 'owner',
  dataset: 'dataset',
  language: 'language',
  format: 'format',
  clone: null,
} as const satisfies Record<FacetField, ListFieldName | null>;

/** Changes the tree of a search text and keeps its order. */
function edit(text: string, change: (tree: SearchTree) => SearchTree): string {
  const { tree, sort } = parse(text);
  return print(change(tree), sort);
}

export function toggleInText(text: string, field: ListFieldName, value: string, exclude: boolean): string {
  return edit(text, (tree) => (exclude ? excludeValue(tree, field, value) : toggleValue(tree, field, value)));
}

/** The conditions on fields, which are shown as pills; plain words stay in the box only. */
export function filterPills(text: string): readonly Pill[] {
  return pillsOf(parse(text).tree).filter((pill) => pill.field !== null || pill.node.kind === 'any' || pill.negated);
}

export function removePillFromText(text: string, id: string): string {
  return edit(text, (tree) => removePill(tree, id));
}
