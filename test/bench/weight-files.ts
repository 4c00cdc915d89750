import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, statfsSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { safetensorsFile } from '../fixtures/weights/formats.ts';
import { hostileFiles } from '../fixtures/weights/hostile.ts';
import type { BenchContext, Skipped } from './types.ts';

export interface WrittenFile {
  readonly name: string;
  /** The path that it goes by, and the one at which it lies. */
  readonly path: string;
  readonly file: string;
}

const layers = 200;
/** Ten tensors a layer, each of 10 MB: 20 GB. */
const tensorsPerLayer = 10;
const shape = [1280, 4096];
const tensorBytes = shape.reduce((product, size) => product * size, 2);

/** Writes the files that are measured; those of gigabytes are sparse. They stay in the cache. */
export function writeWeightFiles(context: BenchContext): Skipped | null {
  const folder = weightFolder(context);
  mkdirSync(folder, { recursive: true });
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  for (let index = 0; index < layers * tensorsPerLayer; index += 1) {
    header[`model.layers.${Math.floor(index / tensorsPerLayer)}.self_attn.part_${index % tensorsPerLayer}.weight`] = { dtype: 'BF16', shape, data_offsets: [index * tensorBytes, (index + 1) * tensorBytes] };
  }
  const start = safetensorsFile(header, 0);
  try {
    writeSparse(join(folder, 'large.safetensors'), [[0, start]], start.length + layers * tensorsPerLayer * tensorBytes);
  } catch (error) {
    // A disk without sparse files, or with a limit on the size of one.
    return { kind: 'skipped', reason: `a sparse file of 20 GB cannot be written: ${error instanceof Error ? error.message : String(error)}, ${statfsSync(folder).bavail} blocks are free` };
  }
  const written = hostileFiles().map(({ name, path, source }, index): WrittenFile => {
    const file = join(folder, `hostile-${index}`);
    const head = source.read(0, Math.min(source.size, 32 << 20));
    writeSparse(file, [[0, head]], source.size);
    return { name, path, file };
  });
  writeFileSync(join(folder, 'hostile.json'), JSON.stringify(written));
  return null;
}

export function weightFolder({ cacheDir }: BenchContext): string {
  return join(cacheDir, 'weights');
}

export function writtenFiles(context: BenchContext): readonly WrittenFile[] {
  return JSON.parse(readFileSync(join(weightFolder(context), 'hostile.json'), 'utf8')) as readonly WrittenFile[];
}

function writeSparse(path: string, parts: readonly (readonly [at: number, bytes: Uint8Array])[], size: number): void {
  const descriptor = openSync(path, 'w');
  try {
    for (const [at, bytes] of parts) writeSync(descriptor, bytes, 0, bytes.length, at);
    ftruncateSync(descriptor, size);
  } finally {
    closeSync(descriptor);
  }
}
