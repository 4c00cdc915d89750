import type { RangeFieldName } from '../../shared/search/fields.ts';
import type { AnyNumber } from './package-fields.ts';

/** Where the numbers of a field of the search language are stored. Dates are stored in seconds and asked for in milliseconds. */
export const rangeColumns = {
  downloads: { field: 'downloads', unit: 1 },
  likes: { field: 'likes', unit: 1 },
  stars: { field: 'stars', unit: 1 },
  files: { field: 'files', unit: 1 },
  params: { field: 'parameters', unit: 1 },
  size: { field: 'bytes', unit: 1 },
  claims: { field: 'claims', unit: 1 },
  commits: { field: 'commits', unit: 1 },
  dependents: { field: 'dependents', unit: 1 },
  modified: { field: 'modified', unit: 1000 },
  created: { field: 'created', unit: 1000 },
} as const satisfies Record<RangeFieldName, { field: AnyNumber; unit: number }>;
