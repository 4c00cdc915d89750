import type { CallAnswer, FacetField, Subset } from '../../../../shared/contract/index.ts';
import { closedValues, closedValueSuggestions, completionAt, fold, isSetFieldName, type FieldName, fieldSuggestions, printValue } from '../../../../shared/search/index.ts';
import { useCall } from '../../client/use-call.ts';
import { formatPlural } from '../../ui/quantity.ts';
import { useIndexedMirror } from '../mirrors/store.ts';
import { useSubsets } from '../subsets/store.ts';
import { facetSearchFields } from './search-tree.ts';

export interface QuerySuggestion {
  readonly from: number;
  readonly to: number;
  /** What is put in the place of `from`..`to`. */
  readonly text: string;
  readonly label: string;
  readonly description: string;
  /** False for a field name: its value comes next. */
  readonly finishes: boolean;
}

const most = 9;

/** What fits where the caret stands; values of open fields are those of the index, most frequent first. */
export function useSuggestions(text: string, caret: number | null): readonly QuerySuggestion[] {
  const mirror = useIndexedMirror();
  const subsets = useSubsets((state) => state.subsets);
  const completion = caret === null ? ({ kind: 'none' } as const) : completionAt(text, caret);
  const facet = completion.kind === 'value' ? facetOf(completion.field) : null;
  const counts = useCall('subsets.counts', mirror && completion.kind === 'value' && isSetFieldName(completion.field) ? { mirror } : null);
  const contains = completion.kind === 'value' ? completion.prefix.slice(0, 200) : '';
  const counted = useCall('packages.facets', mirror && facet ? { mirror, query: text.includes(':') ? '' : text, fields: [facet], limit: 60, contains } : null);

  switch (completion.kind) {
    case 'none':
      return [];
    case 'field':
      // A box with words in it and nothing typed at the caret has no need of a list.
      if (completion.prefix === '' && text.trim() !== '') return [];
      return fieldSuggestions(completion.prefix)
        .slice(0, most)
        .map(({ text: name, description, example }) => ({ ...completion, text: name, label: name, description: `${description} ${example}`, finishes: false }));
    case 'value': {
      const closed = isSetFieldName(completion.field) ? subsetSuggestions(subsets, counts.value?.counts ?? [], completion.prefix) : closedValueSuggestions(completion.field, completion.prefix);
      const open = fitting(counted.value?.facets[0]?.values ?? [], ({ value }) => value, completion.prefix);
      const found = closed.length > 0 ? closed : open.map(({ value, count }) => ({ text: value, description: formatPlural(count, 'package') }));
      return found.slice(0, most).map((value) => ({ ...completion, text: `${printValue(value.text)} `, label: value.text, description: value.description, finishes: true }));
    }
  }
}

/** Things with the prefix in their text, as the engine compares texts; those that begin so come first. */
function fitting<Thing>(things: readonly Thing[], textOf: (thing: Thing) => string, prefix: string): readonly Thing[] {
  const wanted = fold(prefix);
  const found = things.map((thing) => ({ thing, folded: fold(textOf(thing)) })).filter(({ folded }) => folded.includes(wanted));
  return [...found.filter(({ folded }) => folded.startsWith(wanted)), ...found.filter(({ folded }) => !folded.startsWith(wanted))].map(({ thing }) => thing);
}

/** Subsets with the prefix in their names, with what they hold now. */
function subsetSuggestions(subsets: readonly Subset[] | null, counts: CallAnswer<'subsets.counts'>['counts'], prefix: string): readonly { readonly text: string; readonly description: string }[] {
  return fitting(subsets ?? [], ({ name }) => name, prefix).map(({ id, name }) => {
    const count = counts.find((counted) => counted.id === id)?.count ?? null;
    return { text: name, description: count === null ? '' : formatPlural(count, 'package') };
  });
}

function facetOf(field: FieldName): FacetField | null {
  const facets = Object.keys(facetSearchFields) as FacetField[];
  return closedValues(field) === null && !isSetFieldName(field) ? (facets.find((facet) => facetSearchFields[facet] === field) ?? null) : null;
}

/** The text with the suggestion in it, and where the caret stands then. */
export function applySuggestion(text: string, suggestion: QuerySuggestion): { readonly text: string; readonly caret: number } {
  const rest = text.slice(suggestion.to);
  const inserted = suggestion.text.endsWith(' ') && /^[\s,)]/.test(rest) ? suggestion.text.trimEnd() : suggestion.text;
  return { text: text.slice(0, suggestion.from) + inserted + rest, caret: suggestion.from + inserted.length };
}
