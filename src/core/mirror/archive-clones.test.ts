import { expect, test } from 'vitest';
import { ArchivedCloneCollector, type ArchivedClone, type CollectorLimits } from './archive-clones.ts';
import type { RepositoryEntry } from './archive.ts';

type Member = readonly [path: string, content?: string, kind?: RepositoryEntry['kind']];

function collect(members: readonly Member[], limits: Partial<CollectorLimits> = {}) {
  const collector = new ArchivedCloneCollector(limits);
  for (const [path, content = '', kind = path.endsWith('/') ? 'folder' : 'file'] of members) {
    const parts = path.split('/').filter((part) => part !== '');
    const sink = collector.entry({ hub: 'modelhub', parts, kind, bytes: Buffer.byteLength(content) });
    // In two chunks, as an unpacker might hand them over.
    const bytes = Buffer.from(content);
    sink?.write(bytes.subarray(0, 2));
    sink?.write(bytes.subarray(2));
    sink?.end();
  }
  return collector.finish().get('modelhub') ?? { clones: [], emptyOwners: [], filesLeftOut: 0, membersLeftOut: 0 };
}

function shown(clone: ArchivedClone): string {
  const text = (files: ReadonlyMap<string, { bytes: Buffer; cut: boolean }>): string => [...files].map(([path, file]) => `${path}=${file.bytes.toString()}${file.cut ? '…' : ''}`).join(' ');
  return [
    `${clone.name} ${clone.layout} ${clone.workTree.files}/${clone.workTree.bytes} ${clone.git.files}/${clone.git.bytes}`,
    text(clone.gitFiles), text(clone.readmes), clone.evaluations.map((file) => file.bytes.toString()).join(' '),
  ].filter(Boolean).join(' | ');
}

test('clones of every layout are told apart whatever the order of their members', () => {
  const members: Member[] = [
    ['ada/one/'], ['ada/one/README.md', '# One'], ['ada/one/.git/HEAD', 'ref'], ['ada/one/.git/refs/heads/a/b', 'sha'], ['ada/one/.git/config', 'c'],
    ['ada/one/.eval_results/a.yaml', 'e: 1'], ['ada/one/docs/README.md', 'no'], ['ada/one/.git/refs/tags/x', 'no'],
    ['ada/bare/HEAD', 'bare'], ['ada/bare/objects/aa/bb', '12345'], ['ada/bare/README.md', 'no'],
    ['ada/config/.git/HEAD', 'named like a file of git'],
    ['google-mt5/HEAD', 'flat'], ['google-mt5/packed-refs', '# x\na refs/heads/main\nb refs/tags/v1\n'], ['google-mt5/objects/', ''],
    ['flat/.git/HEAD', 'flat work tree'], ['flat/src/a.py', 'x'], ['flat/readme', 'text'],
    ['bob/plain/a.txt', 'x'], ['bob/empty/'], ['lonely/'], ['stray.txt', 'x'], ['ada/stray.txt', 'x'],
  ];
  const expected = [
    'ada/bare bare 0/0 3/11 | HEAD=bare',
    'ada/config work-tree 0/0 1/24 | HEAD=named like a file of git',
    'ada/one work-tree 3/11 4/9 | HEAD=ref refs/heads/a/b=sha config=c | README.md=# One | e: 1',
    'bob/empty empty 0/0 0/0',
    'bob/plain no-repository 1/1 0/0',
    'flat work-tree 2/5 1/14 | HEAD=flat work tree | readme=text',
    'google-mt5 bare-flat 0/0 2/41 | HEAD=flat packed-refs=a refs/heads/main',
  ];
  const forwards = collect(members);
  expect(forwards.clones.map(shown)).toEqual(expected);
  expect(forwards.emptyOwners).toEqual(['lonely']);
  const sorted = (lines: readonly string[]): string[] => lines.map((line) => line.split(' ').sort().join(' '));
  expect(sorted(collect([...members].reverse()).clones.map(shown))).toEqual(sorted(expected));
});

test('links, hard links, devices and duplicates are never taken for what they name', () => {
  const { clones } = collect([
    ['a/b', '', 'link'], ['a/c/.git/HEAD', '', 'link'], ['a/c/README.md', '', 'hard-link'], ['a/c/config', '', 'other'], ['a/link', '', 'link'],
    ['a/d/.git/HEAD', 'first'], ['a/d/.git/HEAD', 'second'],
  ]);
  expect(clones.map(shown)).toEqual(['a/c work-tree 0/0 0/0', 'a/d work-tree 0/0 2/11 | HEAD=second']);
});

test('what is too large or too much is left out and counted', () => {
  const long = 'x'.repeat(700);
  const { clones, filesLeftOut, membersLeftOut } = collect([
    ['a/b/.git/HEAD', long.repeat(10)], ['a/b/README.md', 'x'.repeat((1 << 20) + 1)], [`a/${long}/.git/HEAD`, 'x'], [`${long}/b/.git/HEAD`, 'x'],
  ]);
  expect(clones.map((clone) => [clone.name, clone.gitFiles.size, clone.readmes.get('README.md')?.bytes.length, clone.readmes.get('README.md')?.cut])).toEqual([['a/b', 0, 1 << 20, true]]);
  expect({ filesLeftOut, membersLeftOut }).toEqual({ filesLeftOut: 1, membersLeftOut: 2 });

  const many = Array.from({ length: 50 }, (_, at): Member => [`a/${at}/README.md`, 'y'.repeat(1000)]);
  const kept = collect(many, { maxKeptBytes: 20_000 });
  expect(kept.clones).toHaveLength(50);
  expect(kept.clones.filter((clone) => clone.readmes.size > 0)).toHaveLength(50 - kept.filesLeftOut);
  expect(kept.filesLeftOut).toBeGreaterThan(30);
  expect(collect(many, { maxFolders: 11 })).toMatchObject({ clones: { length: 10 }, membersLeftOut: 40 });
});

test('a hundred thousand clones of one owner do not take time squared', () => {
  const { clones } = collect(Array.from({ length: 100_000 }, (_, at): Member => [`a/${at}/.git/HEAD`, 'ref: refs/heads/main']));
  expect(clones).toHaveLength(100_000);
});
