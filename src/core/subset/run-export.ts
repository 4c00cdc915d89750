import { mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { HubId } from '../../shared/domain/index.ts';
import { assertNever } from '../../shared/result.ts';
import type { Hire, WorkControl } from '../index/index.ts';
import type { MeasureSource } from '../measures/index.ts';
import type { ReadContext } from '../query/index.ts';
import type { ExportColumn } from './columns.ts';
import { explainFailure } from './failure.ts';
import { formatOf } from './formats/registry.ts';
import { manifestText } from './manifest.ts';
import { startMeter } from './meter.ts';
import { ArchiveTarget } from './mirror-folder/archive-target.ts';
import { PartFile } from './part-file.ts';
import { checkChoices, checkTableSpace, chosenColumns, kindOfTarget, planFolder } from './plan-export.ts';
import { readInTurn } from './read-in-turn.ts';
import { choosePackages, type ChosenPackages, idsByHub, withSetsOf } from './selection.ts';
import { isShared } from './shared-formats.ts';
import { freeBytesAt, type FreeSpace } from './space.ts';
import { checkTarget, folderManifestName, manifestPathOf, partPathOf, placeFiles, placeFolder } from './target.ts';
import type { DocumentFormat, ExportFormat, ExportOptions, ExportOutcome, FolderContent, FolderFormat, LeftOut, TableFormat, WrittenFile } from './types.ts';
import { writePackages } from './write-packages.ts';

/** Loads what a format needs before it can be measured or written; asked for once before `runExport` and `measureExport`. */
export async function prepareExport(id: ExportOptions['format']): Promise<void> {
  await formatOf(id).prepare?.();
}

/**
 * Writes the selected packages in a format, beside the target and then in its place in one step; on failure or cancel
 * nothing is left. Throws `refused`, `not-found`, `no-space`, `unreadable`, `invalid-arguments` or `cancelled`.
 */
export function runExport(context: ReadContext, options: ExportOptions, control: WorkControl, { freeSpace = freeBytesAt, hire = null, source = null }: ExportMeans = {}): ExportOutcome {
  const format = formatOf(options.format);
  try {
    readInTurn(context.database);
    checkChoices(format, options);
    const target = checkTarget(context, { target: options.target, kind: kindOfTarget(format, options), overwrite: options.overwrite });
    return withSetsOf(context.database, options.selection, () => {
      const chosen = choosePackages(context.database, options.selection);
      return writeExport({ context, options, target, chosen, control, hire, source, free: freeSpace(target) }, format);
    });
  } catch (error) {
    throw explainFailure(error, options.target);
  }
}

export interface ExportMeans {
  readonly freeSpace?: FreeSpace;
  /** Where an export may have another thread. */
  readonly hire?: Hire | null;
  /** What measures are taken of: a report's alone. */
  readonly source?: MeasureSource | null;
}

interface ExportRun {
  readonly context: ReadContext;
  readonly options: ExportOptions;
  readonly target: string;
  readonly chosen: ChosenPackages;
  readonly control: WorkControl;
  readonly hire: Hire | null;
  readonly source: MeasureSource | null;
  /** Bytes that the target's disk has room for. */
  readonly free: number | null;
}

function writeExport(run: ExportRun, format: ExportFormat): ExportOutcome {
  switch (format.kind) {
    case 'table':
      return run.options.byHub ? exportByHub(run, format) : exportTable(run, format);
    case 'folder':
      return run.options.packed ? exportPacked(run, format) : exportFolder(run, format);
    case 'document':
      return exportDocument(run, format);
    default:
      return assertNever(format);
  }
}

function exportTable(run: ExportRun, format: TableFormat): ExportOutcome {
  const { options, target, chosen } = run;
  const { columns, names } = columnsOf(run, format);
  const part = partPathOf(target);
  const manifestPart = partPathOf(manifestPathOf(target));
  try {
    const written = writeRows(run, { format, columns, part, ids: chosen.ids, done: 0 });
    const { packages, byHub, bytes, sha256 } = written;
    writeWhole(manifestPart, manifestOfRun(run, format, { ...names, packages, byHub, files: [{ path: basename(target), bytes, sha256 }], leftOut: [] }));
    placeFiles(target, [[part, target], [manifestPart, manifestPathOf(target)]], options.overwrite);
    return { path: target, count: packages, bytes, warnings: [] };
  } finally {
    rmSync(part, { force: true });
    rmSync(manifestPart, { force: true });
  }
}

/** A folder with a file for each hub, as Hive lays out a table: what the folder's name says is no column of its file. */
function exportByHub(run: ExportRun, format: TableFormat): ExportOutcome {
  const { context, target, chosen } = run;
  const { columns, names } = columnsOf(run, format);
  const inFiles = columns.filter(({ name }) => name !== 'hub');
  const part = partPathOf(target);
  try {
    mkdirSync(part);
    const files: WrittenFile[] = [];
    const byHub: Partial<Record<HubId, number>> = {};
    let packages = 0;
    for (const { hub, ids } of idsByHub(context.database, chosen)) {
      const path = `hub=${hub}/part-0.${format.info.extension}`;
      mkdirSync(join(part, `hub=${hub}`));
      const written = writeRows(run, { format, columns: inFiles, part: join(part, ...path.split('/')), ids, done: packages });
      files.push({ path, bytes: written.bytes, sha256: written.sha256 });
      byHub[hub] = written.packages;
      packages += written.packages;
    }
    writeWhole(join(part, folderManifestName), manifestOfRun(run, format, { ...names, packages, byHub, files, leftOut: [] }));
    placeFolder(part, target, run.options.overwrite);
    return { path: target, count: packages, bytes: files.reduce((sum, file) => sum + file.bytes, 0), warnings: [] };
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

function columnsOf({ context, options, target, chosen, free }: ExportRun, format: TableFormat): { readonly columns: readonly ExportColumn[]; readonly names: { readonly columns?: readonly string[] } } {
  const columns = chosenColumns(format, options.columns);
  checkTableSpace(context, chosen, format, { columns, target, free });
  return { columns, names: format.info.choosable ? { columns: columns.map(({ name }) => name) } : {} };
}

interface RowWork {
  readonly format: TableFormat;
  readonly columns: readonly ExportColumn[];
  readonly part: string;
  readonly ids: Uint32Array;
  /** Packages that other files have. */
  readonly done: number;
}

function writeRows({ context, chosen, control, hire }: ExportRun, { format, columns, part, ids, done: before }: RowWork) {
  const file = format.open(part, columns);
  try {
    const meter = startMeter(control, { phase: 'Writing packages', total: chosen.ids.length, unit: 'packages' });
    const hands = hire === null || !isShared(format.info.id) ? null : { hire, format: format.info.id, columns: columns.map(({ name }) => name) };
    const written = writePackages(context.database, ids, file, { withClaims: columns.some(({ kind }) => kind === 'claims'), onDone: (packages) => meter.at(before + packages), hands });
    return { ...file.finish(), ...written };
  } finally {
    file.close();
  }
}

function exportDocument(run: ExportRun, format: DocumentFormat): ExportOutcome {
  const { options, target } = run;
  const part = partPathOf(target);
  const manifestPart = partPathOf(manifestPathOf(target));
  try {
    const { content, written } = writeDocument(run, format, part);
    writeWhole(manifestPart, manifestOfRun(run, format, { ...content, files: [{ path: basename(target), ...written }] }));
    placeFiles(target, [[part, target], [manifestPart, manifestPathOf(target)]], options.overwrite);
    return { path: target, count: content.packages, bytes: written.bytes, warnings: [] };
  } finally {
    rmSync(part, { force: true });
    rmSync(manifestPart, { force: true });
  }
}

function writeDocument(run: ExportRun, format: DocumentFormat, part: string) {
  const file = new PartFile(part);
  try {
    const content = format.write({ ...run, appVersion: run.options.appVersion }, file);
    return { content, written: file.finish() };
  } finally {
    file.close();
  }
}

function exportFolder(run: ExportRun, format: FolderFormat): ExportOutcome {
  const { options, target, free } = run;
  const size = format.measure(run);
  const part = partPathOf(target);
  try {
    mkdirSync(part);
    const { refusal, warnings } = planFolder(part, size, options, free);
    if (refusal) throw refusal;
    const content = format.write(run, size, { folder: part, archive: null });
    writeWhole(join(part, folderManifestName), manifestOfRun(run, format, { ...content, warnings }));
    finishing(run, content);
    placeFolder(part, target, options.overwrite);
    return { path: target, count: content.packages, bytes: content.bytes, warnings };
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

/** One archive with what a folder would have, its manifest among it; a second manifest stands beside it and names the archive itself. */
function exportPacked(run: ExportRun, format: FolderFormat): ExportOutcome {
  const { options, target, free } = run;
  const size = format.measure(run);
  const folder = partPathOf(target);
  const part = partPathOf(target);
  const manifestPart = partPathOf(manifestPathOf(target));
  let archive: ArchiveTarget | null = null;
  try {
    mkdirSync(folder);
    const { refusal, warnings } = planFolder(folder, size, options, free);
    if (refusal) throw refusal;
    archive = new ArchiveTarget(part);
    const content = format.write(run, size, { folder, archive });
    packFiles(run, archive, folder, content.files);
    archive.bytes(folderManifestName, Buffer.from(manifestOfRun({ ...run, options: { ...options, packed: false } }, format, { ...content, warnings })), 0o644);
    const file = { path: basename(target), ...archive.end() };
    writeWhole(manifestPart, manifestOfRun(run, format, { ...content, clones: undefined, files: [file], warnings }));
    finishing(run, content);
    placeFiles(target, [[part, target], [manifestPart, manifestPathOf(target)]], options.overwrite);
    return { path: target, count: content.packages, bytes: file.bytes, warnings };
  } finally {
    archive?.close();
    rmSync(folder, { recursive: true, force: true });
    rmSync(part, { force: true });
    rmSync(manifestPart, { force: true });
  }
}

function packFiles({ control }: ExportRun, archive: ArchiveTarget, folder: string, files: readonly WrittenFile[]): void {
  const meter = startMeter(control, { phase: 'Packing records', total: files.reduce((sum, file) => sum + file.bytes, 0), unit: 'bytes' });
  let packed = 0;
  for (const { path, bytes } of files.toSorted((left, right) => (left.path < right.path ? -1 : 1))) {
    archive.file(path, join(folder, ...path.split('/')), { size: bytes, mode: 0o644 }, (count) => meter.at((packed += count)));
  }
}

function finishing({ control }: ExportRun, { packages }: FolderContent): void {
  startMeter(control, { phase: 'Finishing', total: packages, unit: 'packages' }).at(packages);
}

type ManifestPart = Omit<Parameters<typeof manifestText>[0], 'database' | 'format' | 'appVersion' | 'chosen' | 'options' | 'warnings'> & { readonly warnings?: readonly LeftOut[] };

function manifestOfRun({ context: { database }, options, chosen }: ExportRun, format: ExportFormat, rest: ManifestPart): string {
  return manifestText({ database, format, appVersion: options.appVersion, chosen, options, warnings: [], ...rest });
}

function writeWhole(path: string, text: string): void {
  const file = new PartFile(path);
  try {
    file.write(text);
    file.finish();
  } finally {
    file.close();
  }
}
