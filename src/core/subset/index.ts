export { estimateExport } from './estimate.ts';
export { exportFormats } from './formats/registry.ts';
export { writeProblemReport } from './problem-report.ts';
export { writeNotesFile } from './notes-file.ts';
export { writeViewsFile } from './views-file.ts';
export { explainFailure as explainWriteFailure } from './failure.ts';
export { runExport } from './run-export.ts';
export type { ExportFormatInfo, ExportOptions, ExportOutcome } from './types.ts';
export { nearestRealFolder, protectedPlaces } from './target.ts';
