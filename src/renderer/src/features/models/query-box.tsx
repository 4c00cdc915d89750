import { CircleAlert, Search, TriangleAlert, X } from 'lucide-react';
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import type { CallAnswer } from '../../../../shared/contract/index.ts';
import { maximumLength, parse } from '../../../../shared/search/index.ts';
import { useKeysOf } from '../../app/bindings.ts';
import { searchBoxId } from '../../app/commands.ts';
import { Keys } from '../../app/keys.tsx';
import { classNames } from '../../ui/class-names.ts';
import { SuggestionList } from '../../ui/suggestion-list.tsx';
import { applySuggestion, type QuerySuggestion, useSuggestions } from './suggestions.ts';
import { colouredParts } from './coloured-parts.ts';
import { packagesTable } from './shown-layout.ts';
import styles from './query-box.module.css';

interface QueryBoxProps {
  readonly query: string;
  /** What the engine said about the last search. */
  readonly notes: CallAnswer<'packages.search'>['notes'];
  readonly onChange: (query: string, replace: boolean) => void;
  /** What the box is for where it is another one than that of Models, to which keys and commands lead. */
  readonly other?: { readonly label: string; readonly placeholder: string };
}

const cutProblem = { severity: 'warning', message: `A search has at most ${maximumLength.toLocaleString('en')} characters; what goes beyond is left out.` } as const;

/** The search text, coloured and checked while it is typed, with suggestions for fields and values. */
export function QueryBox({ query, notes, onChange, other }: QueryBoxProps) {
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(-1);
  const backdrop = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const searchKeys = useKeysOf('go.search');
  const parsed = useMemo(() => parse(query), [query]);
  const suggestions = useSuggestions(query, caret);

  // The search is asked for with the key, not after it is on screen: one pass draws both. Every search cancels the one before.
  const write = (text: string): void => onChange(text, true);
  const take = (suggestion: QuerySuggestion): void => {
    const { text, caret: next } = applySuggestion(query, suggestion);
    write(text);
    setCaret(suggestion.finishes ? null : next);
    setActive(-1);
    requestAnimationFrame(() => input.current?.setSelectionRange(next, next));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const chosen = suggestions[active];
    if (event.key === 'ArrowDown' && suggestions.length > 0) setActive((active + 1) % suggestions.length);
    else if (event.key === 'ArrowUp' && suggestions.length > 0) setActive((active - 1 + suggestions.length) % suggestions.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) take(chosen);
    else if (event.key === 'Escape' && caret !== null) setCaret(null);
    else if (event.key === 'ArrowDown' && !other) packagesTable()?.focus();
    else if (event.key === 'Enter') {
      setCaret(null);
      onChange(query, false);
      return;
    } else return;
    event.preventDefault();
  };
  const followCaret = (): void => setCaret(input.current?.selectionStart ?? null);
  const problems = [...(query.length >= maximumLength ? [cutProblem] : []), ...parsed.errors, ...notes];
  const problem = problems.find(({ severity }) => severity === 'error') ?? problems[0];
  const open = suggestions.length > 0;

  return (
    <div className={styles.wrap}>
      <div className={classNames(styles.box, problem?.severity === 'error' && styles.wrong)}>
        <Search size={16} strokeWidth={1.8} aria-hidden />
        <div className={styles.stack}>
          <div ref={backdrop} className={styles.backdrop} aria-hidden>
            {colouredParts(query, parsed).map((part) => (
              <span key={part.from} className={classNames(styles[part.kind], part.problem && styles[part.problem])}>
                {part.text}
              </span>
            ))}
          </div>
          <input
            ref={input}
            id={other ? undefined : searchBoxId}
            value={query}
            placeholder={other?.placeholder ?? 'Search names, cards and tags, or filter: task:fill-mask license:mit size:>1GB'}
            aria-label={other?.label ?? 'Search models'}
            aria-describedby={problem ? `${id}-problem` : undefined}
            aria-invalid={problem?.severity === 'error'}
            role="combobox"
            aria-expanded={open}
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={open && active >= 0 ? `${id}-${active}` : undefined}
            autoComplete="off"
            spellCheck={false}
            maxLength={maximumLength}
            onChange={(event) => {
              write(event.target.value);
              setCaret(event.target.selectionStart);
              setActive(-1);
            }}
            onKeyDown={onKeyDown}
            onKeyUp={(event) => event.key.startsWith('Arrow') && event.key.length > 7 && followCaret()}
            onClick={followCaret}
            onBlur={() => setCaret(null)}
            onScroll={(event) => {
              if (backdrop.current) backdrop.current.scrollLeft = event.currentTarget.scrollLeft;
            }}
          />
        </div>
        {query === '' ? (
          searchKeys && !other && <Keys keys={searchKeys} />
        ) : (
          <button type="button" className={styles.clear} aria-label="Clear the search" title="Clear the search" onClick={() => write('')}>
            <X size={15} strokeWidth={2} aria-hidden />
          </button>
        )}
      </div>
      <SuggestionList id={id} label="Suggestions" suggestions={suggestions} active={active} keyOf={({ text }) => text} onTake={take}>
        {(suggestion) => (
          <>
            <code className={styles.label}>{suggestion.label}</code>
            <span className={styles.description}>{suggestion.description}</span>
          </>
        )}
      </SuggestionList>
      {problem && !open && (
        <p id={`${id}-problem`} className={classNames(styles.problem, styles[`${problem.severity}Text`])} aria-live="polite">
          {problem.severity === 'error' ? <CircleAlert size={14} strokeWidth={2} aria-hidden /> : <TriangleAlert size={14} strokeWidth={2} aria-hidden />}
          {problem.message}
        </p>
      )}
    </div>
  );
}
