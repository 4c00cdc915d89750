import { z } from 'zod';
import { lazily } from '../lazily.ts';
import { type ColumnId, columnIds } from '../table/columns.ts';
import { columnWidths } from './layout-limits.ts';

/** The columns that a table of packages shows, in order, each once. `width` in pixels; null takes the column's own. */
export const columnLayoutSchema = lazily(() => z
  .array(z.object({ id: z.enum(columnIds as readonly [ColumnId, ...ColumnId[]]), width: z.number().int().min(columnWidths.least).max(columnWidths.most).nullable(), pinned: z.boolean() }))
  .min(1)
  .max(columnIds.length)
  .refine((columns) => new Set(columns.map(({ id }) => id)).size === columns.length, 'A column stands twice.'));

export type ColumnLayout = z.output<ReturnType<typeof columnLayoutSchema>>;
