import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generatedMirror, mirrorKey, removeAbandoned, versionOf } from './data.ts';
import { indexByJob, startEngine } from './engine-index.ts';
import type { BenchContext } from './types.ts';

/** A data folder with the index of the generated mirror in it, kept between runs as long as the code that builds indexes is the same. */
export async function searchedData(context: BenchContext): Promise<string> {
  const mirror = generatedMirror(context);
  const start = `searched-${mirrorKey(context)}-`;
  const folder = join(context.cacheDir, `${start}${indexVersion()}`);
  if (existsSync(folder)) return folder;
  for (const name of readdirSync(context.cacheDir)) if (name.startsWith(start) && !name.includes('.part-')) rmSync(join(context.cacheDir, name), { recursive: true, force: true });
  removeAbandoned(context.cacheDir);
  const part = `${folder}.part-${process.pid}`;
  mkdirSync(part, { recursive: true });
  const engine = startEngine(part);
  try {
    const { job } = await indexByJob(engine, mirror, null);
    if (job.state !== 'done') throw new Error(`Indexing ended as ${job.state}.`);
  } finally {
    await engine.close();
  }
  renameSync(part, folder);
  return folder;
}

/** Changes with every source that an index depends on. */
function indexVersion(): string {
  const core = new URL('../../src/core/', import.meta.url);
  const files = ['index/', 'mirror/'].flatMap((folder) => {
    const names = readdirSync(fileURLToPath(new URL(folder, core)), { recursive: true, encoding: 'utf8' });
    return names.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort().map((name) => new URL(`${folder}${name.replaceAll('\\', '/')}`, core).href);
  });
  return versionOf(...files);
}
