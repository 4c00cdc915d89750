import { CircleCheck, Copy, ExternalLink, Filter, GitFork, Rows3, SquareCheckBig, Target } from 'lucide-react';
import type { PackageRow } from '../../../../shared/contract/index.ts';
import { type ColumnId, columnOf, cellText } from '../../../../shared/table/index.ts';
import { goToAddress, packageAddress } from '../../app/route.ts';
import { packagePictureAddress } from '../graph/explorer/context.ts';
import { copyToClipboard } from '../../ui/clipboard.ts';
import { FloatingMenu, MenuItem, MenuLabel, MenuLine } from '../../ui/menu.tsx';
import { facetOfColumn } from './facet-of-column.ts';
import { isPicked, togglePicked } from './selection.ts';
import { valueFilters } from './value-filters.ts';

interface ValueMenuProps {
  readonly query: string;
  readonly row: PackageRow;
  readonly id: ColumnId;
  readonly anchor: DOMRect;
  readonly onQuery: (query: string) => void;
  readonly onGroup: (id: ColumnId) => void;
  readonly onClose: () => void;
}

const size = 15;

/** What can be done with a value of the table and with its row. */
export function ValueMenu({ query, row, id, anchor, onQuery, onGroup, onClose }: ValueMenuProps) {
  const filters = valueFilters(query, row, id);
  const title = columnOf(id).title;
  const text = cellText(row, id);
  const then = (act: () => void) => (): void => {
    onClose();
    act();
  };
  return (
    <FloatingMenu label={`${title} of ${row.name}`} anchor={anchor} onClose={onClose}>
      <MenuLabel>{title}</MenuLabel>
      {filters.map((filter) => (
        <MenuItem key={filter.title} icon={<Filter size={size} aria-hidden />} onSelect={then(() => onQuery(filter.query))}>
          {filter.title}
        </MenuItem>
      ))}
      {facetOfColumn[id] && (
        <MenuItem icon={<Rows3 size={size} aria-hidden />} onSelect={then(() => onGroup(id))}>
          Group by {title.toLowerCase()}
        </MenuItem>
      )}
      {text !== '' && (
        <MenuItem icon={<Copy size={size} aria-hidden />} onSelect={then(() => void copyToClipboard(text, 'Copied'))}>
          Copy the value
        </MenuItem>
      )}
      <MenuLine />
      <MenuItem icon={<ExternalLink size={size} aria-hidden />} note="Enter" onSelect={then(() => goToAddress(packageAddress(row)))}>
        Open the package
      </MenuItem>
      <MenuItem icon={<GitFork size={size} aria-hidden />} onSelect={then(() => goToAddress(packagePictureAddress(row, 'lineage')))}>
        Show its lineage
      </MenuItem>
      <MenuItem icon={<Target size={size} aria-hidden />} onSelect={then(() => goToAddress(packagePictureAddress(row, 'tree')))}>
        Show what depends on it
      </MenuItem>
      <MenuItem icon={isPicked(row) ? <CircleCheck size={size} aria-hidden /> : <SquareCheckBig size={size} aria-hidden />} note="Space" onSelect={then(() => togglePicked(row))}>
        {isPicked(row) ? 'No longer pick it' : 'Pick it'}
      </MenuItem>
    </FloatingMenu>
  );
}
