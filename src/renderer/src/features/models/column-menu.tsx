import { ArrowDownWideNarrow, ArrowLeft, ArrowRight, ArrowUpNarrowWide, EyeOff, ListPlus, Pin, PinOff, RotateCcw, Rows3 } from 'lucide-react';
import type { SortKey, SortName } from '../../../../shared/search/index.ts';
import { type ColumnId, columnOf } from '../../../../shared/table/index.ts';
import { FloatingMenu, MenuItem, MenuLine } from '../../ui/menu.tsx';
import { ColumnProfile } from './column-profile.tsx';
import { facetOfColumn } from './facet-of-column.ts';
import { pinColumn, resizeColumn, shiftColumn, toggleColumn, useLayout } from './layout.ts';
import { sortOf, withSort } from './search-tree.ts';
import { changeShown, shownLayout } from './shown-layout.ts';
import styles from './column-menu.module.css';

interface ColumnMenuProps {
  readonly mirror: string;
  readonly query: string;
  readonly total: number;
  readonly id: ColumnId;
  readonly anchor: DOMRect;
  readonly onQuery: (query: string) => void;
  readonly onGroup: (id: ColumnId) => void;
  readonly onClose: () => void;
}

const size = 15;

/** What a column holds, and what can be done with it. */
export function ColumnMenu({ mirror, query, total, id, anchor, onQuery, onGroup, onClose }: ColumnMenuProps) {
  const column = columnOf(id);
  // Drawn again where the columns change; what can be moved is what is seen.
  useLayout((state) => state.layout);
  const layout = shownLayout();
  const at = layout.findIndex((one) => one.id === id);
  const isPinned = layout[at]?.pinned === true;
  const sort = sortOf(query);
  const order = (key: SortKey, add: boolean): void => {
    onQuery(withSort(query, add ? [...sort.filter(({ by }) => by !== key.by), key] : [key]));
    onClose();
  };
  const arrange = (change: Parameters<typeof changeShown>[0]): void => {
    changeShown(change);
    onClose();
  };
  return (
    <FloatingMenu label={`Column ${column.title}`} anchor={anchor} role="dialog" onClose={onClose}>
      <div className={styles.title}>
        {column.title}
        <small>{column.description}</small>
      </div>
      <ColumnProfile mirror={mirror} query={query} id={id} total={total} />
      <div role="menu" aria-label="What to do with the column">
        {column.sort && <Orders by={column.sort} hasOthers={sort.some(({ by }) => by !== column.sort)} onOrder={order} />}
        {facetOfColumn[id] && (
          <MenuItem icon={<Rows3 size={size} aria-hidden />} onSelect={() => onGroup(id)}>
            Group by {column.title.toLowerCase()}
          </MenuItem>
        )}
        <MenuLine />
        <MenuItem icon={isPinned ? <PinOff size={size} aria-hidden /> : <Pin size={size} aria-hidden />} onSelect={() => arrange((now) => pinColumn(now, id, !isPinned))}>
          {isPinned ? 'Unpin' : 'Pin to the left'}
        </MenuItem>
        {at > 0 && (
          <MenuItem icon={<ArrowLeft size={size} aria-hidden />} onSelect={() => arrange((now) => shiftColumn(now, id, -1))}>
            Move left
          </MenuItem>
        )}
        {at < layout.length - 1 && (
          <MenuItem icon={<ArrowRight size={size} aria-hidden />} onSelect={() => arrange((now) => shiftColumn(now, id, 1))}>
            Move right
          </MenuItem>
        )}
        <Widths id={id} anchor={anchor} width={layout[at]?.width ?? null} onReset={() => arrange((now) => resizeColumn(now, id, null))} />
        {layout.length > 1 && (
          <MenuItem icon={<EyeOff size={size} aria-hidden />} onSelect={() => arrange((now) => toggleColumn(now, id))}>
            Hide
          </MenuItem>
        )}
      </div>
    </FloatingMenu>
  );
}

function Orders({ by, hasOthers, onOrder }: { readonly by: SortName; readonly hasOthers: boolean; readonly onOrder: (key: SortKey, add: boolean) => void }) {
  return (
    <>
      <MenuItem icon={<ArrowUpNarrowWide size={size} aria-hidden />} onSelect={() => onOrder({ by, descending: false }, false)}>
        Sort upwards
      </MenuItem>
      <MenuItem icon={<ArrowDownWideNarrow size={size} aria-hidden />} onSelect={() => onOrder({ by, descending: true }, false)}>
        Sort downwards
      </MenuItem>
      {hasOthers && (
        <MenuItem icon={<ListPlus size={size} aria-hidden />} note="Shift+click" onSelect={() => onOrder({ by, descending: false }, true)}>
          Sort by it next
        </MenuItem>
      )}
    </>
  );
}

interface WidthsProps {
  readonly id: ColumnId;
  readonly anchor: DOMRect;
  /** Null where the column has its own width. */
  readonly width: number | null;
  readonly onReset: () => void;
}

const stepWidth = 40;

/** The keyboard's way to what the header's edge does for the pointer; the menu stays open for more steps. */
function Widths({ id, anchor, width, onReset }: WidthsProps) {
  const now = width ?? Math.round(anchor.width);
  return (
    <>
      <MenuItem icon={<ArrowRight size={size} aria-hidden />} onSelect={() => changeShown((layout) => resizeColumn(layout, id, now + stepWidth))}>
        Wider
      </MenuItem>
      <MenuItem icon={<ArrowLeft size={size} aria-hidden />} onSelect={() => changeShown((layout) => resizeColumn(layout, id, now - stepWidth))}>
        Narrower
      </MenuItem>
      {width !== null && (
        <MenuItem icon={<RotateCcw size={size} aria-hidden />} onSelect={onReset}>
          Its own width
        </MenuItem>
      )}
    </>
  );
}
