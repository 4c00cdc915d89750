import type { FacetField } from '../../../../shared/contract/index.ts';
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
};
