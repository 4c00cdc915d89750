import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { cloneIn, generatedHistory, historyCommits, historyPackage } from '../generated-history.ts';
import { isInstalled, outputOf } from '../programs.ts';
import type { Benchmark, BenchContext, Measured, Skipped } from '../types.ts';

/** Whole readings in one process, the fastest of which counts, since other work only ever adds; after some that do not: the program has been in use. */
const rounds = 15;
const warmUps = 3;
/** Programs started to ask for a first page. */
const starts = 5;
const pageRows = 100;
/** At least as many as an engine has. */
const readers = 4;
const noGit: Skipped = { kind: 'skipped', reason: 'git is not installed: it makes the clone' };

/** The history of one clone of 7,000 commits: whole beside `git log`, and its first page as the window gets it. */
export const history: Benchmark = {
  name: 'history',
  summary: 'the history of a clone of 7,000 commits: whole beside git log, and its first page',
  needs: [],
  async prepare(context) {
    if (!isInstalled('git', ['--version'])) return noGit;
    generatedHistory(context);
    await Promise.all([import('../../../src/core/package/index.ts'), import('../measured-index.ts'), import('../engine-index.ts')]);
    return null;
  },
  measurements: [
    {
      name: 'history-git',
      goals: [],
      async run(context) {
        const cwd = cloneIn(generatedHistory(context));
        const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_OPTIONAL_LOCKS: '0' };
        return { ...fastestOf(() => outputOf('git', ['log', '--format=raw', 'HEAD'], { cwd, env }).match(/^commit /gm)?.length ?? 0), otherProgram: { peakBytes: null } };
      },
    },
    {
      name: 'history',
      goals: [{ kind: 'seconds-against', against: 'history-git', atMost: 1.5 }],
      async run(context) {
        const { openHistory } = await import('../../../src/core/package/index.ts');
        const mirror = generatedHistory(context);
        const clone = { absolute: cloneIn(mirror), mirrorRoot: mirror, path: historyPackage, state: 'whole', reason: null } as const;
        return fastestOf(() => {
          const { history: opened } = openHistory(clone, { refs: 'head', text: '' }, null);
          let rows = 0;
          for (let page = opened.page(0, pageRows, never); page.length > 0; page = opened.page(rows, pageRows, never)) rows += page.length;
          opened.repository.close();
          return rows;
        });
      },
    },
    {
      name: 'history-page',
      goals: [{ kind: 'longest', atMostMilliseconds: 150 }],
      run: (context) => measureFirstPages(context),
    },
  ],
};

const never = (): boolean => false;

function fastestOf(read: () => number): Measured {
  const seconds = Array.from({ length: rounds + warmUps }, () => {
    const started = performance.now();
    const commits = read();
    if (commits !== historyCommits) throw new Error(`${commits} commits were read of ${historyCommits}.`);
    return (performance.now() - started) / 1000;
  }).slice(warmUps).sort((left, right) => left - right);
  const notes = [`fastest of ${rounds}; median ${(seconds[rounds >> 1] ?? 0).toFixed(3)} s, slowest ${(seconds.at(-1) ?? 0).toFixed(3)} s`];
  return { kind: 'measured', seconds: seconds[0] ?? null, records: historyCommits, bytesIn: null, bytesOut: null, parts: [], notes };
}

/** Each of a program started anew, after its readers have answered something else, as they have when the window shows a package. */
async function measureFirstPages(context: BenchContext): Promise<Measured> {
  const { startEngine, indexByJob } = await import('../engine-index.ts');
  const dataDir = join(context.scratchDir, 'history-engine');
  rmSync(dataDir, { recursive: true, force: true });
  const mirrorPath = generatedHistory(context);
  const indexer = startEngine(dataDir);
  await indexByJob(indexer, mirrorPath, null);
  await indexer.close();
  const waits: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const engine = startEngine(dataDir);
    try {
      const opened = await engine.call('mirrors.open', { paths: [mirrorPath], indexIfMissing: false });
      if (!opened.ok) throw new Error(opened.error.message);
      const asked = { mirror: opened.value.mirror.id, package: { hub: 'huggingface', name: historyPackage, ordinal: 0 } } as const;
      await Promise.all(Array.from({ length: readers }, () => engine.call('packages.get', asked)));
      const started = performance.now();
      const page = await engine.call('packages.history', { ...asked, limit: pageRows });
      waits.push(performance.now() - started);
      if (!page.ok) throw new Error(page.error.message);
      if (page.value.commits.length !== pageRows || page.value.total !== historyCommits) throw new Error(`${page.value.commits.length} commits came of ${page.value.total}.`);
    } finally {
      await engine.close();
    }
  }
  return {
    kind: 'measured', seconds: null, records: pageRows, bytesIn: null, bytesOut: null, parts: [], waits, longestMilliseconds: Math.max(...waits),
    notes: [`${starts} programs started anew: ${waits.map((wait) => wait.toFixed(0)).join(', ')} ms`],
  };
}
