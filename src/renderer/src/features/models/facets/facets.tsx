import { memo, useMemo } from 'react';
import { facetKinds } from './facet-titles.ts';
import { FacetGroup } from './facet-group.tsx';
import { useCall } from '../../../client/use-call.ts';
import { useSubsets } from '../../subsets/store.ts';
import { chosenInText, conditionsOf, rangeInText } from './filter-text.ts';
import { FlagFacet } from './flag-facet.tsx';
import { RangeFacet } from './range-facet.tsx';
import { ValueFacet } from './value-facet.tsx';
import styles from './facets.module.css';

interface FacetsProps {
  readonly mirror: string;
  readonly query: string;
  /** Whether the first rows of the query are there: they never wait for counts. */
  readonly ready: boolean;
  readonly onChange: (query: string, replace?: boolean) => void;
}

/** What a group needs to count and to filter. */
export interface FacetProps {
  readonly mirror: string;
  /** The whole search text. */
  readonly query: string;
  /** It without its order, which counts do not depend on. */
  readonly conditions: string;
  readonly ready: boolean;
  /** Whether the group is in sight; another one is not counted. */
  readonly seen: boolean;
  readonly onChange: (query: string, replace?: boolean) => void;
}

/** Every field of the result as a filter with counts. Only groups that are open and in sight are counted, each by itself. */
export const Facets = memo(function Facets({ query, onChange, ...rest }: FacetsProps) {
  const conditions = useMemo(() => conditionsOf(query), [query]);
  const joined = useCall('peatmoss.get', { mirror: rest.mirror }).value?.attached;
  // Known of no package unless a PeaTMOSS database is joined, or a subset made; a filter that is set can always be taken off.
  const hasSubsets = useSubsets(({ mirror, subsets }) => mirror === rest.mirror && (subsets?.length ?? 0) > 0);
  const isShown = { dependents: joined || rangeInText(query, 'dependents') !== null, subset: hasSubsets || chosenInText(query, 'subset').values.length > 0 };
  const shown = facetKinds.filter(({ field }) => (field !== 'dependents' && field !== 'subset') || isShown[field]);
  return (
    <aside className={styles.facets} aria-label="Filters by field">
      {shown.map((facet) => (
        <FacetGroup key={facet.field} facet={facet} query={query} onChange={onChange}>
          {(seen) => {
            const props = { ...rest, query, conditions, seen, onChange };
            if (facet.kind === 'range') return <RangeFacet field={facet.field} title={facet.title} {...props} />;
            if (facet.kind === 'flags') return <FlagFacet field={facet.field} {...props} />;
            return <ValueFacet field={facet.field} title={facet.title} {...props} />;
          }}
        </FacetGroup>
      ))}
    </aside>
  );
});
