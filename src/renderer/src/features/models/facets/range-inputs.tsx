import { type FocusEvent, useId, useState } from 'react';
import type { HistogramField } from '../../../../../shared/contract/index.ts';
import { fieldNamed, isDateFieldName, type RangeNode } from '../../../../../shared/search/index.ts';
import { endTexts, withEndsInText } from './filter-text.ts';
import styles from './facets.module.css';

interface RangeInputsProps {
  readonly field: HistogramField;
  readonly title: string;
  readonly range: RangeNode | null;
  readonly query: string;
  readonly onChange: (query: string) => void;
}

/** The two ends of a range, typed as in the search box. */
export function RangeInputs({ field, title, range, query, onChange }: RangeInputsProps) {
  const before = endTexts(range);
  const [from, setFrom] = useState(before.from);
  const [to, setTo] = useState(before.to);
  const [isWrong, setWrong] = useState(false);
  const [known, setKnown] = useState(before);
  if (known.from !== before.from || known.to !== before.to) {
    setKnown(before);
    setFrom(before.from);
    setTo(before.to);
    setWrong(false);
  }
  const problem = useId();
  const submit = (): void => {
    if (from === before.from && to === before.to) return;
    const text = withEndsInText(query, field, from, to);
    setWrong(text === null);
    if (text !== null) onChange(text);
  };
  const hint = isDateFieldName(field) ? '2021-03' : field === 'size' ? '2GB' : '1k';
  // On the way from one end to the other, half a range would be asked for.
  const onBlur = (event: FocusEvent<HTMLInputElement>): void => {
    if (!event.currentTarget.form?.contains(event.relatedTarget)) submit();
  };
  const box = { type: 'text', spellCheck: false, autoComplete: 'off', 'aria-invalid': isWrong, 'aria-describedby': isWrong ? problem : undefined, onBlur } as const;
  return (
    <form
      className={styles.ends}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <input {...box} aria-label={`${title} from`} placeholder="from" value={from} onChange={(event) => setFrom(event.target.value)} />
      <span aria-hidden>–</span>
      <input {...box} aria-label={`${title} to`} placeholder="to" value={to} onChange={(event) => setTo(event.target.value)} />
      <button type="submit" className="visually-hidden">
        Filter by {title.toLowerCase()}
      </button>
      {isWrong && (
        <p id={problem} className={styles.wrong} role="alert">
          Not understood. Write it as {hint}, or as in {fieldNamed(field)?.example}.
        </p>
      )}
    </form>
  );
}
