import { mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { HubId } from '../../shared/domain/index.ts';
import { assertNever, ExpectedError } from '../../shared/result.ts';
import type { WorkControl } from '../index/index.ts';
import type { ReadContext } from '../query/index.ts';
import { columnsNamed, type ExportColumn } from './columns.ts';
import { explainFailure } from './failure.ts';
import { formatOf } from './formats/registry.ts';
import { manifestText } from './manifest.ts';
import { startMeter } from './meter.ts';
import { readPackages } from './package-record.ts';
import { PartFile } from './part-file.ts';
import { choosePackages, type ChosenPackages } from './selection.ts';
import { checkTarget, folderManifestName, manifestPathOf, partPathOf, placeFiles, placeFolder } from './target.ts';
import type { DocumentFormat, ExportOptions, ExportOutcome, ExportWork, FolderFormat, TableFormat } from './types.ts';

/** Loads what a format needs before it can be written; asked for once before `runExport`. */
export async function prepareExport(id: ExportOptions['format']): Promise<void> {
  const format = formatOf(id);
  if (format.kind === 'document') await format.prepare();
}

/**
 * Writes the selected packages in a format, beside the target and then in its place in one step; on failure or cancel
 * nothing is left. Throws `refused`, `not-found`, `no-space`, `unreadable`, `invalid-arguments` or `cancelled`.
 */
export function runExport(context: ReadContext, options: ExportOptions, control: WorkControl): ExportOutcome {
  const format = formatOf(options.format);
  try {
    const target = checkTarget(context, { target: options.target, kind: format.info.target, overwrite: options.overwrite });
    const chosen = choosePackages(context.database, options.selection);
    const run: ExportRun = { context, options, target, chosen, control };
    switch (format.kind) {
      case 'table':
        return exportTable(run, format);
      case 'folder':
        return exportFolder(run, format);
      case 'document':
        return exportDocument(run, format);
      default:
        return assertNever(format);
    }
  } catch (error) {
    throw explainFailure(error, options.target);
  }
}

interface ExportRun {
  readonly context: ReadContext;
  readonly options: ExportOptions;
  readonly target: string;
  readonly chosen: ChosenPackages;
  readonly control: WorkControl;
}

function exportTable({ context, options, target, chosen, control }: ExportRun, format: TableFormat): ExportOutcome {
  const { database } = context;
  if (options.columns !== null && !format.info.choosable) throw new ExpectedError('invalid-arguments', `${format.info.title} has no columns to choose.`);
  const columns = columnsNamed(options.columns ?? format.columns);
  const part = partPathOf(target);
  const manifestPart = partPathOf(manifestPathOf(target));
  try {
    const { written, packages, byHub } = writeRows({ context, chosen, control, format, columns, part });
    const file = { path: basename(target), ...written };
    const names = format.info.choosable ? { columns: columns.map(({ name }) => name) } : {};
    writeWhole(manifestPart, manifestText({ database, format, ...names, appVersion: options.appVersion, withClones: options.withClones, chosen, packages, byHub, files: [file], leftOut: [] }));
    placeFiles(target, [[part, target], [manifestPart, manifestPathOf(target)]], options.overwrite);
    return { path: target, count: packages, bytes: written.bytes };
  } finally {
    rmSync(part, { force: true });
    rmSync(manifestPart, { force: true });
  }
}

interface RowWork extends Pick<ExportRun, 'context' | 'chosen' | 'control'> {
  readonly format: TableFormat;
  readonly columns: readonly ExportColumn[];
  readonly part: string;
}

function writeRows({ context, chosen, control, format, columns, part }: RowWork) {
  const file = format.open(part, columns);
  try {
    const { ids } = chosen;
    const meter = startMeter(control, { phase: 'Writing packages', total: ids.length, unit: 'packages' });
    const byHub: Partial<Record<HubId, number>> = {};
    let done = 0;
    for (const record of readPackages(context.database, ids, { withClaims: columns.some(({ kind }) => kind === 'claims') })) {
      file.add(record);
      byHub[record.hub] = (byHub[record.hub] ?? 0) + 1;
      done += 1;
      if (done % 64 === 0) meter.at(done);
    }
    meter.at(done);
    return { written: file.finish(), packages: done, byHub };
  } finally {
    file.close();
  }
}

function exportDocument({ context, options, target, chosen, control }: ExportRun, format: DocumentFormat): ExportOutcome {
  if (options.columns !== null) throw new ExpectedError('invalid-arguments', `${format.info.title} has no columns to choose.`);
  const part = partPathOf(target);
  const manifestPart = partPathOf(manifestPathOf(target));
  try {
    const { content, written } = writeDocument(format, { context, chosen, withClones: options.withClones, appVersion: options.appVersion, control }, part);
    const files = [{ path: basename(target), ...written }];
    writeWhole(manifestPart, manifestText({ database: context.database, format, appVersion: options.appVersion, withClones: options.withClones, chosen, files, ...content }));
    placeFiles(target, [[part, target], [manifestPart, manifestPathOf(target)]], options.overwrite);
    return { path: target, count: content.packages, bytes: written.bytes };
  } finally {
    rmSync(part, { force: true });
    rmSync(manifestPart, { force: true });
  }
}

function writeDocument(format: DocumentFormat, work: ExportWork, part: string) {
  const file = new PartFile(part);
  try {
    const content = format.write(work, file);
    return { content, written: file.finish() };
  } finally {
    file.close();
  }
}

function exportFolder({ context, options, target, chosen, control }: ExportRun, format: FolderFormat): ExportOutcome {
  const part = partPathOf(target);
  try {
    mkdirSync(part);
    const content = format.write({ context, chosen, withClones: options.withClones, appVersion: options.appVersion, control }, part);
    const manifest = manifestText({ database: context.database, format, appVersion: options.appVersion, withClones: options.withClones, chosen, ...content });
    writeWhole(join(part, folderManifestName), manifest);
    startMeter(control, { phase: 'Finishing', total: content.packages, unit: 'packages' }).at(content.packages);
    placeFolder(part, target, options.overwrite);
    return { path: target, count: content.packages, bytes: content.bytes };
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
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
