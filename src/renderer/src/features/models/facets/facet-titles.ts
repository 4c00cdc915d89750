import type { FacetField, HistogramField } from '../../../../../shared/contract/index.ts';
import type { HasValue, IsValue } from '../../../../../shared/search/index.ts';

export type FacetKey = FacetField | HistogramField;

/** One group of the side bar. */
export type FacetKind =
  | { readonly kind: 'values'; readonly field: Exclude<FacetField, 'has' | 'is'>; readonly title: string }
  | { readonly kind: 'flags'; readonly field: 'has' | 'is'; readonly title: string }
  | { readonly kind: 'range'; readonly field: HistogramField; readonly title: string };

/** The groups of the side bar, in order. */
export const facetKinds: readonly FacetKind[] = [
  { kind: 'values', field: 'hub', title: 'Hub' },
  { kind: 'values', field: 'task', title: 'Task' },
  { kind: 'values', field: 'license', title: 'Licence' },
  { kind: 'values', field: 'architecture', title: 'Architecture' },
  { kind: 'values', field: 'library', title: 'Library' },
  { kind: 'values', field: 'owner', title: 'Owner' },
  { kind: 'values', field: 'subset', title: 'Subset' },
  { kind: 'flags', field: 'has', title: 'Comes with' },
  { kind: 'flags', field: 'is', title: 'State' },
  { kind: 'range', field: 'downloads', title: 'Downloads' },
  { kind: 'range', field: 'likes', title: 'Likes' },
  { kind: 'range', field: 'stars', title: 'Stars' },
  { kind: 'range', field: 'modified', title: 'Modified' },
  { kind: 'range', field: 'created', title: 'Created' },
  { kind: 'range', field: 'size', title: 'Size' },
  { kind: 'range', field: 'files', title: 'Files' },
  { kind: 'range', field: 'params', title: 'Parameters' },
  { kind: 'range', field: 'claims', title: 'Claims' },
  { kind: 'range', field: 'commits', title: 'Commits' },
  { kind: 'range', field: 'dependents', title: 'Dependents (PeaTMOSS)' },
  { kind: 'values', field: 'format', title: 'Weights format' },
  { kind: 'values', field: 'dataset', title: 'Dataset' },
  { kind: 'values', field: 'language', title: 'Language' },
  { kind: 'values', field: 'tag', title: 'Tag' },
  { kind: 'values', field: 'base', title: 'Base model' },
  { kind: 'values', field: 'paper', title: 'Paper' },
  { kind: 'values', field: 'maintainer', title: 'Maintainer' },
];

export const flagLabels: Readonly<Record<HasValue | IsValue, string>> = {
  card: 'Model card',
  claims: 'Performance claims',
  clone: 'Clone',
  signature: 'Signed commits',
  license: 'Licence',
  base: 'Base model',
  pickle: 'Pickle weights',
  task: 'Task',
  arch: 'Architecture',
  dataset: 'Dataset',
  paper: 'Paper',
  cloned: 'Cloned here',
  archived: 'Clone in an archive',
  recovered: 'Known by its clone only',
  gone: 'Gone from its hub',
  gated: 'Gated',
  ownerless: 'Without an owner',
};
