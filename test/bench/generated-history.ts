import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { randomHistory } from '../../src/core/package/repository/testing-git.ts';
import { cached, versionOf } from './data.ts';
import type { BenchContext } from './types.ts';

export const historyCommits = 7000;
export const historyPackage = 'owner/model';

/** A mirror of one bare clone with 7,000 commits, a quarter of them merges, in one pack with deltas as `git gc` makes it. Needs git. */
export function generatedHistory({ cacheDir, seed }: BenchContext): string {
  const version = versionOf('./generated-history.ts', '../../src/core/package/repository/testing-git.ts');
  return cached(cacheDir, `history-${historyCommits}-${seed}-${version}`, (folder) => {
    const clone = cloneIn(folder);
    mkdirSync(clone, { recursive: true });
    const git = (args: readonly string[], input = ''): unknown =>
      execFileSync('git', ['-C', clone, ...args], { input, stdio: ['pipe', 'ignore', 'inherit'], env: { ...process.env, GIT_CONFIG_NOSYSTEM: '1' } });
    git(['-c', 'init.defaultBranch=main', 'init', '-q', '--bare']);
    git(['fast-import', '--quiet', '--done'], randomHistory(historyCommits, seed));
    git(['repack', '-q', '-adf', '--depth=50', '--window=10']);
  });
}

/** Where the clone lies in that mirror. */
export function cloneIn(mirror: string): string {
  return join(mirror, 'data', 'huggingface', 'repos', ...historyPackage.split('/'));
}

