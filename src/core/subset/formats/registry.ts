import type { ExportFormat, ExportFormatInfo } from '../types.ts';
import { csv } from './csv.ts';
import { jsonLines } from './jsonl.ts';
import { mirrorSubset } from './mirror.ts';

const formats: readonly ExportFormat[] = [csv, jsonLines, mirrorSubset];

/** The formats that an export can have, as the window lists them. */
export const exportFormats: readonly ExportFormatInfo[] = formats.map((format) => format.info);

export function formatOf(id: ExportFormatInfo['id']): ExportFormat {
  const format = formats.find((candidate) => candidate.info.id === id);
  if (!format) throw new Error(`No format has the id ${id}`);
  return format;
}
