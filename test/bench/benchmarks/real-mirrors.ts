import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cached } from '../data.ts';
import { isInstalled, outputOf } from '../programs.ts';
import type { Benchmark, BenchContext } from '../types.ts';

const shared = fileURLToPath(new URL('../../../../shared/', import.meta.url));
const archivesFolder = join(shared, 'mirrors');
const cloneScript = join(shared, 'tools', 'rebuild-clones');

/** The archives that lie beside the checkout, unpacked, with clones of the real histories. */
export const realMirrors: Benchmark = {
  name: 'real-mirrors',
  summary: 'the index of the archives in ../shared/mirrors, with the clones of their histories',
  needs: [],
  async prepare(context) {
    if (!existsSync(archivesFolder) || !existsSync(cloneScript)) return { kind: 'skipped', reason: 'no archives lie in ../shared/mirrors' };
    const missing = ['tar', 'python3', 'git'].filter((program) => !isInstalled(program, ['--version']));
    if (missing.length > 0) return { kind: 'skipped', reason: `${missing.join(', ')} not installed` };
    unpackedMirror(context);
    await import('../measured-index.ts');
    return null;
  },
  measurements: [
    {
      name: 'real-mirrors',
      goals: [],
      async run(context) {
        const { measureIndex } = await import('../measured-index.ts');
        const built = await measureIndex(unpackedMirror(context), join(context.scratchDir, 'real-index.db'));
        const readingClones = built.phases.find(([phase]) => phase === 'Reading repositories')?.[1];
        return {
          kind: 'measured', seconds: built.seconds, records: built.packages, bytesIn: built.jsonBytes, bytesOut: built.indexBytes, parts: built.phases,
          notes: [
            `${built.commits} commits of ${built.repositories} clones${readingClones ? `, ${Math.round(built.commits / readingClones)} commits/s` : ''}`,
            `index ${(built.indexBytes / 1e6).toFixed(1)} MB of ${(built.jsonBytes / 1e6).toFixed(1)} MB JSON`,
          ],
        };
      },
    },
  ],
};

function unpackedMirror({ cacheDir }: BenchContext): string {
  const archives = readdirSync(archivesFolder).filter((name) => name.endsWith('.tar.gz')).sort();
  const version = createHash('sha256');
  for (const name of [...archives, 'histories.jsonl.gz']) {
    const { size, mtimeMs } = statSync(join(archivesFolder, name));
    version.update(`${name} ${size} ${mtimeMs}\n`);
  }
  return cached(cacheDir, `real-${version.digest('hex').slice(0, 10)}`, (folder) => {
    for (const name of archives) outputOf('tar', ['-xzf', join(archivesFolder, name), '-C', folder]);
    outputOf('python3', [cloneScript, folder]);
  });
}
