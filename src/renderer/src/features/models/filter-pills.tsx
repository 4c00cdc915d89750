import { memo, useMemo } from 'react';
import { Pill } from '../../ui/marks.tsx';
import { filterPills, removePillFromText } from './search-tree.ts';
import styles from './models.module.css';

interface FilterPillsProps {
  readonly query: string;
  readonly onChange: (query: string) => void;
}

/** The conditions of the search text that are about fields, each with a cross. */
export const FilterPills = memo(function FilterPills({ query, onChange }: FilterPillsProps) {
  const pills = useMemo(() => filterPills(query), [query]);
  if (pills.length === 0) return null;
  return (
    <ul className={styles.pills} aria-label="Filters">
      {pills.map((pill) => (
        <li key={pill.id}>
          <Pill excluded={pill.negated} removeLabel={`Remove ${pill.label}`} onRemove={() => onChange(removePillFromText(query, pill.id))}>
            {pill.negated ? `not ${pill.label.replace(/^-/, '')}` : pill.label}
          </Pill>
        </li>
      ))}
      {pills.length > 1 && (
        <li>
          <button type="button" className={styles.clear} onClick={() => onChange('')}>
            Clear all
          </button>
        </li>
      )}
    </ul>
  );
});
