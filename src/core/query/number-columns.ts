import type { RangeFieldName } from '../../shared/search/fields.ts';
import type { ReadDatabase } from '../index/index.ts';
import { type Chunk, isHeld, numbersIn, readColumn, type ReadColumn } from './held-columns.ts';
import { prepare } from './statements.ts';
import type { TimeLimit } from './time-limit.ts';

/** Numbers of some packages; those without one are left out. */
export interface NumberChunk extends Chunk {
  /** Id of the first package that the chunk is about. */
  readonly from: number;
  /** Packages, as what is to be added to `from`. */
  readonly offsets: Uint16Array;
  readonly numbers: Float64Array;
}

/** Dates are stored in seconds and told in milliseconds, as the search language has them. */
const columns = {
  downloads: { column: 'downloads', unit: 1 },
  likes: { column: 'likes', unit: 1 },
  stars: { column: 'stars', unit: 1 },
  files: { column: 'files', unit: 1 },
  params: { column: 'parameters', unit: 1 },
  size: { column: 'bytes', unit: 1 },
  created: { column: 'created', unit: 1000 },
  modified: { column: 'modified', unit: 1000 },
} as const satisfies Record<RangeFieldName, { column: string; unit: number }>;

/** The numbers of a field, as far as they could be read in time. */
export function numberColumn(database: ReadDatabase, field: RangeFieldName, limit: TimeLimit): ReadColumn<NumberChunk> {
  const { column, unit } = columns[field];
  const select = prepare<[number, number], { packages: string | null; numbers: string | null }>(
    database,
    `SELECT group_concat(id) AS packages, group_concat(${column}) AS numbers FROM package NOT INDEXED WHERE id BETWEEN ? AND ? AND ${column} IS NOT NULL`,
  );
  const read = (from: number, to: number): NumberChunk => {
    const row = select.get(from, to);
    const offsets = Uint16Array.from(numbersIn(row?.packages ?? null), (id) => id - from);
    return { from, offsets, numbers: Float64Array.from(numbersIn(row?.numbers ?? null), (number) => number * unit), bytes: 10 * offsets.length };
  };
  return readColumn(database, keyOf(field), read, limit);
}

export function isNumberColumnHeld(database: ReadDatabase, field: RangeFieldName): boolean {
  return isHeld(database, keyOf(field));
}

function keyOf(field: RangeFieldName): string {
  return `number ${field}`;
}
