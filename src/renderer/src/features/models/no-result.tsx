import { SearchX } from 'lucide-react';
import { useMemo } from 'react';
import type { FacetField } from '../../../../shared/contract/index.ts';
import { type ListFieldName, parse, selectedValues } from '../../../../shared/search/index.ts';
import { problemsAddress } from '../../app/route.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import { Empty } from '../../ui/states.tsx';
import { comparable } from './facets/filter-text.ts';
import { facetSearchFields, toggleInText } from './search-tree.ts';
import styles from './models.module.css';

interface NoResultProps {
  readonly mirror: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

/** Tells why a search found nothing, as far as that can be told: a value that no package has, and those that come near. */
export function NoResult({ mirror, query, onQuery }: NoResultProps) {
  const asked = useMemo(() => askedValues(query), [query]);
  if (query === '') return <Empty icon={SearchX} title="This mirror has no packages" actions={<a href={problemsAddress()}>See what was found instead</a>} />;
  return (
    <Empty icon={SearchX} title="No package meets all conditions" actions={<Button onClick={() => onQuery('')}>Clear the search</Button>}>
      Take a filter away, or search for fewer words.
      {asked.map(({ facet, value }) => (
        <NearValues key={`${facet} ${value}`} mirror={mirror} facet={facet} value={value} onChoose={(near) => onQuery(replaced(query, facetSearchFields[facet], value, near))} />
      ))}
    </Empty>
  );
}

const mostAsked = 3;
const mostNear = 5;

interface NearValuesProps {
  readonly mirror: string;
  readonly facet: FacetField;
  readonly value: string;
  readonly onChoose: (value: string) => void;
}

/** Values are compared whole: where no package has this one, those that hold it as a part, or else those that hold its longest word (`fill_mask`, `fill-mask`). */
function NearValues({ mirror, facet, value, onChoose }: NearValuesProps) {
  const question = { mirror, fields: [facet], limit: mostNear, include: [value] };
  const counted = useCall('packages.facets', { ...question, contains: value.slice(0, 200) }).value?.facets[0];
  const own = counted?.values.find((one) => comparable(one.value) === comparable(value));
  const absent = counted !== undefined && (own === undefined || own.count === 0);
  const holding = counted?.values.filter((one) => one !== own && one.count > 0) ?? [];
  const piece = longestWord(value);
  const others = useCall('packages.facets', absent && holding.length === 0 && piece !== value ? { ...question, contains: piece.slice(0, 200) } : null, true).value?.facets[0];
  if (!absent) return null;
  const near = holding.length > 0 ? holding : (others?.values.filter((one) => one.count > 0) ?? []);
  return (
    <span className={styles.near}>
      No package has {facetSearchFields[facet]}:{value}.
      {near.length > 0 && ' Near it: '}
      {near.map((one) => (
        <button key={one.value} type="button" className={styles.nearValue} title={formatPlural(one.count, 'package')} onClick={() => onChoose(one.value)}>
          {one.value}
        </button>
      ))}
    </span>
  );
}

function longestWord(text: string): string {
  const words = text.split(/[^\p{L}\p{N}]+/u);
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '') || text;
}

/** The values that the search asks for, of fields whose values are not a closed list. */
function askedValues(query: string): readonly { readonly facet: FacetField; readonly value: string }[] {
  const { tree } = parse(query);
  const facets = (Object.keys(facetSearchFields) as FacetField[]).filter((facet) => facet !== 'hub' && facet !== 'has' && facet !== 'is');
  return facets.flatMap((facet) => selectedValues(tree, facetSearchFields[facet]).included.map((value) => ({ facet, value }))).slice(0, mostAsked);
}

function replaced(query: string, field: ListFieldName, value: string, near: string): string {
  return toggleInText(toggleInText(query, field, value, false), field, near, false);
}
