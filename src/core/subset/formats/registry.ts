import type { ExportFormat, ExportFormatInfo } from '../types.ts';
import { json, jsonLines } from './json.ts';
import { listFormats } from './lists.ts';
import { documentFormats, mirrorSubset } from './loaded-later.ts';
import { parquet } from './parquet.ts';
import { peatmoss } from './peatmoss.ts';
import { csv, tsv } from './separated.ts';
import { sqlite } from './sqlite.ts';

const formats: readonly ExportFormat[] = [csv, tsv, jsonLines, json, parquet, sqlite, peatmoss, mirrorSubset, ...listFormats, ...documentFormats];

/** The formats that an export can have, as the window lists them. */
export const exportFormats: readonly ExportFormatInfo[] = formats.map((format) => format.info);

export function formatOf(id: ExportFormatInfo['id']): ExportFormat {
  const format = formats.find((candidate) => candidate.info.id === id);
  if (!format) throw new Error(`No format has the id ${id}`);
  return format;
}
