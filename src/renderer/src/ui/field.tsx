import { ChevronDown, Search, X } from 'lucide-react';
import type { InputHTMLAttributes, ReactNode, Ref, SelectHTMLAttributes } from 'react';
import { classNames } from './class-names.ts';
import styles from './field.module.css';

interface SearchInputProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

export function SearchInput({ label, value, onChange, className, ref, ...rest }: SearchInputProps) {
  return (
    <span className={classNames(styles.search, className)}>
      <Search size={15} strokeWidth={1.8} aria-hidden />
      <input ref={ref} type="text" aria-label={label} placeholder={label} value={value} spellCheck={false} autoComplete="off" onChange={(event) => onChange(event.target.value)} {...rest} />
      {value !== '' && (
        <button type="button" aria-label="Clear" title="Clear" onClick={() => onChange('')}>
          <X size={14} strokeWidth={2} aria-hidden />
        </button>
      )}
    </span>
  );
}

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange'> {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly onChange: (value: string) => void;
}

export function TextField({ label, hint, onChange, ...rest }: TextFieldProps) {
  return (
    <label className={styles.field}>
      <span className={styles.label}>{label}</span>
      <input className={styles.input} type="text" spellCheck={false} autoComplete="off" onChange={(event) => onChange(event.target.value)} {...rest} />
      {hint && <span className={styles.hint}>{hint}</span>}
    </label>
  );
}

interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange'> {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

export function Select({ label, options, onChange, ...rest }: SelectProps) {
  return (
    <span className={styles.select}>
      <select aria-label={label} title={label} onChange={(event) => onChange(event.target.value)} {...rest}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown size={14} strokeWidth={1.8} aria-hidden />
    </span>
  );
}

interface CheckboxProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export function Checkbox({ checked, onChange, disabled = false, children }: CheckboxProps) {
  return (
    <label className={classNames(styles.check, disabled && styles.disabled)}>
      <input type="checkbox" checked={checked} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />
      <span>{children}</span>
    </label>
  );
}
