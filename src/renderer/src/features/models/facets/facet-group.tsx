import { ChevronRight, X } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { toggleFacet, useModels } from '../store.ts';
import { facetSearchFields } from '../search-tree.ts';
import type { FacetKind } from './facet-titles.ts';
import { chosenInText, clearInText, rangeInText } from './filter-text.ts';
import { useOnScreen } from './use-on-screen.ts';
import styles from './facets.module.css';

interface FacetGroupProps {
  readonly facet: FacetKind;
  readonly query: string;
  readonly onChange: (query: string) => void;
  /** What is in the group while it is open; told whether it is in sight. */
  readonly children: (seen: boolean) => ReactNode;
}

/** A group that opens and closes, says how many of its values are chosen, and lets go of them. */
export function FacetGroup({ facet, query, onChange, children }: FacetGroupProps) {
  const { field, title } = facet;
  const open = useModels((state) => state.openFacets.includes(field));
  const [ref, seen] = useOnScreen<HTMLElement>();
  const searchField = facet.kind === 'range' ? facet.field : facetSearchFields[facet.field];
  const chosen = useMemo(() => {
    if (facet.kind === 'range') return rangeInText(query, facet.field) ? 1 : 0;
    return chosenInText(query, facetSearchFields[facet.field]).values.length;
  }, [facet, query]);
  return (
    <section ref={ref} className={styles.group} aria-label={title}>
      <div className={styles.head}>
        <button type="button" className={styles.toggle} aria-expanded={open} onClick={() => toggleFacet(field)}>
          <ChevronRight size={14} strokeWidth={2} aria-hidden />
          {title}
          {chosen > 0 && facet.kind !== 'range' && <span className={styles.chosen}>{chosen} chosen</span>}
        </button>
        {chosen > 0 && (
          <button type="button" className={styles.clear} aria-label={`Clear ${title.toLowerCase()}`} title={`Clear ${title.toLowerCase()}`} onClick={() => onChange(clearInText(query, searchField))}>
            <X size={13} strokeWidth={2} aria-hidden />
          </button>
        )}
      </div>
      {open && children(seen)}
    </section>
  );
}
