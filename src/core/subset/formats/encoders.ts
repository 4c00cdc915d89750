import type { ExportColumn } from '../columns.ts';
import type { PartEncoder } from '../row-writer.ts';
import { encodeJson, encodeJsonLines } from './json.ts';
import { encodeGroups } from './parquet.ts';
import { encodeCsv, encodeTsv } from './separated.ts';

/** What makes parts of a table, by its format; other formats are written by one thread. */
export const partEncoders = { csv: encodeCsv, tsv: encodeTsv, jsonl: encodeJsonLines, json: encodeJson, parquet: encodeGroups } as const satisfies Readonly<Record<string, (columns: readonly ExportColumn[]) => PartEncoder>>;

export type SharedFormat = keyof typeof partEncoders;

export function isShared(format: string): format is SharedFormat {
  return Object.hasOwn(partEncoders, format);
}
