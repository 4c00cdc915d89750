import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import tar from 'tar-stream';
import { exportOptionsSchema } from '../../shared/contract/exports.ts';
import { buildIndex, openForReading, surveyMirror, type WorkControl } from '../index/index.ts';
import { hireHere } from '../jobs/index.ts';
import { locateMirror } from '../mirror/index.ts';
import type { MeasureSource } from '../measures/index.ts';
import { getPackage, packageKeyOf } from '../query/index.ts';
import { makeMailmap } from '../reach/index.ts';
import { type ExportMeans, prepareExport, runExport } from './run-export.ts';
import type { ExportOptions, ExportOutcome } from './types.ts';

export const hire = hireHere(fileURLToPath(new URL('../engine/worker.ts', import.meta.url)));
export const idle: WorkControl = { progress: () => undefined, isCancelled: () => false };

export const hasPython = spawnSync('python3', ['-c', 'pass']).status === 0;

/** What a Python program prints, given arguments. */
export function python(program: string, ...args: string[]): string {
  const run = spawnSync('python3', ['-c', program, ...args], { encoding: 'utf8', maxBuffer: 64 << 20 });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout;
}

/** Every test of this folder may write a mirror subset. */
await prepareExport('mirror');

/** A folder of its own for a test file, removed at its end. */
export function workFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'ptm-subset-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** Packs a folder's files as the dataset's archives are packed. */
export async function pack(folder: string, archive: string): Promise<void> {
  const packing = tar.pack();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    packing.entry({ name: path.slice(folder.length + 1).replaceAll('\\', '/') }, readFileSync(path));
  }
  packing.finalize();
  await pipeline(packing, createGzip(), createWriteStream(archive));
}

export interface OpenMirror {
  readonly context: MeasureSource;
  close(): void;
}

/** Indexes a mirror and opens the index as the readers do. */
export async function openMirror(databaseFile: string, ...paths: string[]): Promise<OpenMirror> {
  const located = locateMirror(paths);
  const { packages } = await buildIndex({ located, databaseFile, appVersion: '1.2.3', hire, previous: null, survey: surveyMirror(located, null, idle) }, idle);
  const database = openForReading(databaseFile, () => false);
  const context: MeasureSource = {
    aliases: makeMailmap([], 'none'),
    measured: { list: () => [], resultsFor: () => [] },
    cardText: null,
    other: () => {
      throw new Error('This test has one mirror.');
    },
    database,
    mirror: {
      id: '0123456789abcdef', title: 'Test', sources: [...located.sources], isSample: false, indexed: true, damaged: false, present: true, packages, indexedAt: 0, openedAt: 0,
    },
    indexBytes: 4096,
    hubFolders: Object.fromEntries(located.folders.map((place) => [place.hub, place.folder])),
  };
  return { context, close: () => database.close() };
}

export function exportTo(target: string, { context }: OpenMirror, options: Partial<ExportOptions> & Pick<ExportOptions, 'format'>, control = idle, means: ExportMeans = {}): ExportOutcome {
  return runExport(context, { selection: { kind: 'query', query: '' }, overwrite: false, columns: null, ...exportOptionsSchema().parse({}), appVersion: '1.2.3', ...options, target }, control, { source: context, ...means });
}

type Detail = ReturnType<typeof getPackage>;

/** All packages of a mirror as the package page shows them. */
export function allPackages({ context }: OpenMirror): Detail[] {
  const keys = context.database.prepare<[], { hub: number; name: string; ordinal: number }>('SELECT hub, name, ordinal FROM package ORDER BY id').all();
  return keys.map((key) => getPackage(context, { mirror: context.mirror.id, package: packageKeyOf(key) }));
}

/**
 * What must be the same in every mirror that holds the package: all but its rank and relations among the others, its
 * number among those of its name, and the order of sets.
 */
function ownFacts(detail: Detail): unknown {
  const { downloadRank: _rank, derived: _derived, ordinal: _ordinal, lineage, repository, tags, datasets, languages, formats, papers, ...rest } = detail;
  const { sharedWith: _shared, ...clone } = repository;
  return {
    ...rest, clone,
    lineage: lineage.map(({ base, relation, source }) => ({ base, relation, source })),
    tags: [...tags].sort(), datasets: [...datasets].sort(), languages: [...languages].sort(), formats: [...formats].sort(),
    papers: papers.map((paper) => `${paper.kind}:${paper.id}`).sort(),
  };
}

export function ownFactsOfAll(details: readonly Detail[]): unknown[] {
  return details.map((detail) => JSON.stringify(ownFacts(detail))).sort().map((text) => JSON.parse(text) as unknown);
}
