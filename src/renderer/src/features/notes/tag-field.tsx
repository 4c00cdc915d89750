import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { annotationLimits } from '../../../../shared/domain/index.ts';
import { Pill } from '../../ui/marks.tsx';
import { formatCount } from '../../ui/quantity.ts';
import { SuggestionList } from '../../ui/suggestion-list.tsx';
import { addTag, removeTag, useNotes } from './store.ts';
import { suggestTags } from './tag-suggestions.ts';
import styles from './notes.module.css';

/** The package's tags, and a box that adds one: a new one, or one in use from the list below it. */
export function TagField({ tags }: { readonly tags: readonly string[] }) {
  const inUse = useNotes((state) => state.tags);
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const suggestions = open ? suggestTags(inUse, typed, tags) : [];

  const show = (text: string): void => {
    setTyped(text);
    setOpen(text.trim() !== '');
    setActive(-1);
  };
  const add = (tag: string): void => {
    if (tag.trim() !== '') void addTag(tag);
    show('');
  };
  const remove = (tag: string): void => {
    void removeTag(tag);
    // The button that had the focus goes with its tag.
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const last = tags.at(-1);
    if (event.key === 'Enter') add(suggestions[active]?.tag ?? typed);
    else if (event.key === 'ArrowDown' && !open) setOpen(true);
    else if (event.key === 'ArrowDown' && suggestions.length > 0) setActive((active + 1) % suggestions.length);
    else if (event.key === 'ArrowUp' && suggestions.length > 0) setActive((Math.max(active, 0) - 1 + suggestions.length) % suggestions.length);
    else if (event.key === 'Escape' && open) setOpen(false);
    else if (event.key === 'Backspace' && typed === '' && last !== undefined) remove(last);
    else return;
    event.preventDefault();
  };

  return (
    <div className={styles.tagField}>
      {tags.length > 0 && (
        <ul className={styles.tags} aria-label="Tags">
          {tags.map((tag) => (
            <li key={tag}>
              <Pill removeLabel={`Remove the tag ${tag}`} onRemove={() => remove(tag)}>
                <span title={tag}>{tag}</span>
              </Pill>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={input}
        className={styles.tagInput}
        value={typed}
        placeholder="Add a tag"
        aria-label="Add a tag"
        role="combobox"
        aria-expanded={suggestions.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={suggestions[active] ? `${id}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={annotationLimits.tag}
        onChange={(event) => show(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <SuggestionList id={id} label="Tags in use" suggestions={suggestions} active={active} keyOf={({ tag }) => tag} onTake={({ tag }) => add(tag)}>
        {({ tag, count }) => (
          <>
            <span className={styles.suggestion}>{tag}</span>
            <small className={styles.used}>{formatCount(count)}</small>
          </>
        )}
      </SuggestionList>
    </div>
  );
}
