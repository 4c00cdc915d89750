import { Checkbox } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segments } from '../../ui/tabs.tsx';
import { changeExport, type ColumnsOf, tableColumns, useExport } from './store.ts';
import styles from './export.module.css';

const options = [
  { value: 'form', label: 'All of this form' },
  { value: 'table', label: 'As in Models' },
  { value: 'chosen', label: 'Choose' },
] as const satisfies readonly { value: ColumnsOf; label: string }[];

/** Which columns a table gets. */
export function ColumnsField({ names }: { readonly names: readonly string[] }) {
  const { columnsOf, chosenColumns } = useExport();
  const toggle = (name: string, checked: boolean): void => {
    // In the order of the table that has them all, whatever the order of choosing.
    const chosen = names.filter((other) => (other === name ? checked : chosenColumns.includes(other)));
    if (chosen.length > 0) changeExport({ chosenColumns: chosen });
  };
  return (
    <Panel title="Columns" actions={<Segments label="Columns" options={options} value={columnsOf} onChange={(value) => changeExport({ columnsOf: value })} />}>
      {columnsOf === 'table' && <p className={styles.columnNames}>{tableColumns().join(', ')}</p>}
      {columnsOf === 'chosen' && (
        <div className={styles.columns} role="group" aria-label="Columns of the export">
          {names.map((name) => (
            <Checkbox key={name} checked={chosenColumns.includes(name)} onChange={(checked) => toggle(name, checked)}>
              <code>{name}</code>
            </Checkbox>
          ))}
        </div>
      )}
    </Panel>
  );
}
