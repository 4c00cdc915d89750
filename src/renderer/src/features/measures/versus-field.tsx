import { stateOfValue, stateValue } from '../../../../shared/domain/index.ts';
import type { Versus } from '../../app/measure-route.ts';
import { Select } from '../../ui/field.tsx';
import { SelectionField } from './controls.tsx';
import { useOthers } from './others.ts';
import styles from './measures.module.css';

interface VersusFieldProps {
  readonly versus: Versus | null;
  readonly onChange: (versus: Versus | null) => void;
}

/** What the result is set beside: the published values alone, another selection, an earlier state of the mirror, or another mirror. */
export function VersusField({ versus, onChange }: VersusFieldProps) {
  const others = useOthers();
  const value = versus === null ? 'published' : versus.kind === 'selection' ? 'selection' : versus.kind === 'mirror' ? versus.mirror : stateValue(versus.state);
  const options = [
    { value: 'published', label: 'Published values' },
    { value: 'selection', label: 'Another selection' },
    ...others.map(({ value: other, label }) => ({ value: other, label })),
    ...(['published', 'selection'].includes(value) || others.some((other) => other.value === value) ? [] : [{ value, label: versus?.kind === 'state' ? 'A state that is not kept' : 'A mirror that is not here' }]),
  ];
  return (
    <div className={styles.controlRow}>
      <span className={styles.controlLabel} aria-hidden>
        Beside
      </span>
      <Select label="Compare with" value={value} options={options} onChange={(next) => onChange(versusOf(next))} />
      {versus?.kind === 'selection' && <SelectionField label="Selection to compare with" query={versus.query} onChange={(query) => onChange({ kind: 'selection', query })} />}
    </div>
  );
}

function versusOf(value: string): Versus | null {
  if (value === 'published') return null;
  if (value === 'selection') return { kind: 'selection', query: '' };
  const state = stateOfValue(value);
  return state === null ? { kind: 'mirror', mirror: value } : { kind: 'state', state };
}
