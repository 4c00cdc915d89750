import type { ExportFormat, ExportFormatInfo } from '../types.ts';
import { cycloneDx } from './cyclonedx.ts';
import { json, jsonLines } from './json.ts';
import { listFormats } from './lists.ts';
import { mirrorSubset } from './mirror.ts';
import { parquet } from './parquet.ts';
import { peatmoss } from './peatmoss.ts';
import { csv, tsv } from './separated.ts';
import { report } from './report.ts';
import { spdx } from './spdx.ts';
import { sqlite } from './sqlite.ts';

const formats: readonly ExportFormat[] = [csv, tsv, jsonLines, json, parquet, sqlite, peatmoss, mirrorSubset, ...listFormats, cycloneDx('1.6'), cycloneDx('1.7'), spdx, report];

/** The formats that an export can have, as the window lists them. */
export const exportFormats: readonly ExportFormatInfo[] = formats.map((format) => format.info);

export function formatOf(id: ExportFormatInfo['id']): ExportFormat {
  const format = formats.find((candidate) => candidate.info.id === id);
  if (!format) throw new Error(`No format has the id ${id}`);
  return format;
}
