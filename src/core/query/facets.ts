import type { CallAnswer, CallArguments, FacetField } from '../../shared/contract/index.ts';
import { withoutField } from '../../shared/search/edit.ts';
import type { FieldName } from '../../shared/search/fields.ts';
import { compileSearch, type CompiledSearch } from './compile-search.ts';
import type { ReadContext } from './context.ts';
import { countValues } from './facet-counts.ts';
import { readSearch } from './search.ts';

/** The field of the search language that a facet's values are asked for with; clone states have none. */
const searchFields: Readonly<Record<FacetField, FieldName | null>> = {
  hub: 'hub',
  owner: 'owner',
  task: 'task',
  architecture: 'arch',
  license: 'license',
  library: 'library',
  dataset: 'dataset',
  language: 'language',
  format: 'format',
  clone: null,
};

/** What could be picked next: of each field the most frequent values, counted as if the field itself asked for nothing. */
export function countFacets(context: ReadContext, args: CallArguments<'packages.facets'>): CallAnswer<'packages.facets'> {
  const { tree } = readSearch(args.query);
  const fields = [...new Set(args.fields)];
  // Fields that are not asked about share one search, which is then run once for all of them.
  const bySearch = new Map<string, { readonly search: CompiledSearch | null; readonly fields: FacetField[] }>();
  for (const field of fields) {
    const own = searchFields[field];
    const search = compileSearch(context.database, own === null ? tree : withoutField(tree, own));
    const key = search?.key ?? '';
    const group = bySearch.get(key) ?? { search, fields: [] };
    group.fields.push(field);
    bySearch.set(key, group);
  }
  const facets = [...bySearch.values()].flatMap((group) => countValues(context.database, group.search, group.fields, args.limit));
  return { facets: fields.flatMap((field) => facets.find((facet) => facet.field === field) ?? []) };
}
