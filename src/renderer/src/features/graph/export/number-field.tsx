import { useState } from 'react';
import styles from './export.module.css';

interface NumberFieldProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly onChange: (value: number) => void;
}

/** A number within bounds. What is typed on the way to it is left alone, and is put right when the field is left. */
export function NumberField({ label, unit, value, least, most, onChange }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const type = (text: string): void => {
    setDraft(text);
    const number = Number(text);
    if (text.trim() !== '' && number >= least && number <= most) onChange(number);
  };
  return (
    <label className={styles.number}>
      <span className="visually-hidden">{label}</span>
      <input type="number" min={least} max={most} step="any" title={label} value={draft ?? value} onChange={(event) => type(event.target.value)} onBlur={() => setDraft(null)} />
      <span aria-hidden>{unit}</span>
    </label>
  );
}
