import type { ExportColumn } from '../columns.ts';
import type { PartEncoder } from '../row-writer.ts';
import type { SharedFormat } from '../shared-formats.ts';
import { encodeJson, encodeJsonLines } from './json.ts';
import { encodeGroups } from './parquet.ts';
import { encodeCsv, encodeTsv } from './separated.ts';

/** What makes parts of a table. */
export const partEncoders: Readonly<Record<SharedFormat, (columns: readonly ExportColumn[]) => PartEncoder>> = { csv: encodeCsv, tsv: encodeTsv, jsonl: encodeJsonLines, json: encodeJson, parquet: encodeGroups };
