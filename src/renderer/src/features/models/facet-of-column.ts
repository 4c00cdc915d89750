import type { FacetField, HistogramField } from '../../../../shared/contract/index.ts';
import type { ColumnId } from '../../../../shared/table/index.ts';

/** The facet that counts the values of a column, where there is one. */
export const facetOfColumn: Partial<Readonly<Record<ColumnId, FacetField>>> = {
  hub: 'hub',
  owner: 'owner',
  task: 'task',
  architecture: 'architecture',
  license: 'license',
  library: 'library',
  datasets: 'dataset',
  languages: 'language',
  formats: 'format',
  tags: 'tag',
  papers: 'paper',
  bases: 'base',
};

/** The histogram that spreads the numbers of a column. */
export const histogramOfColumn: Partial<Readonly<Record<ColumnId, HistogramField>>> = {
  downloads: 'downloads',
  likes: 'likes',
  stars: 'stars',
  files: 'files',
  parameters: 'params',
  size: 'size',
  claims: 'claims',
  commits: 'commits',
  dependents: 'dependents',
  created: 'created',
  modified: 'modified',
};
