import { useMemo } from 'react';
import { closedValues } from '../../../../../shared/search/index.ts';
import { toggleInText } from '../search-tree.ts';
import { flagLabels } from './facet-titles.ts';
import type { FacetProps } from './facets.tsx';
import { chosenInText } from './filter-text.ts';
import { useCounts } from './use-counts.ts';
import { ValueList } from './value-list.tsx';
import { ValueRow } from './value-row.tsx';
import styles from './facets.module.css';

interface FlagFacetProps extends FacetProps {
  readonly field: 'has' | 'is';
}

/** Flags of the search language: always the same ones, each narrowing the result further. */
export function FlagFacet({ field, mirror, query, conditions, ready, seen, onChange }: FlagFacetProps) {
  const chosen = useMemo(() => chosenInText(query, field), [query, field]);
  const { value, error, loading } = useCounts('packages.facets', seen ? { mirror, query: conditions, fields: [field], limit: 500 } : null, ready);
  const facet = value?.facets[0];
  const counts = new Map(facet?.values.map(({ value: flag, count }) => [flag, count]));
  const isExact = facet?.exact === true;
  return (
    <>
      {error && <p className={styles.note} title={error.message}>Not counted</p>}
      <ValueList stale={loading && isExact}>
        {flags[field].map(({ name, label }) => {
          const count = counts.get(name) ?? null;
          // A flag that was not reached in time is at least 0, which says nothing.
          const shown = count === 0 && !isExact ? null : count;
          return <ValueRow key={name} label={label} state={chosen.stateOf(name)} count={shown} exact={isExact} onToggle={(exclude) => onChange(toggleInText(query, field, name, exclude))} />;
        })}
      </ValueList>
    </>
  );
}

/** `has:clone` is `is:cloned` by another name. */
const flags = { has: flagsOf('has', ['clone']), is: flagsOf('is', []) };

function flagsOf(field: 'has' | 'is', without: readonly string[]): readonly { readonly name: string; readonly label: string }[] {
  const labels: Readonly<Record<string, string>> = flagLabels;
  return (closedValues(field) ?? []).filter(({ value }) => !without.includes(value)).map(({ value }) => ({ name: value, label: labels[value] ?? value }));
}
