import type { Versus } from '../../app/measure-route.ts';
import { Select } from '../../ui/field.tsx';
import { SelectionField } from './controls.tsx';
import { useOtherMirrors } from './other-mirrors.ts';
import styles from './measures.module.css';

interface VersusFieldProps {
  readonly versus: Versus | null;
  readonly onChange: (versus: Versus | null) => void;
}

/** What the result is set beside: the published values alone, another selection, or another mirror that has an index. */
export function VersusField({ versus, onChange }: VersusFieldProps) {
  const mirrors = useOtherMirrors();
  const value = versus === null ? 'published' : versus.kind === 'selection' ? 'selection' : versus.mirror;
  const options = [
    { value: 'published', label: 'Published values' },
    { value: 'selection', label: 'Another selection' },
    ...mirrors.map(({ id, title }) => ({ value: id, label: `Mirror: ${title}` })),
    ...(versus?.kind === 'mirror' && !mirrors.some(({ id }) => id === versus.mirror) ? [{ value: versus.mirror, label: 'A mirror that is not here' }] : []),
  ];
  return (
    <div className={styles.controlRow}>
      <span className={styles.controlLabel} aria-hidden>
        Beside
      </span>
      <Select label="Compare with" value={value} options={options} onChange={(next) => onChange(next === 'published' ? null : next === 'selection' ? { kind: 'selection', query: '' } : { kind: 'mirror', mirror: next })} />
      {versus?.kind === 'selection' && <SelectionField label="Selection to compare with" query={versus.query} onChange={(query) => onChange({ kind: 'selection', query })} />}
    </div>
  );
}
