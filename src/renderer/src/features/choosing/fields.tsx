import { type HTMLInputAutoCompleteAttribute, useId } from 'react';
import { classNames } from '../../ui/class-names.ts';
import field from '../../ui/field.module.css';
import { useSavedDraft } from '../../ui/use-saved-draft.ts';
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

export function LongField({ label, hint, value, maxLength, placeholder, onSave }: Omit<SavedFieldProps, 'suggestions' | 'refuse'>) {
  const id = useId();
  const { draft, type, finish } = useSavedDraft(value, onSave);
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
  const { draft, type, finish } = useSavedDraft(value, take);
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
