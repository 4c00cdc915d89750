import { ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { facetFields, facetTitles } from './facet-titles.ts';
import type { Facet, FacetField } from '../../../../shared/contract/index.ts';
import { hubIds } from '../../../../shared/domain/index.ts';
import { type ListFieldName, parse, selectedValues } from '../../../../shared/search/index.ts';
import { useCall } from '../../client/use-call.ts';
import { classNames } from '../../ui/class-names.ts';
import { HubMark } from '../../ui/marks.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { Skeleton } from '../../ui/states.tsx';
import { facetSearchFields, toggleInText } from './search-tree.ts';
import { toggleFacet, useModels } from './store.ts';
import styles from './facets.module.css';

interface FacetsProps {
  readonly mirror: string;
  readonly query: string;
  readonly onChange: (query: string) => void;
}

const flags = [
  ['is', 'cloned', 'Cloned here'],
  ['is', 'archived', 'Clone in an archive'],
  ['has', 'card', 'Model card'],
  ['has', 'claims', 'Performance claims'],
  ['has', 'signature', 'Signed commits'],
  ['has', 'paper', 'Paper'],
  ['has', 'pickle', 'Pickle weights'],
] as const;

/** Values of the result by field. Only the open groups are counted, each in a call of its own, and never ahead of the rows. */
export function Facets(props: FacetsProps) {
  return (
    <aside className={styles.facets} aria-label="Filters by field">
      <FlagGroup {...props} />
      {facetFields.map((field) => (
        <FacetGroup key={field} field={field} {...props} />
      ))}
      <p className={styles.hint}>Alt and click leaves a value out.</p>
    </aside>
  );
}

function FlagGroup({ query, onChange }: FacetsProps) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>Only packages with</legend>
      <ul>
        {flags.map(([field, value, label]) => (
          <FacetValue key={value} query={query} field={field} value={value} label={label} onChange={onChange} />
        ))}
      </ul>
    </fieldset>
  );
}

const firstValues = 8;
const moreValues = 100;

function FacetGroup({ field, mirror, query, onChange }: FacetsProps & { readonly field: FacetField }) {
  const open = useModels((state) => state.openFacets.includes(field));
  const [all, setAll] = useState(false);
  const limit = all ? moreValues : firstValues;
  const { value, error, loading } = useCall('packages.facets', open ? { mirror, query, fields: [field], limit } : null);
  const facet = value?.facets[0];
  return (
    <section className={styles.group} aria-label={facetTitles[field]}>
      <button type="button" className={styles.toggle} aria-expanded={open} onClick={() => toggleFacet(field)}>
        <ChevronRight size={14} strokeWidth={2} aria-hidden />
        {facetTitles[field]}
      </button>
      {open && error && <p className={styles.note} title={error.message}>Not counted</p>}
      {open && !facet && loading && <Skeleton lines={4} label={`Counting by ${facetTitles[field].toLowerCase()}`} />}
      {open && facet && <FacetValues facet={facet} stale={loading} query={query} onChange={onChange} />}
      {open && facet && !all && facet.more > 0 && (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {formatCount(facet.more)} more
        </button>
      )}
      {open && facet && all && (
        <button type="button" className={styles.more} onClick={() => setAll(false)}>
          {facet.more > 0 ? `First ${moreValues} shown, show fewer` : 'Show fewer'}
        </button>
      )}
    </section>
  );
}

interface FacetValuesProps {
  readonly facet: Facet;
  readonly stale: boolean;
  readonly query: string;
  readonly onChange: (query: string) => void;
}

function FacetValues({ facet, stale, query, onChange }: FacetValuesProps) {
  const field = facetSearchFields[facet.field];
  const chosen = useMemo(() => chosenOf(query, field), [query, field]);
  // What is chosen stays in sight, even where the counts no longer list it.
  const listed = new Set(facet.values.map(({ value }) => value.toLowerCase()));
  const values = [...facet.values, ...chosen.filter((value) => !listed.has(value.toLowerCase())).map((value) => ({ value, count: null }))];
  return (
    <ul className={classNames(stale && styles.stale)}>
      {values.map(({ value, count }) => (
        <FacetValue key={value} query={query} field={field} value={value} count={count} onChange={onChange} />
      ))}
      {values.length === 0 && <li className={styles.note}>No value in this result</li>}
      {facet.missing > 0 && values.length > 0 && <li className={styles.note}>{formatPlural(facet.missing, 'package')} without one</li>}
    </ul>
  );
}

function chosenOf(query: string, field: ListFieldName): readonly string[] {
  const { included, excluded } = selectedValues(parse(query).tree, field);
  return [...included, ...excluded];
}

interface FacetValueProps {
  readonly query: string;
  readonly field: ListFieldName;
  readonly value: string;
  readonly label?: string;
  readonly count?: number | null;
  readonly onChange: (query: string) => void;
}

function FacetValue({ query, field, value, label, count, onChange }: FacetValueProps) {
  const { included, excluded } = useMemo(() => selectedValues(parse(query).tree, field), [query, field]);
  const has = (values: readonly string[]): boolean => values.some((other) => other.toLowerCase() === value.toLowerCase());
  const isExcluded = has(excluded);
  const state = has(included) ? 'on' : isExcluded ? 'off' : 'free';
  const hub = field === 'hub' ? hubIds.find((id) => id === value) : undefined;
  return (
    <li>
      <button
        type="button"
        role="checkbox"
        aria-checked={state === 'on' ? true : state === 'off' ? 'mixed' : false}
        className={classNames(styles.value, state === 'on' && styles.on, isExcluded && styles.off)}
        title={isExcluded ? `${label ?? value}: left out` : (label ?? value)}
        onClick={(event) => onChange(toggleInText(query, field, value, event.altKey || isExcluded))}
        onContextMenu={(event) => {
          event.preventDefault();
          onChange(toggleInText(query, field, value, true));
        }}
      >
        <span className={styles.box} aria-hidden />
        <span className={styles.text}>{hub ? <HubMark hub={hub} named /> : (label ?? value)}</span>
        {isExcluded && <span className="visually-hidden">left out</span>}
        {typeof count === 'number' && <span className={styles.count}>{formatCount(count)}</span>}
      </button>
    </li>
  );
}
