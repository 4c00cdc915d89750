import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ConfinedFiles } from '../../src/core/package/repository/files.ts';
import { type ByteSource, examine, rowOf } from '../../src/core/package/weights/index.ts';
import { weightFolder, writtenFiles } from './weight-files.ts';
import type { BenchContext } from './types.ts';

const rounds = 20;

/** Bytes of a file as the engine takes them: through the check that it lies inside the mirror. */
function fileSource(files: ConfinedFiles, path: string): ByteSource {
  const located = files.locate(path);
  if (located.kind !== 'file') throw new Error(`${path} is gone.`);
  return { size: located.bytes, read: (offset, length) => files.readRange(located.path, offset, length) };
}

function look(files: ConfinedFiles, file: string, path: string): ReturnType<typeof rowOf> {
  const source = fileSource(files, file);
  return rowOf(examine(source, { path, has: () => false }), { path, size: source.size, oid: null });
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** The largest resident set so far, in bytes. */
const peak = (): number => process.resourceUsage().maxRSS * 1024;

export function measureHeader(context: BenchContext): { waits: readonly number[]; growthBytes: number; tensors: number; bytes: number } {
  const folder = weightFolder(context);
  const files = new ConfinedFiles(folder);
  const collect = garbageCollector();
  const before = peak();
  const waits: number[] = [];
  let row: ReturnType<typeof rowOf> | null = null;
  for (let round = 0; round < rounds; round += 1) {
    collect();
    const started = performance.now();
    row = look(files, join(folder, 'large.safetensors'), 'model.safetensors');
    waits.push(performance.now() - started);
  }
  if (row?.outcome !== 'whole' || row.problems > 0) throw new Error(`The file was not read whole: ${row?.reason}`);
  return { waits, growthBytes: peak() - before, tensors: row.tensors ?? 0, bytes: row.size ?? 0 };
}

/** Every file once, in a process that has looked at none before. Garbage of one file is collected before the next. */
export function measureHostile(context: BenchContext): { files: readonly { name: string; milliseconds: number }[]; growthBytes: number } {
  const files = new ConfinedFiles(weightFolder(context));
  const collect = garbageCollector();
  const before = peak();
  const measured = writtenFiles(context).map(({ name, path, file }) => {
    collect();
    const started = performance.now();
    look(files, file, path);
    return { name, milliseconds: performance.now() - started };
  });
  return { files: measured, growthBytes: peak() - before };
}
