import { useDeferredValue, useMemo, useState } from 'react';
import type { Facet, FacetField } from '../../../../../shared/contract/index.ts';
import { hubIds } from '../../../../../shared/domain/index.ts';
import { SearchInput } from '../../../ui/field.tsx';
import { HubMark } from '../../../ui/marks.tsx';
import { formatCount } from '../../../ui/quantity.ts';
import { Skeleton } from '../../../ui/states.tsx';
import { facetSearchFields, toggleInText } from '../search-tree.ts';
import type { FacetProps } from './facets.tsx';
import { chosenInText, comparable } from './filter-text.ts';
import { useCounts } from './use-counts.ts';
import { ValueList } from './value-list.tsx';
import { ValueRow } from './value-row.tsx';
import styles from './facets.module.css';

const firstValues = 8;
const moreValues = 50;
/** The most that one answer lists; others are found by a part of their text. */
const mostValues = 500;

interface ValueFacetProps extends FacetProps {
  readonly field: Exclude<FacetField, 'has' | 'is'>;
  readonly title: string;
}

/** The most frequent values of a field, more of them, or those with some text in them. What is chosen stays in sight. */
export function ValueFacet({ field, title, mirror, query, conditions, ready, seen, onChange }: ValueFacetProps) {
  const searchField = facetSearchFields[field];
  const [limit, setLimit] = useState(firstValues);
  const [typed, setTyped] = useState('');
  const contains = useDeferredValue(typed.trim()).slice(0, 200);
  const chosen = useMemo(() => chosenInText(query, searchField), [query, searchField]);
  const include = chosen.values.slice(0, 256);
  const { value, error, loading } = useCounts('packages.facets', seen ? { mirror, query: conditions, fields: [field], limit, contains, include } : null, ready);
  const facet = value?.facets[0];
  if (error) return <p className={styles.note} title={error.message}>Not counted</p>;
  if (!facet) return <Skeleton lines={4} label={`Counting by ${title.toLowerCase()}`} />;
  const isSearched = typed !== '' || facet.more > 0 || limit > firstValues;
  const toggle = (text: string, exclude: boolean): void => onChange(toggleInText(query, searchField, text, exclude));
  return (
    <>
      {isSearched && <SearchInput className={styles.search} label={`Find in ${title.toLowerCase()}`} value={typed} maxLength={200} onChange={setTyped} />}
      <ValueList stale={loading && facet.exact}>
        {withChosen(facet, chosen.values).map(({ value: text, count }) => (
          <ValueRow key={comparable(text)} label={text} state={chosen.stateOf(text)} count={count} exact={facet.exact} onToggle={(exclude) => toggle(text, exclude)}>
            {field === 'hub' ? <HubName hub={text} /> : text}
          </ValueRow>
        ))}
        {facet.values.length === 0 && facet.exact && <li className={styles.note}>{contains === '' ? 'No value in this result' : 'No value has this in it'}</li>}
        {facet.missing > 0 && contains === '' && facet.values.length > 0 && <li className={styles.note}>{formatCount(facet.missing)} {field === 'subset' ? 'in none of them' : 'without one'}</li>}
      </ValueList>
      <div className={styles.more}>
        {facet.more > 0 && limit < mostValues && (
          <button type="button" onClick={() => setLimit(Math.min(mostValues, limit === firstValues ? moreValues : limit + moreValues))}>
            {formatCount(facet.more)} more
          </button>
        )}
        {facet.more > 0 && limit >= mostValues && <span>{formatCount(facet.more)} more, to be found above</span>}
        {limit > firstValues && (
          <button type="button" onClick={() => setLimit(firstValues)}>
            Show fewer
          </button>
        )}
      </div>
    </>
  );
}

/** Values chosen a moment ago may not be counted yet. */
function withChosen(facet: Facet, chosen: readonly string[]): readonly { readonly value: string; readonly count: number | null }[] {
  const listed = new Set(facet.values.map(({ value }) => comparable(value)));
  return [...facet.values, ...chosen.filter((value) => !listed.has(comparable(value))).map((value) => ({ value, count: null }))];
}

function HubName({ hub }: { readonly hub: string }) {
  const known = hubIds.find((id) => id === hub);
  return known ? <HubMark hub={known} named /> : hub;
}
