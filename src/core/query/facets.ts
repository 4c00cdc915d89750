import type { CallAnswer, CallArguments, Facet, FacetField } from '../../shared/contract/index.ts';
import { removeValue, withoutField } from '../../shared/search/edit.ts';
import { type FlagFieldName, hasValues, isValues, type ValueFieldName } from '../../shared/search/fields.ts';
import { fold } from '../../shared/search/fold.ts';
import type { FlagNode, SearchTree } from '../../shared/search/tree.ts';
import type { ReadDatabase } from '../index/index.ts';
import type { ReadContext } from './context.ts';
import { countValues } from './facet-counts.ts';
import type { ListedField } from './facet-columns.ts';
import { matchingPackages } from './matching.ts';
import { intersection, sizeOf } from './package-set.ts';
import { readSearch } from './search.ts';
import { limitOf, type TimeLimit } from './time-limit.ts';

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
    if (field === 'has' || field === 'is') return countFlags(context.database, field, tree, args.contains, limit);
    const matching = matchingPackages(context.database, withoutField(tree, searchFields[field]), limit);
    return countValues(context.database, field, matching, args, limit);
  };
  return { facets: [...new Set(args.fields)].map(facet) };
}

/** Flags narrow one another, unlike values: each is counted as if it alone asked for nothing. In the language's order. */
function countFlags(database: ReadDatabase, field: FlagFieldName, tree: SearchTree, contains: string, limit: TimeLimit): Facet {
  const wanted = flags[field].filter(({ value }) => value.includes(fold(contains.trim())));
  const counted = wanted.map((flag) => {
    const others = matchingPackages(database, removeValue(tree, field, flag.value), limit);
    const own = matchingPackages(database, flag, limit);
    return { value: flag.value, count: sizeOf(intersection(others.set, own.set)), exact: others.isWhole && own.isWhole };
  });
  return { field, values: counted.map(({ value, count }) => ({ value, count })), missing: 0, more: 0, exact: counted.every(({ exact }) => exact) };
}
