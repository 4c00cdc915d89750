import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react';
import { type ColumnId, columnIds, columnOf } from '../../../../shared/table/index.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/field.tsx';
import { MenuLabel, MenuLine, Popover } from '../../ui/menu.tsx';
import { shiftColumn, standardLayout, toggleColumn, useLayout } from './layout.ts';
import { changeShown, shownLayout } from './shown-layout.ts';
import styles from './column-menu.module.css';

/** Which columns the table shows, and in which order. */
export function ColumnChooser({ triggerClass }: { readonly triggerClass: string | undefined }) {
  return (
    <Popover label="Columns" triggerClass={triggerClass} align="end" trigger={<Columns3 size={16} strokeWidth={1.8} aria-hidden />}>
      {() => <Choices />}
    </Popover>
  );
}

function Choices() {
  const layout = useLayout((state) => state.layout);
  const shown = shownLayout().map(({ id }) => id);
  const others = columnIds.filter((id) => !shown.includes(id));
  const isCrowdedOut = (id: ColumnId): boolean => layout.some((column) => column.id === id);
  return (
    <div className={styles.choices}>
      <MenuLabel>Shown, from left to right</MenuLabel>
      {shown.map((id, at) => (
        <div key={id} className={styles.choice}>
          <Checkbox checked disabled={shown.length === 1} onChange={() => changeShown((now) => toggleColumn(now, id))}>
            {columnOf(id).title}
          </Checkbox>
          <IconButton icon={ArrowUp} label={`${columnOf(id).title}: further left`} disabled={at === 0} onClick={() => changeShown((now) => shiftColumn(now, id, -1))} />
          <IconButton icon={ArrowDown} label={`${columnOf(id).title}: further right`} disabled={at === shown.length - 1} onClick={() => changeShown((now) => shiftColumn(now, id, 1))} />
        </div>
      ))}
      <MenuLine />
      <MenuLabel>Not shown</MenuLabel>
      {others.map((id) => (
        <div key={id} className={styles.choice} title={columnOf(id).description}>
          <Checkbox checked={false} onChange={() => changeShown((now) => toggleColumn(now, id))}>
            {columnOf(id).title}
            {isCrowdedOut(id) && <small className={styles.crowded}>no room at this width</small>}
          </Checkbox>
        </div>
      ))}
      <MenuLine />
      <Button look="quiet" disabled={layout === standardLayout} onClick={() => changeShown(() => standardLayout)}>
        Back to the standard columns
      </Button>
    </div>
  );
}
