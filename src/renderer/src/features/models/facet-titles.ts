import type { FacetField } from '../../../../shared/contract/index.ts';

/** The facets of the side bar, in order. The clone's state is a flag of the first group instead. */
export const facetFields = ['hub', 'task', 'architecture', 'license', 'library', 'owner', 'dataset', 'language', 'format'] as const satisfies readonly FacetField[];

export const facetTitles: Readonly<Record<FacetField, string>> = {
  hub: 'Hub',
  task: 'Task',
  architecture: 'Architecture',
  license: 'Licence',
  library: 'Library',
  owner: 'Owner',
  dataset: 'Dataset',
  language: 'Language',
  tag: 'Tag',
  format: 'Weights format',
  paper: 'Paper',
  base: 'Base model',
  maintainer: 'Maintainer',
  has: 'Comes with',
  is: 'State',
};
