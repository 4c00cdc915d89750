import type { ReactNode } from 'react';
import styles from './suggestion-list.module.css';

interface SuggestionListProps<Suggestion> {
  /** Of the list; options have it with their number, for `aria-activedescendant` of the box. */
  readonly id: string;
  readonly label: string;
  readonly suggestions: readonly Suggestion[];
  readonly active: number;
  readonly keyOf: (suggestion: Suggestion) => string;
  readonly onTake: (suggestion: Suggestion) => void;
  readonly children: (suggestion: Suggestion) => ReactNode;
}

/** What a box offers below it while somebody types. The box keeps the focus, and its keys choose. */
export function SuggestionList<Suggestion>({ id, label, suggestions, active, keyOf, onTake, children }: SuggestionListProps<Suggestion>) {
  return (
    <div id={`${id}-list`} className={styles.list} role="listbox" aria-label={label} hidden={suggestions.length === 0}>
      {suggestions.map((suggestion, index) => (
        <button
          key={keyOf(suggestion)}
          type="button"
          tabIndex={-1}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          onPointerDown={(event) => {
            event.preventDefault();
            onTake(suggestion);
          }}
        >
          {children(suggestion)}
        </button>
      ))}
    </div>
  );
}
