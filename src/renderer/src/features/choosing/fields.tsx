import { type HTMLInputAutoCompleteAttribute, useEffect, useId, useRef, useState } from 'react';
import { classNames } from '../../ui/class-names.ts';
import field from '../../ui/field.module.css';
import fields from './fields.module.css';

interface SavedFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly maxLength: number;
  readonly placeholder?: string;
  /** Values to choose from while typing. */
  readonly suggestions?: readonly string[];
  /** Why a text cannot be taken; null where it can. It stays in the box, and is not saved. */
  readonly refuse?: (text: string) => string | null;
  readonly onSave: (value: string) => void;
}

/** A pause in typing after which a text is saved. Milliseconds. */
const pauseMs = 800;

/** The text in a box: what is saved, or what is being typed over it. It is saved after a pause, and when the box is left. */
function useDraft(value: string, onSave: (value: string) => void): { readonly draft: string; readonly type: (text: string) => void; readonly finish: () => void } {
  const [typed, setTyped] = useState<string | null>(null);
  const latest = useRef({ typed, value, onSave });
  useEffect(() => {
    latest.current = { typed, value, onSave };
  });
  const finish = (): void => {
    const { typed: text, value: saved, onSave: save } = latest.current;
    if (text !== null && text !== saved) save(text);
    setTyped(null);
  };
  useEffect(() => {
    if (typed === null) return;
    const timer = setTimeout(() => {
      if (latest.current.typed !== null && latest.current.typed !== latest.current.value) latest.current.onSave(latest.current.typed);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  // What was typed on a page that is left is not lost.
  useEffect(
    () => () => {
      const { typed: text, value: saved, onSave: save } = latest.current;
      if (text !== null && text !== saved) save(text);
    },
    [],
  );
  return { draft: typed ?? value, type: setTyped, finish };
}

export function LongField({ label, hint, value, maxLength, placeholder, onSave }: Omit<SavedFieldProps, 'suggestions' | 'refuse'>) {
  const id = useId();
  const { draft, type, finish } = useDraft(value, onSave);
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <textarea id={id} aria-describedby={hint ? `${id}-hint` : undefined} className={fields.long} rows={3} value={draft} maxLength={maxLength} placeholder={placeholder} onChange={(event) => type(event.target.value)} onBlur={finish} />
      {hint && (
        <span id={`${id}-hint`} className={field.hint}>
          {hint}
        </span>
      )}
    </div>
  );
}

/** Texts of at most this length have a short box. */
const shortLength = 40;

const noCompletion: HTMLInputAutoCompleteAttribute = 'off';

export function LineField({ label, hint, value, maxLength, placeholder, suggestions = [], refuse, onSave }: SavedFieldProps) {
  const id = useId();
  const take = (text: string): void => {
    if ((refuse?.(text) ?? null) === null) onSave(text);
  };
  const { draft, type, finish } = useDraft(value, take);
  const problem = refuse?.(draft) ?? null;
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className={classNames(fields.line, maxLength <= shortLength && fields.short)}
        type="text"
        value={draft}
        maxLength={maxLength}
        placeholder={placeholder}
        list={suggestions.length > 0 ? `${id}-list` : undefined}
        spellCheck={false}
        autoComplete={noCompletion}
        aria-invalid={problem !== null}
        aria-describedby={problem !== null || hint ? `${id}-hint` : undefined}
        onChange={(event) => type(event.target.value)}
        onBlur={finish}
      />
      {suggestions.length > 0 && (
        <datalist id={`${id}-list`}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion}>
              {suggestion}
            </option>
          ))}
        </datalist>
      )}
      {(problem !== null || hint) && (
        <span id={`${id}-hint`} className={problem === null ? field.hint : fields.problem} role={problem === null ? undefined : 'alert'}>
          {problem ?? hint}
        </span>
      )}
    </div>
  );
}
