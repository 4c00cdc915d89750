import type { InputHTMLAttributes } from 'react';
import { useNativeDialogs } from '../../app/settings.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import styles from './path-field.module.css';

interface PathFieldProps extends Pick<InputHTMLAttributes<HTMLInputElement>, 'value'> {
  readonly label: string;
  /** A name that fits. */
  readonly suggestion: string;
  /** What is to be known of the place, with the system's dialog and without it. */
  readonly nativeHint?: string;
  readonly typedHint: string;
  /** Whether a dialog begins here. */
  readonly isFirst?: boolean;
  readonly onChange: (path: string) => void;
  /** Asks the system's dialog, where there is one. */
  readonly onChoose: () => void;
}

/** A place on the machine that runs this program: chosen in the system's dialog where there is one, typed in the browser. */
export function PathField({ label, value, suggestion, nativeHint, typedHint, isFirst = false, onChange, onChoose }: PathFieldProps) {
  const native = useNativeDialogs();
  return (
    <div className={styles.path}>
      <TextField
        label={label}
        value={value}
        {...(isFirst ? { 'data-first-focus': true } : {})}
        placeholder={native ? suggestion : `/home/me/${suggestion}`}
        hint={native ? nativeHint : typedHint}
        onChange={onChange}
      />
      {native && <Button onClick={onChoose}>Choose…</Button>}
    </div>
  );
}
