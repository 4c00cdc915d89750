import { join } from 'node:path';
import { cloneCount, commitsPerClone, generatedClones } from '../data.ts';
import { isInstalled, outputOf } from '../programs.ts';
import type { Benchmark, BenchContext } from '../types.ts';

/** `git log` once for each clone, as many at a time as there are cores; prints how many e-mail addresses came. */
const loop = `find . -mindepth 2 -maxdepth 2 -type d -print0 | xargs -0 -P "$0" -I '{}' git -C '{}' log --format=%ae | wc -l`;

/** The commits of generated clones: an index of a mirror of nothing else, against a shell loop of git. */
export const gitLog: Benchmark = {
  name: 'git-log',
  summary: 'the commits of generated clones, by git in a shell and by the index',
  needs: [],
  async prepare(context) {
    generatedClones(context);
    await import('../measured-index.ts');
    return null;
  },
  measurements: [
    {
      name: 'git-log',
      goals: [],
      async run(context) {
        if (!isInstalled('git', ['--version']) || !isInstalled('sh', ['-c', 'command -v xargs find wc'])) {
          return { kind: 'skipped', reason: 'git, a shell or xargs is not installed' };
        }
        const cwd = join(generatedClones(context), 'data', 'huggingface', 'repos');
        const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_OPTIONAL_LOCKS: '0' };
        const started = performance.now();
        const records = Number(outputOf('sh', ['-c', loop, String(context.cores)], { cwd, env }));
        const seconds = (performance.now() - started) / 1000;
        expectCommits('git log', records, context);
        return {
          kind: 'measured', seconds, records, bytesIn: null, bytesOut: null, parts: [], notes: [`${cloneCount(context)} clones, ${context.cores} processes`],
          otherProgram: { peakBytes: null },
        };
      },
    },
    {
      name: 'clones',
      goals: [{ kind: 'seconds-against', against: 'git-log', atMost: 1 }],
      async run(context) {
        const { measureIndex } = await import('../measured-index.ts');
        const built = await measureIndex(generatedClones(context), join(context.scratchDir, 'clones-index.db'));
        expectCommits('The index', built.commits, context);
        return {
          kind: 'measured', seconds: built.seconds, records: built.commits, bytesIn: null, bytesOut: built.indexBytes, parts: built.phases,
          notes: [`${built.repositories} clones; records are commits`],
        };
      },
    },
  ],
};

function expectCommits(who: string, found: number, context: BenchContext): void {
  const expected = cloneCount(context) * commitsPerClone;
  if (found !== expected) throw new Error(`${who} counts ${found} commits of ${expected}.`);
}
