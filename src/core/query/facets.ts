import type { CallAnswer, CallArguments, Facet, FacetField } from '../../shared/contract/index.ts';
import { removeValue, withoutField } from '../../shared/search/edit.ts';
import { type FlagFieldName, hasValues, isValues, type ValueFieldName } from '../../shared/search/fields.ts';
import { fold } from '../../shared/search/fold.ts';
import type { FlagNode, SearchTree } from '../../shared/search/tree.ts';
import type { ReadDatabase } from '../index/index.ts';
import type { ReadContext } from './context.ts';
import { countValues, type WantedValues } from './facet-counts.ts';
import { packagesOf } from './found-packages.ts';
import { intersection, sizeOf } from './package-set.ts';
import { readSearch } from './search.ts';
import { countSets } from './set-counts.ts';
import { limitOf, type TimeLimit } from './time-limit.ts';
import type { ListedField } from './value-counts.ts';

/** The field of the search language that a facet's values are asked for with. */
const searchFields: Readonly<Record<ListedField, ValueFieldName>> = {
  hub: 'hub',
  owner: 'owner',
  task: 'task',
  architecture: 'arch',
  license: 'license',
  library: 'library',
  dataset: 'dataset',
  language: 'language',
  tag: 'tag',
  format: 'format',
  paper: 'paper',
  base: 'base',
  maintainer: 'maintainer',
};

const flags: Readonly<Record<FlagFieldName, readonly FlagNode[]>> = {
  has: (Object.keys(hasValues) as (keyof typeof hasValues)[]).map((value) => ({ kind: 'flag', field: 'has', value })),
  is: (Object.keys(isValues) as (keyof typeof isValues)[]).map((value) => ({ kind: 'flag', field: 'is', value })),
};

/**
 * What could be picked next: of each field the most frequent values, counted as if the field itself asked for nothing.
 * Where the time runs out, the packages met by then are counted: every number is a lower bound.
 */
export function countFacets(context: ReadContext, args: CallArguments<'packages.facets'>, limit: TimeLimit = limitOf(args.withinMs)): CallAnswer<'packages.facets'> {
  const { tree } = readSearch(args.query);
  const facet = (field: FacetField): Facet => {
    if (field === 'has' || field === 'is') return countFlags(context.database, field, tree, args);
    if (field === 'subset') return countSets(context.database, packagesOf(context.database, withoutField(tree, 'subset')), args, limit);
    return countValues(context.database, field, packagesOf(context.database, withoutField(tree, searchFields[field])), args, limit);
  };
  return { facets: [...new Set(args.fields)].map(facet) };
}

/** Flags narrow one another, unlike values: each is counted as if it alone asked for nothing. In the language's order. */
function countFlags(database: ReadDatabase, field: FlagFieldName, tree: SearchTree, { contains, limit }: WantedValues): Facet {
  const wanted = flags[field].filter(({ value }) => value.includes(fold(contains.trim())));
  const values = wanted.slice(0, limit).map((flag) => {
    const others = packagesOf(database, removeValue(tree, field, flag.value));
    return { value: flag.value, count: sizeOf(intersection(others, packagesOf(database, flag))) };
  });
  return { field, values, missing: 0, more: wanted.length - values.length, exact: true };
}
