import type { ColumnLayout } from '../../../../shared/contract/index.ts';
import type { ColumnId } from '../../../../shared/table/index.ts';
import { pickWidth } from '../../ui/table/column.ts';

interface Room {
  /** Pixels that the column needs. */
  readonly least: number;
  /** Its share of what is left over; 0 where more room tells no more. */
  readonly grows: number;
  /** Of the standard layout: left out where the table is narrower. */
  readonly from?: number;
}

const rooms: Readonly<Record<ColumnId, Room>> = {
  name: { least: 265, grows: 4 },
  hub: { least: 120, grows: 0.5 },
  owner: { least: 110, grows: 1 },
  task: { least: 112, grows: 1.2 },
  architecture: { least: 92, grows: 0.9, from: 865 },
  license: { least: 88, grows: 0.9 },
  library: { least: 94, grows: 0.8, from: 1165 },
  downloads: { least: 102, grows: 0 },
  likes: { least: 68, grows: 0, from: 670 },
  stars: { least: 68, grows: 0 },
  size: { least: 76, grows: 0, from: 1070 },
  files: { least: 62, grows: 0, from: 995 },
  parameters: { least: 108, grows: 0 },
  created: { least: 102, grows: 0 },
  modified: { least: 104, grows: 0, from: 775 },
  claims: { least: 74, grows: 0 },
  dependents: { least: 102, grows: 0 },
  commits: { least: 86, grows: 0 },
  signed: { least: 76, grows: 0 },
  card: { least: 64, grows: 0 },
  gated: { least: 70, grows: 0 },
  recovered: { least: 94, grows: 0 },
  clone: { least: 68, grows: 0, from: 935 },
  datasets: { least: 120, grows: 1 },
  languages: { least: 96, grows: 0.6 },
  formats: { least: 110, grows: 0.8 },
  tags: { least: 150, grows: 1.5 },
  papers: { least: 120, grows: 0.8 },
  bases: { least: 140, grows: 1 },
  sha: { least: 96, grows: 0.4 },
  url: { least: 150, grows: 1 },
  purl: { least: 150, grows: 1 },
  description: { least: 180, grows: 2 },
};

export interface FittedColumn {
  readonly id: ColumnId;
  /** Pixels. */
  readonly width: number;
  /** Pixels from the left at which it stays; null where it scrolls with the rest. */
  readonly pinnedAt: number | null;
}

/** Pinned columns leave at least this much to scroll the others in, in pixels. */
const leastScrolled = 240;

/**
 * The columns of a layout with their widths: what the table is wider than they need is shared out. The standard layout
 * leaves columns out of a narrow table, except those in `kept`; a layout of the user's own is scrolled sideways instead.
 */
export function fitColumns(layout: ColumnLayout, tableWidth: number, kept: ReadonlySet<ColumnId>, isStandard: boolean): readonly FittedColumn[] {
  const shown = layout.filter(({ id }) => !isStandard || kept.has(id) || tableWidth >= (rooms[id].from ?? 0));
  const ordered = [...shown.filter(({ pinned }) => pinned), ...shown.filter(({ pinned }) => !pinned)];
  const needed = ordered.reduce((sum, { id, width }) => sum + (width ?? rooms[id].least), pickWidth);
  const growing = ordered.reduce((sum, { id, width }) => sum + (width === null ? rooms[id].grows : 0), 0);
  const over = Math.max(0, tableWidth - needed);
  let left = pickWidth;
  return ordered.map(({ id, width, pinned }) => {
    const own = width ?? Math.floor(rooms[id].least + (growing === 0 ? 0 : (over * rooms[id].grows) / growing));
    const isPinned = pinned && left + own <= tableWidth - leastScrolled;
    const fitted = { id, width: own, pinnedAt: isPinned ? left : null };
    if (isPinned) left += own;
    return fitted;
  });
}
