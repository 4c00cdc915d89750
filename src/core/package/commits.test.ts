import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../shared/contract/index.ts';
import { readCommits, type PackageClone } from './index.ts';
import { createPlayground, initRepository, missingGitReason, type Playground, randomHistory, writeRawCommit } from './repository/testing-git.ts';

const seed = Number(process.env['TEST_SEED'] ?? Date.now() % 1_000_000);
const commitSchema = contract['packages.history'].answer.shape.commits.element;
const never = (): boolean => false;

describe.skipIf(missingGitReason !== null)(`the commits of a clone (seed ${seed}) ${missingGitReason ?? ''}`, () => {
  let playground: Playground;
  beforeAll(() => {
    playground = createPlayground();
  });
  afterAll(() => playground.remove());

  const cloneAt = (absolute: string): PackageClone => ({ absolute, mirrorRoot: playground.mirror, path: 'data/hub/repos/a/b', state: 'whole', reason: null });

  it('gives page after page what git log gives', () => {
    const path = initRepository(playground, 'history');
    playground.git(path, ['fast-import', '--quiet', '--done'], randomHistory(60, seed));
    const expected = playground.gitText(path, ['log', '-z', '--format=%H%x01%P%x01%an%x01%ae%x01%at%x01%cn%x01%ce%x01%ct%x01%s', 'HEAD']).split('\0').filter((line) => line !== '');
    const rows = [0, 25, 50, 75].flatMap((offset) => readCommits(cloneAt(path), { offset, limit: 25 }, never));
    const lines = rows.map((row) => {
      const { sha, parents, authorName, authorEmail, authored, committerName, committerEmail, committed, subject } = commitSchema.parse(row);
      return [sha, parents.join(' '), authorName, authorEmail, authored, committerName, committerEmail, committed, subject].join('\u0001');
    });
    expect(lines).toEqual(expected);
  });

  it('bounds what a hostile commit says', () => {
    const path = initRepository(playground, 'hostile');
    const tree = playground.gitText(path, ['mktree']);
    const parents = Array.from({ length: 100 }, () => `parent ${'1'.repeat(40)}\n`).join('');
    const name = '😀'.repeat(5000);
    const sha = writeRawCommit(playground, path, Buffer.from(`tree ${tree}\n${parents}author ${name} <${name}> never\ncommitter C <c@example.org> 5 +0000\n\n\n \n${name}\nbody\n`));
    playground.git(path, ['update-ref', '--no-deref', 'HEAD', sha]);
    const [row] = readCommits(cloneAt(path), { offset: 0, limit: 10 }, never);
    const cut = `${'😀'.repeat(99)}…`;
    expect(commitSchema.parse(row)).toMatchObject({ sha, authorName: cut, authorEmail: cut, subject: cut, authored: 5, committed: 5, signature: 'none' });
    expect(row?.parents.length).toBe(64);
  });

  it('says why there is no history, and stops when asked', () => {
    expect(() => readCommits(cloneAt(join(playground.mirror, 'gone')), { offset: 0, limit: 1 }, never)).toThrow('The history of data/hub/repos/a/b cannot be read: The folder does not exist');
    expect(() => readCommits(cloneAt(join(playground.mirror, 'history')), { offset: 0, limit: 1 }, () => true)).toThrow('Cancelled');
  });
});
