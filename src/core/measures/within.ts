import { maximumLength, parse, print, printValue, type SearchTree } from '../../shared/search/index.ts';

/**
 * A search for what a condition finds among the packages of another search. Put together as trees: in a text, a last word that is
 * still being typed would end, and OR would reach further. The order of the search is left out.
 */
export function within(query: string, condition: string): string {
  return query.trim() === '' ? condition : print({ kind: 'all', children: [query, condition].flatMap((text) => nodesOf(parse(text).tree)) });
}

function nodesOf(tree: SearchTree): readonly Exclude<SearchTree, { readonly kind: 'everything' }>[] {
  return tree.kind === 'everything' ? [] : [tree];
}

/** A condition on a field: one of these values; null where they are too many or too long for a search text. */
export function oneOf(field: string, values: readonly string[]): string | null {
  const text = `${field}:${values.map(printValue).join(',')}`;
  return values.length > 0 && values.length <= mostValues && text.length <= maximumLength / 2 ? text : null;
}

/** A search has at most 256 conditions (core/query/trim.ts), and the selection needs some too. */
const mostValues = 100;
