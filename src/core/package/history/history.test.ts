import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '../../../shared/contract/index.ts';
import type { PackageClone } from '../clone.ts';
import { createPlayground, initRepository, missingGitReason, type Playground, randomHistory, writeRawCommit } from '../repository/testing-git.ts';
import { pointerText } from '../testing-clone.ts';
import { seed } from '../../../../test/fixtures/seed.ts';
import { countChanges, historyNotes, openHistory, readCommitDetail } from './index.ts';

const rowSchema = contract['packages.history'].answer.shape.commits.element;
const detailSchema = contract['packages.commit'].answer.omit({ place: true });
const never = (): boolean => false;
const head = { refs: 'head', text: '' } as const;

describe.skipIf(missingGitReason !== null)(`the history of a clone (seed ${seed}) ${missingGitReason ?? ''}`, () => {
  let playground: Playground;
  let packed: string;
  beforeAll(() => {
    playground = createPlayground();
    packed = initRepository(playground, 'history');
    playground.git(packed, ['fast-import', '--quiet', '--done'], randomHistory(400, seed));
    playground.git(packed, ['branch', 'side', 'HEAD~40']);
    playground.git(packed, ['tag', '-a', 'v1', '-m', 'First', 'HEAD~3']);
    playground.git(packed, ['repack', '-q', '-adf']);
  });
  afterAll(() => playground.remove());

  const cloneAt = (absolute: string): PackageClone => ({ absolute, mirrorRoot: playground.mirror, path: 'data/hub/repos/a/b', state: 'whole', reason: null });
  const unasked = {
    shas: (): never => {
      throw new Error('The whole name was given.');
    },
    refsOf: (): [] => [],
  };
  const lines = (text: string): string[] => text.split('\0').filter((line) => line !== '');

  it('gives page after page what git log gives, in any order of pages', () => {
    const expected = lines(playground.gitText(packed, ['log', '-z', '--format=%H%x01%P%x01%an%x01%ae%x01%at%x01%cn%x01%ce%x01%ct%x01%s', 'HEAD']));
    const { history } = openHistory(cloneAt(packed), head, null);
    for (const offset of [0, 300, 25, 150, 399]) {
      const rows = history.page(offset, 50, never).map((row) => rowSchema.parse(row));
      const shown = rows.map(({ sha, parents, authorName, authorEmail, authored, committerName, committerEmail, committed, subject }) =>
        [sha, parents.join(' '), authorName, authorEmail, authored, committerName, committerEmail, committed, subject].join('\u0001'));
      expect(shown).toEqual(expected.slice(offset, offset + 50));
    }
    expect([0, 399].map((at) => history.placeOf(expected[at]?.slice(0, 40) ?? '', never))).toEqual([0, 399]);
    expect(history.placeOf('0'.repeat(40), never)).toBeNull();
    expect(history.count).toBe(400);
    expect(historyNotes(history)).toEqual([]);
  });

  it('draws a page the same whether it was walked to or asked for at once', () => {
    const open = (): ReturnType<typeof openHistory>['history'] => openHistory(cloneAt(packed), head, null).history;
    const whole = open().page(0, 400, never);
    const again = open();
    again.walkToEnd(never);
    const pages = [300, 0, 200, 100].map((offset) => [offset, again.page(offset, 100, never)] as const);
    for (const [offset, rows] of pages) expect(rows, `from ${offset}`).toEqual(whole.slice(offset, offset + 100));
  });

  it('names branches and tags beside commits, and walks from all of them when asked', () => {
    playground.git(packed, ['checkout', '-q', '--orphan', 'apart']);
    playground.git(packed, ['commit', '-q', '--allow-empty', '-m', 'Elsewhere entirely']);
    playground.git(packed, ['symbolic-ref', 'HEAD', 'refs/heads/main']);
    const { history } = openHistory(cloneAt(packed), { refs: 'all', text: '' }, null);
    history.walkToEnd(never);
    expect(history.count).toBe(Number(playground.gitText(packed, ['rev-list', '--all', '--count'])));
    const named = history.page(0, 401, never).filter(({ refs }) => refs.length > 0);
    const names = new Map(named.map(({ sha, refs }) => [sha, refs.map(({ kind, name }) => `${kind} ${name}`)]));
    const at = (revision: string): readonly string[] | undefined => names.get(playground.gitText(packed, ['rev-parse', `${revision}^{commit}`]));
    expect(at('HEAD')).toEqual(['head HEAD', 'branch main']);
    expect([at('apart'), at('side'), at('v1')]).toEqual([['branch apart'], ['branch side'], ['tag v1']]);
  });

  it('finds commits by message, people and name', () => {
    const found = (text: string): string[] => openHistory(cloneAt(packed), { refs: 'head', text }, null).history.page(0, 1000, never).map(({ sha }) => sha);
    expect(found('CHANGE 39')).toEqual(playground.gitText(packed, ['log', '--format=%H', '-i', '--grep=change 39']).split('\n'));
    expect(found('p3@example.org')).toEqual(playground.gitText(packed, ['log', '--format=%H', '--author=p3@example.org']).split('\n'));
    const [first = ''] = playground.gitText(packed, ['rev-list', '--max-parents=0', 'HEAD']).split('\n');
    expect(found(first.slice(0, 12))).toEqual([first]);
    expect(found('no such thing')).toEqual([]);
  });

  it('keeps a history that is asked for again, and opens a new one where HEAD has moved', () => {
    const first = openHistory(cloneAt(packed), head, null);
    expect(openHistory(cloneAt(packed), head, first)).toBe(first);
    expect(openHistory(cloneAt(packed), { ...head, text: 'x' }, first)).not.toBe(first);
    const path = initRepository(playground, 'moving');
    playground.git(path, ['commit', '-q', '--allow-empty', '-m', 'One']);
    const before = openHistory(cloneAt(path), head, null);
    playground.git(path, ['commit', '-q', '--allow-empty', '-m', 'Two']);
    expect(openHistory(cloneAt(path), head, before).history.page(0, 5, never).map(({ subject }) => subject)).toEqual(['Two', 'One']);
  });

  it('lists the files of every commit as git diff-tree does, merges against the first parent', () => {
    const letters = { added: 'A', modified: 'M', deleted: 'D', renamed: 'R100', retyped: 'T' } as const;
    const commits = playground.gitText(packed, ['rev-list', '--max-count=60', 'HEAD']).split('\n');
    const roots = playground.gitText(packed, ['rev-list', '--max-parents=0', 'HEAD']).split('\n');
    for (const sha of [...commits, ...roots]) {
      const detail = detailSchema.parse(readCommitDetail(cloneAt(packed), sha, unasked, never));
      const range = detail.against === null ? ['--root', sha] : [detail.against, sha];
      const expected = lines(playground.gitText(packed, ['diff-tree', '-r', '-z', '-M100%', '--name-status', '--no-commit-id', ...range]));
      expect(detail.changes.flatMap(({ kind, from, path }) => (from === null ? [letters[kind], path] : [letters[kind], from, path]))).toEqual(expected);
      expect(detail).toMatchObject({ isComplete: true, total: detail.changes.length, notes: [] });
    }
  });

  it('tells renamed, retyped, deleted and added files, links, submodules and pointers apart, with their sizes', () => {
    const path = initRepository(playground, 'changes');
    const stream = (mark: number, from: string, files: string): string => `commit refs/heads/main\nmark :${mark}\ncommitter C <c@example.org> 170000000${mark} +0000\ndata 4\nStep\n${from}${files}`;
    const blob = (name: string, text: string, mode = '100644'): string => `M ${mode} inline ${name}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
    const pointer = pointerText('a'.repeat(64), 5_000_000_000);
    const first = [blob('old/name.txt', 'moved as it is'), blob('kept.txt', 'one'), blob('gone.txt', 'gone!'), blob('type', 'a file'), blob('model.bin', 'small'), blob('folder-or-file', 'x')].join('');
    const second = ['R old/name.txt new/name.txt\n', blob('kept.txt', 'twice'), 'D gone.txt\n', blob('type', 'kept.txt', '120000'), blob('model.bin', pointer), `M 160000 ${'1'.repeat(40)} module\n`, 'D folder-or-file\n', blob('folder-or-file/inside', 'y')].join('');
    playground.git(path, ['fast-import', '--quiet', '--done'], `${stream(1, '', first)}${stream(2, 'from :1\n', second)}done\n`);
    const sha = playground.gitText(path, ['rev-parse', 'HEAD']);
    const { changes } = detailSchema.parse(readCommitDetail(cloneAt(path), sha, unasked, never));
    expect(changes.map(({ kind, path: name, from, file, size, sizeBefore, lfs }) => [kind, name, from, file, size, sizeBefore, lfs])).toEqual([
      ['deleted', 'folder-or-file', null, 'file', null, 1, false],
      ['added', 'folder-or-file/inside', null, 'file', 1, null, false],
      ['deleted', 'gone.txt', null, 'file', null, 5, false],
      ['modified', 'kept.txt', null, 'file', 5, 3, false],
      ['modified', 'model.bin', null, 'file', 5_000_000_000, 5, true],
      ['added', 'module', null, 'submodule', null, null, false],
      ['renamed', 'new/name.txt', 'old/name.txt', 'file', 14, 14, false],
      ['retyped', 'type', null, 'symlink', 8, 6, false],
    ]);
    const names = { ...unasked, shas: (): string[] => playground.gitText(path, ['rev-list', 'HEAD']).split('\n') };
    expect(readCommitDetail(cloneAt(path), sha.slice(0, 9), names, never).commit.sha).toBe(sha);
    expect(() => readCommitDetail(cloneAt(path), '0123456', names, never)).toThrow('No commit of the clone begins with 0123456');
    expect(() => readCommitDetail(cloneAt(path), '0'.repeat(40), unasked, never)).toThrow('The clone has no commit');
  });

  it('counts how often files changed as git log does, piece by piece', () => {
    const expected = new Map<string, number>();
    for (const name of lines(playground.gitText(packed, ['log', '-z', '--no-merges', '--no-renames', '--name-only', '--format=', 'HEAD']))) expected.set(name, (expected.get(name) ?? 0) + 1);
    const { history } = openHistory(cloneAt(packed), head, null);
    const counted = new Map<string, number>();
    let offset = 0;
    let merges = 0;
    for (let piece = countChanges(history, 0, 150, never); piece.commits > 0; piece = countChanges(history, offset, 150, never)) {
      offset += piece.commits;
      merges += piece.merges;
      for (const { path, changes } of piece.files) counted.set(path, (counted.get(path) ?? 0) + changes);
    }
    expect([offset, merges]).toEqual([400, Number(playground.gitText(packed, ['rev-list', '--merges', '--count', 'HEAD']))]);
    expect(counted).toEqual(expected);
    expect(countChanges(history, 0, 400, never, { milliseconds: -1, files: 10 }).commits).toBe(1);
    expect(countChanges(history, 0, 400, never, { milliseconds: 60_000, files: 2 }).files).toHaveLength(2);
  });

  it('reads the history of a SHA-256 repository', () => {
    const path = initRepository(playground, 'sha256', ['--object-format=sha256']);
    playground.git(path, ['fast-import', '--quiet', '--done'], randomHistory(150, seed));
    const expected = playground.gitText(path, ['log', '--format=%H']).split('\n');
    const { history } = openHistory(cloneAt(path), head, null);
    history.walkToEnd(never);
    expect(history.page(0, 1000, never).map(({ sha }) => sha)).toEqual(expected);
    expect(history.placeOf(expected[130] ?? '', never)).toBe(130);
    const changed = playground.gitText(path, ['diff-tree', '-r', '--name-only', '--no-commit-id', `${expected[0]}^`, `${expected[0]}`]).split('\n');
    expect(readCommitDetail(cloneAt(path), expected[0] ?? '', unasked, never).changes.map((change) => change.path)).toEqual(changed);
  });

  it('says what a shallow and a partial clone lack, and reads what is there', () => {
    const shallow = join(playground.mirror, 'shallow');
    playground.git(playground.mirror, ['clone', '-q', '--no-checkout', '--depth', '4', '--branch', 'main', `file://${packed}`, shallow]);
    const { history } = openHistory(cloneAt(shallow), head, null);
    const rows = history.page(0, 400, never);
    expect(rows.map(({ sha }) => sha)).toEqual(playground.gitText(shallow, ['log', '--format=%H']).split('\n'));
    expect(rows.at(-1)?.graph?.below).toEqual([]);
    expect(historyNotes(history)).toEqual(['The clone is shallow: commits before those it was made with are not here.']);
    // Not the last row: that may be a root, which lacks nothing.
    const [cutOff = ''] = readFileSync(join(shallow, '.git', 'shallow'), 'utf8').split('\n');
    const end = readCommitDetail(cloneAt(shallow), cutOff, unasked, never);
    expect(end).toMatchObject({ changes: [], isComplete: false, notes: [expect.stringContaining('is not in the clone, which is shallow')] });

    const treeless = join(playground.mirror, 'treeless');
    playground.git(packed, ['config', 'uploadpack.allowFilter', 'true']);
    playground.git(playground.mirror, ['clone', '-q', '--bare', '--filter=tree:0', `file://${packed}`, treeless]);
    const partial = openHistory(cloneAt(treeless), head, null);
    partial.history.walkToEnd(never);
    expect(partial.history.count).toBe(400);
    const top = readCommitDetail(cloneAt(treeless), partial.head, unasked, never);
    expect(top).toMatchObject({ changes: [], isComplete: false, notes: [expect.stringContaining('missing or damaged in the clone')] });
    expect(countChanges(partial.history, 0, 20, never)).toMatchObject({ commits: 20, files: [] });
  });

  it('bounds what a hostile commit says', () => {
    const path = initRepository(playground, 'hostile');
    const tree = playground.gitText(path, ['mktree']);
    const parents = Array.from({ length: 100 }, () => `parent ${'1'.repeat(40)}\n`).join('');
    const name = '😀'.repeat(5000);
    const sha = writeRawCommit(playground, path, Buffer.from(`tree ${tree}\n${parents}author ${name} <${name}> never\ncommitter C <c@example.org> 5 +0000\n\n\n \n${name}\nbody\n`));
    playground.git(path, ['update-ref', '--no-deref', 'HEAD', sha]);
    const { history } = openHistory(cloneAt(path), head, null);
    const [row] = history.page(0, 10, never);
    const cut = `${'😀'.repeat(99)}…`;
    expect(rowSchema.parse(row)).toMatchObject({ sha, authorName: cut, authorEmail: cut, subject: cut, authored: 5, committed: 5, signature: 'none' });
    expect(row?.parents.length).toBe(64);
    expect(historyNotes(history)).toEqual(['One commit is named by others but missing or damaged here; so may be what came before.']);
  });

  it('says why there is no history, and stops when asked', () => {
    expect(() => openHistory(cloneAt(join(playground.mirror, 'gone')), head, null)).toThrow('The history of data/hub/repos/a/b cannot be read: The folder does not exist');
    const { history } = openHistory(cloneAt(packed), head, null);
    expect(() => history.page(0, 1, () => true)).toThrow('Cancelled');
    expect(() => readCommitDetail(cloneAt(packed), playground.gitText(packed, ['rev-parse', 'HEAD']), unasked, () => true)).toThrow('Cancelled');
    expect(() => countChanges(history, 0, 1, () => true)).toThrow('Cancelled');
    writeFileSync(join(packed, '.git', 'HEAD'), 'ref: refs/heads/none\n');
    expect(() => openHistory(cloneAt(packed), head, null)).toThrow('which has no commit yet');
  });
});
