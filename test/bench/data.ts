import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeHuggingFaceMirror } from '../fixtures/generate-huggingface.ts';
import { writeGeneratedClones } from './generated-clones.ts';
import type { BenchContext } from './types.ts';

/** A folder of the cache, made by `make` when it is not there; whole or absent, also after a crash. */
export function cached(cacheDir: string, key: string, make: (folder: string) => void): string {
  const folder = join(cacheDir, key);
  if (existsSync(folder)) return folder;
  const part = join(cacheDir, `${key}.part-${process.pid}`);
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  removeAbandoned(cacheDir);
  try {
    make(part);
    renameSync(part, folder);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** What processes that were ended on the way had made so far, which may be gigabytes. */
export function removeAbandoned(cacheDir: string): void {
  for (const name of readdirSync(cacheDir)) {
    const maker = /\.part-(\d+)$/.exec(name)?.[1];
    if (maker !== undefined && !isRunning(Number(maker))) rmSync(join(cacheDir, name), { recursive: true, force: true });
  }
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code !== 'ESRCH';
  }
}

/** The folder above `data/` of the generated Hugging Face mirror. */
export function generatedMirror(context: BenchContext): string {
  const { models, seed } = context;
  return cached(context.cacheDir, mirrorKey(context), (folder) => writeHuggingFaceMirror(folder, { models, seed }));
}

/** Whether that mirror lies in the cache from before. */
export function hasGeneratedMirror(context: BenchContext): boolean {
  return existsSync(join(context.cacheDir, mirrorKey(context)));
}

export function mirrorKey({ models, seed }: BenchContext): string {
  const version = versionOf('../fixtures/generate-huggingface.ts', '../fixtures/generated-model.ts', '../fixtures/random.ts');
  return `huggingface-${models}-${seed}-${version}`;
}

export interface GeneratedFiles {
  readonly metadata: string;
  readonly unified: string;
  readonly bytes: number;
}

export function generatedFiles(context: BenchContext): GeneratedFiles {
  const folder = join(generatedMirror(context), 'data', 'huggingface', 'json');
  const metadata = join(folder, 'metadata', 'hf_metadata.json');
  const unified = join(folder, 'huggingface.json');
  return { metadata, unified, bytes: statSync(metadata).size + statSync(unified).size };
}

/** 2,000 in a full run; fewer where few models are asked for, so that it is short. */
export function cloneCount({ models }: BenchContext): number {
  return Math.min(2000, Math.ceil(models / 10));
}

export const commitsPerClone = 20;

/** A mirror of nothing but clones. */
export function generatedClones(context: BenchContext): string {
  const clones = cloneCount(context);
  const version = versionOf('./generated-clones.ts', '../../src/core/mirror/sample/write-clone.ts', '../../src/core/mirror/sample/histories.ts');
  return cached(context.cacheDir, `clones-${clones}x${commitsPerClone}-${context.seed}-${version}`, (folder) => {
    writeGeneratedClones(folder, { clones, commits: commitsPerClone, seed: context.seed });
  });
}

/** Changes with the sources of the generator, so that old data is not taken for new. */
export function versionOf(...sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(fileURLToPath(new URL(source, import.meta.url))));
  return hash.digest('hex').slice(0, 10);
}
