import { describe, expect, it } from 'vitest';
import type { PackageRow } from '../../../../shared/contract/index.ts';
import { parse } from '../../../../shared/search/index.ts';
import type { ColumnId } from '../../../../shared/table/index.ts';
import { valueFilters } from './value-filters.ts';

const row: PackageRow = {
  hub: 'huggingface', name: 'google/bert', ordinal: 0, owner: 'google', task: 'fill-mask', architecture: null, license: 'Apache-2.0', library: null,
  downloads: 1200, likes: 3, stars: null, files: 4, bytes: 2_000_000, parameters: null, modified: Date.parse('2022-03-05T10:00:00Z') / 1000, created: null,
  claims: 0, hasCard: true, gated: false, recovered: false, clone: 'whole', commits: 3, signed: 0, extra: { datasets: ['squad', 'common voice'] },
};

const queries = (query: string, id: ColumnId): readonly string[] => valueFilters(query, row, id).map((filter) => filter.query);

describe('valueFilters', () => {
  it('asks for a value or leaves it out, beside what is asked already', () => {
    expect(queries('bert sort:-downloads', 'task')).toEqual(['bert task:fill-mask sort:-downloads', 'bert -task:fill-mask sort:-downloads']);
  });

  it('takes a filter back', () => {
    expect(queries('task:fill-mask', 'task')[0]).toBe('');
  });

  it('narrows numbers, sizes and days', () => {
    expect(queries('', 'downloads')).toEqual(['downloads:>=1.2k', 'downloads:<=1.2k', 'downloads:1.2k']);
    expect(queries('', 'size')[0]).toBe('size:>=2MB');
    expect(queries('', 'modified')).toEqual(['modified:>=2022-03-05', 'modified:<=2022-03-05', 'modified:2022-03-05']);
  });

  it('asks for what is missing', () => {
    expect(queries('', 'architecture')).toEqual(['-has:arch']);
    expect(queries('', 'parameters')).toEqual(['-params:>=0']);
    expect(queries('', 'created')).toEqual(['-created:>=1000']);
    expect(queries('', 'library')).toEqual([]);
  });

  it('offers each of several values, and flags', () => {
    expect(queries('', 'datasets')).toEqual(['dataset:squad', '-dataset:squad', 'dataset:"common voice"', '-dataset:"common voice"']);
    expect(queries('', 'card')).toEqual(['has:card', '-has:card']);
    expect(queries('', 'clone')).toEqual(['is:cloned', '-is:cloned']);
  });

  it('writes nothing that the language does not read', () => {
    for (const id of ['hub', 'owner', 'task', 'license', 'downloads', 'likes', 'stars', 'files', 'size', 'modified', 'created', 'gated', 'recovered', 'card', 'clone'] as const) {
      for (const query of queries('a OR b', id)) expect(parse(query).errors, query).toEqual([]);
    }
  });
});
