import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openRepository, type Commit, type Repository } from './index.ts';
import { initRepository, type Playground, randomHistory } from './testing-git.ts';

const separator = '\u0001';

/** What tests make of repositories in a playground, and how they compare what is read with git. */
export function repositoriesIn(playground: () => Playground, seed: number) {
  const open = (path: string): Repository => openRepository(path, { mirrorRoot: playground().mirror });

  const importHistory = (name: string, commits: number, options: readonly string[] = [], historySeed = seed): string => {
    const path = initRepository(playground(), name, options);
    playground().git(path, ['-c', 'fastimport.unpackLimit=0', 'fast-import', '--quiet', '--done'], randomHistory(commits, historySeed));
    return path;
  };

  const copyOf = (source: string, name: string): string => {
    const path = join(playground().mirror, name);
    playground().git(playground().mirror, ['clone', '-q', '--no-hardlinks', '--no-checkout', source, path]);
    return path;
  };

  const packFile = (path: string, ending: string): string => {
    const folder = join(path, '.git', 'objects', 'pack');
    return join(folder, readdirSync(folder).find((name) => name.endsWith(ending)) ?? 'absent');
  };

  const gitLog = (path: string, range: readonly string[]): string[] => {
    const format = ['%H', '%T', '%P', '%an', '%ae', '%ad', '%cn', '%ce', '%cd', '%B'].join(separator);
    return playground().gitText(path, ['log', '-z', '--date=raw', `--format=${format}`, ...range]).split('\0').map((line) => line.trimEnd()).filter((line) => line !== '');
  };

  const rawDate = (time: number | null, offset: number): string => {
    const minutes = Math.abs(offset);
    return `${time} ${offset < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`;
  };

  const asLogLine = (commit: Commit): string => {
    const { author, committer } = commit;
    const fields = [commit.sha, commit.tree, commit.parents.join(' '), author.name, author.email, rawDate(author.time, author.offset)];
    return [...fields, committer.name, committer.email, rawDate(committer.time, committer.offset), commit.message].join(separator).trimEnd();
  };

  const walkAll = (repository: Repository, from: readonly string[]): string[] => {
    const lines: string[] = [];
    const outcome = repository.walkCommits(from, (commit) => {
      lines.push(asLogLine(commit));
    });
    expect(outcome).toEqual({ visited: lines.length, missing: [], unreadable: [], stopped: false });
    return lines;
  };

  /** Every object's type and size by git, every content by the hash that is its name, HEAD's history and files by git. */
  const expectSameAsGit = (path: string): void => {
    const repository = open(path);
    expect(repository.state).toEqual({ kind: 'readable' });
    const head = playground().gitText(path, ['rev-parse', 'HEAD']);
    expect(repository.head()?.sha).toBe(head);
    expect(walkAll(repository, [head])).toEqual(gitLog(path, ['HEAD']));
    const references = repository.refs();
    expect(references.map(({ name, sha }) => `${sha} ${name}`).join('\n')).toBe(playground().gitText(path, ['for-each-ref', '--format=%(objectname) %(refname)']));
    expect(new Set(walkAll(repository, [head, ...references.map(({ sha }) => sha)]))).toEqual(new Set(gitLog(path, ['--all', 'HEAD'])));
    expectSameFiles(repository, path, head);
    expectSameObjects(repository, path, head.length === 64 ? 'sha256' : 'sha1');
    expect(repository.problems()).toEqual([]);
    repository.close();
  };

  const expectSameFiles = (repository: Repository, path: string, head: string): void => {
    const listing = repository.listFiles(head, { limit: 100_000 });
    const modes = { file: '100644 blob', executable: '100755 blob', symlink: '120000 blob', submodule: '160000 commit' };
    const lines = listing.files.map((file) => `${modes[file.kind]} ${file.sha} ${String(file.size ?? '-').padStart(7)}\t${file.path}`);
    expect(lines).toEqual(playground().gitText(path, ['ls-tree', '-r', '-l', '-z', head]).split('\0').filter((line) => line !== ''));
    expect({ truncated: listing.truncated, unreadable: listing.unreadableFolders }).toEqual({ truncated: false, unreadable: [] });
  };

  const expectSameObjects = (repository: Repository, path: string, algorithm: 'sha1' | 'sha256'): void => {
    const lines = playground().gitText(path, ['cat-file', '--batch-all-objects', '--batch-check']).split('\n');
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) {
      const [sha = '', type = '', size = ''] = line.split(' ');
      const object = repository.readObject(sha);
      expect(`${object.type} ${object.bytes.length} ${repository.blobSize(sha)}`).toBe(`${type} ${size} ${size}`);
      expect(createHash(algorithm).update(`${type} ${size}\0`).update(object.bytes).digest('hex')).toBe(sha);
    }
  };

  return { open, importHistory, copyOf, packFile, gitLog, asLogLine, walkAll, expectSameAsGit };
}
