import fs, { mkdirSync, readdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import tar from 'tar-stream';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { tarArchive, type TarMember } from '../../../test/fixtures/tar.ts';
import { projectFolder } from '../../../test/unit/support/engine.ts';
import { packageHistory } from '../engine/history-calls.ts';
import { packageCard } from '../engine/package-calls.ts';
import { prepareSampleMirror } from '../mirror/index.ts';
import { getOverview } from '../query/index.ts';
import { allPackages, openMirror, pack, workFolder, type OpenMirror } from '../subset/testing.ts';

const work = workFolder();
const sha = 'a'.repeat(40);
let databases = 0;

afterAll(() => work.remove());

async function openArchive(members: readonly TarMember[], change: (bytes: Buffer) => Buffer = (bytes) => bytes): Promise<OpenMirror> {
  databases += 1;
  const archive = join(work.path, `${databases}.tar.gz`);
  writeFileSync(archive, change(gzipSync(tarArchive(members))));
  return openMirror(join(work.path, `${databases}.db`), archive);
}

function problemsOf({ context }: OpenMirror): string[] {
  const rows = context.database.prepare<[], { code: string; record: string | null; message: string }>('SELECT code, record, message FROM problem ORDER BY id').all();
  return rows.map(({ code, record, message }) => [code, record, message].filter((part) => part !== null).join(' | '));
}

const clone = (name: string, more: readonly TarMember[] = []): TarMember[] => [
  { name: `data/modelhub/repos/${name}/.git/HEAD`, content: 'ref: refs/heads/main\n' },
  { name: `data/modelhub/repos/${name}/.git/packed-refs`, content: `# pack-refs\n${sha} refs/heads/main\n` },
  { name: `data/modelhub/repos/${name}/.git/config`, content: '[remote "origin"]\n\turl = https://user:token@github.com/modelhub-ai/x.git\n' },
  { name: `data/modelhub/repos/${name}/README.md`, content: '---\nlicense: mit\npipeline_tag: fill-mask\n---\nA fine model of elephants.\n' },
  ...more,
];

describe('the sample mirror in one archive', () => {
  let onDisk: OpenMirror;
  let packed: OpenMirror;
  let opened: readonly unknown[] = [];

  beforeAll(async () => {
    const folder = join(work.path, 'sample');
    prepareSampleMirror(join(projectFolder, 'resources', 'sample-mirror'), folder);
    await pack(folder, join(work.path, 'sample.tar.gz'));
    onDisk = await openMirror(join(work.path, 'disk.db'), folder);
    // Streams open their files through this one.
    const opening = vi.spyOn(fs, 'open');
    packed = await openMirror(join(work.path, 'packed.db'), join(work.path, 'sample.tar.gz'));
    opened = opening.mock.calls.map(([path]) => path);
    opening.mockRestore();
  });

  afterAll(() => {
    onDisk.close();
    packed.close();
  });

  test('is opened once', () => {
    expect(opened).toEqual([realpathSync(join(work.path, 'sample.tar.gz'))]);
  });

  test('gives the packages, with their clones, that the folder gives', () => {
    const facts = (mirror: OpenMirror) =>
      allPackages(mirror).map(({ hub, name, ordinal, task, license, library, hasCard, claims, tags, repository: { state, path, head, branch } }) => ({
        hub, name, ordinal, task, license, library, hasCard, claims, tags: [...tags].sort(), path,
        // A commit that is missing from a clone shows only where commits are read; so does a folder that was never packed.
        ...(state === 'whole' || state === 'archived' ? { head, branch } : {}),
      }));
    const expected = facts(onDisk);
    const found = facts(packed);
    const whole = allPackages(onDisk).flatMap(({ repository }, at) => (repository.state === 'whole' ? [at] : []));
    expect(whole.length).toBeGreaterThan(10);
    expect(whole.map((at) => found[at])).toEqual(whole.map((at) => expected[at]));
    expect(found.map(({ hub, name }) => `${hub}/${name}`)).toEqual(expected.map(({ hub, name }) => `${hub}/${name}`));
  });

  test('counts its clones as archived, and none as in reach', () => {
    const hubs = getOverview(packed.context, { mirror: packed.context.mirror.id }).hubs;
    const before = getOverview(onDisk.context, { mirror: onDisk.context.mirror.id }).hubs;
    expect(hubs.map((hub) => [hub.hub, hub.repositories, hub.commits])).toEqual(before.map((hub) => [hub.hub, 0, 0]));
    expect(hubs.map((hub) => hub.archived > 0)).toEqual(before.map((hub) => hub.clones > 0));
  });

  test('shows the model cards that the clones show, and why there are no commits', () => {
    const cards = (mirror: OpenMirror) =>
      allPackages(onDisk)
        .filter(({ repository }) => repository.state === 'whole')
        .map(({ hub, name, ordinal }) => {
          const card = packageCard(mirror.context, { mirror: mirror.context.mirror.id, package: { hub, name, ordinal } });
          return card.kind === 'card' ? { name, text: card.text, frontMatter: card.frontMatter } : { name, kind: card.kind };
        });
    const found = cards(packed);
    // Packages that share a repository each have a README of their own in it; the archive's pass keeps the one at its top.
    const same = cards(onDisk).filter((card, at) => JSON.stringify(card) === JSON.stringify(found[at]));
    expect(same.length).toBeGreaterThan(found.length / 2);
    expect(found.filter((card) => 'text' in card).length).toBe(cards(onDisk).filter((card) => 'text' in card).length);
    const [archived] = allPackages(packed).filter(({ repository }) => repository.state === 'archived');
    const key = { hub: archived?.hub ?? 'modelhub', name: archived?.name ?? '', ordinal: archived?.ordinal ?? 0 };
    const history = packageHistory(packed.context, { mirror: packed.context.mirror.id, package: key, refs: 'head', text: '', offset: 0, limit: 10 }, () => false);
    expect(history).toMatchObject({ total: 0, commits: [], clone: { state: 'archived', reason: 'Its commits lie inside the archive sample.tar.gz; unpack it to read them.' } });
  });

  test('sums what it holds', () => {
    const sums = packed.context.database.prepare<[], { files: number; bytes: number; clones: number; whole: number }>('SELECT sum(files) AS files, sum(bytes) AS bytes, sum(clones) AS clones, min(whole) AS whole FROM archive_hub').get();
    const files = readdirSync(join(work.path, 'sample', 'data'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const bytes = files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0);
    expect(sums).toMatchObject({ files: files.length, bytes, whole: 1 });
    expect(sums?.clones).toBe(packed.context.database.prepare<[], number>('SELECT count(*) FROM repository').pluck().get());
  });
});

test('packages are recovered from the clones of an archive without JSON', async () => {
  const mirror = await openArchive(clone('modelhub-ai/lung'));
  try {
    const [found] = allPackages(mirror);
    expect(found).toMatchObject({
      hub: 'modelhub', name: 'modelhub-ai/lung', owner: 'modelhub-ai', recovered: true, hasCard: true, task: 'fill-mask', license: 'MIT',
      repository: { state: 'archived', reason: 'Its commits lie inside the archive 1.tar.gz; unpack it to read them.', head: sha, branch: 'main', commits: 0, inArchive: { files: 1, gitFiles: 3 } },
    });
    expect(mirror.context.database.prepare<[], string>('SELECT origin FROM repository').pluck().get()).toBe('https://github.com/modelhub-ai/x.git');
    expect(problemsOf(mirror)).toEqual([
      'clones-in-archive | 1 clone lies inside the archive; unpack it to read the commits.',
      expect.stringMatching(/^missing-records/), expect.stringMatching(/^missing-metadata/),
    ]);
  } finally {
    mirror.close();
  }
});

test('a record is linked to its archived clone; its commit is equal to HEAD or unknown', async () => {
  const record = (name: string, commit: string): object => ({
    id: 1, ModelHub: { ModelHubName: 'Modelhub.ai', ModelHubURL: 'http://modelhub.ai', MetadataFilePath: '', MetadataObjectID: '1' }, ModelName: name, ModelOwner: 'a',
    ModelURL: `https://github.com/a/${name}`, ModelOwnerURL: 'https://github.com/a', LatestGitCommitSHA: commit,
  });
  const json = JSON.stringify([record('one', sha), record('two', 'b'.repeat(40)), record('gone', sha)]);
  const mirror = await openArchive([
    ...clone('a/one'), { name: 'data/modelhub/json/modelhub.json', content: json }, ...clone('a/two'), ...clone('a/unnamed'),
    { name: 'data/modelhub/repos/a/empty/' }, { name: 'data/modelhub/repos/a/plain/x', content: 'x' }, { name: 'data/modelhub/repos/lonely/' },
    { name: 'data/modelhub/repos/a/unborn/.git/HEAD', content: 'ref: refs/heads/main' },
  ]);
  try {
    const states = allPackages(mirror).map(({ name, repository: { state, recordCommit } }) => [name, state, recordCommit]);
    expect(states).toEqual([['one', 'archived', 'equal'], ['two', 'archived', 'unknown'], ['gone', 'missing', 'not-stated']]);
    expect(problemsOf(mirror).filter((problem) => !problem.startsWith('missing-')).sort()).toEqual([
      'broken-clone | a/plain | The folder holds files but no git repository.',
      'clone-without-record | a/empty | No unified record names this clone.',
      'clone-without-record | a/plain | No unified record names this clone.',
      'clone-without-record | a/unborn | No unified record names this clone.',
      'clone-without-record | a/unnamed | No unified record names this clone.',
      'clones-in-archive | 6 clones lie inside the archive; unpack it to read the commits.',
      'empty-clone | a/empty | The folder is empty: the clone failed.',
      'empty-clone | a/unborn | HEAD names refs/heads/main, which has no commit yet.',
      'empty-clone | lonely | A failed clone left the folder data/modelhub/repos/lonely empty.',
      expect.stringMatching(/^record-without-clone \| gone/),
    ]);
  } finally {
    mirror.close();
  }
});

test('hostile names, links and devices are never used as paths, and never stop the index', async () => {
  const inRepos = 'data/modelhub/repos';
  const long = 'x'.repeat(60_000);
  const hostile: TarMember[] = [
    { name: `${inRepos}/../../../escaped/.git/HEAD`, content: 'x' }, { name: `/${inRepos}/abs/olute/.git/HEAD`, content: sha }, { name: `${inRepos}/a/../b/c/.git/HEAD`, content: 'x' },
    { name: `${inRepos}/link/ed`, linkTo: '/etc' }, { name: `${inRepos}/link/ed/.git/HEAD`, linkTo: '/etc/passwd' }, { name: `${inRepos}/hard/link/README.md`, linkTo: '/etc/passwd', kind: '1' },
    { name: `${inRepos}/dev/ice/.git/HEAD`, kind: '3' }, { name: `${inRepos}/dev/ice/.git/config`, kind: '6' },
    { name: `${inRepos}/__proto__/constructor/.git/HEAD`, content: sha }, { name: `${inRepos}/.git/.git/HEAD`, content: sha }, { name: `${inRepos}/..a/b../.git/HEAD`, content: sha },
    { name: `${inRepos}/twi/ce/.git/HEAD`, content: 'x' }, { name: `${inRepos}/twi/ce/.git/HEAD`, content: sha },
  ];
  const packing = tar.pack();
  packing.entry({ name: `${inRepos}/${long}/y/.git/HEAD` }, sha);
  packing.finalize();
  const longNamed: Buffer[] = [];
  for await (const part of packing) longNamed.push(part as Buffer);
  const mirror = await openArchive(hostile, (bytes) => gzipSync(Buffer.concat([...longNamed, gunzipSync(bytes)])));
  try {
    const heads = mirror.context.database.prepare<[], { path: string; head: string | null }>('SELECT path, head FROM repository ORDER BY path').all();
    expect(heads.map(({ path, head }) => `${path.slice(inRepos.length + 1)} ${head === null ? '-' : 'head'}`)).toEqual([
      '..a/b.. head', '.git head', '__proto__/constructor head', 'abs/olute head', 'dev/ice -', 'hard/link -', 'link/ed -', 'twi/ce head',
    ]);
    expect(problemsOf(mirror)).toContain('clones-in-archive | 1 file of clones left out: names too long, or clones too many.');
  } finally {
    mirror.close();
  }
});

test('a clone that lies on disk too is read there', async () => {
  const folder = join(work.path, 'both');
  mkdirSync(join(folder, 'data', 'modelhub', 'repos', 'a', 'one'), { recursive: true });
  writeFileSync(join(folder, 'x.tar.gz'), gzipSync(tarArchive([...clone('a/one'), ...clone('a/two')])));
  const mirror = await openMirror(join(work.path, 'both.db'), folder);
  try {
    const rows = mirror.context.database.prepare<[], { path: string; state: number }>('SELECT path, state FROM repository ORDER BY path').all();
    expect(rows).toEqual([{ path: 'data/modelhub/repos/a/one', state: 1 }, { path: 'data/modelhub/repos/a/two', state: 4 }]);
  } finally {
    mirror.close();
  }
});

test('what a cut archive does not show is not taken for absent', async () => {
  const noise = Buffer.from(Array.from({ length: 300_000 }, (_, at) => (Math.imul(at, 2_654_435_761) >>> 13) & 0xff));
  const mirror = await openArchive([{ name: 'data/modelhub/repos/a/one/x', content: 'x' }, { name: 'data/modelhub/repos/a/one/noise', content: noise }, ...clone('a/one')], (bytes) => bytes.subarray(0, bytes.length / 2));
  try {
    expect(allPackages(mirror).map(({ name, repository: { state, head } }) => [name, state, head])).toEqual([['a/one', 'archived', null]]);
    expect(mirror.context.database.prepare<[], number>('SELECT whole FROM archive_hub').pluck().get()).toBe(0);
  } finally {
    mirror.close();
  }
});

test('of the JSON file in which an archive is cut, every record before the cut is a package', async () => {
  const records = JSON.stringify(Array.from({ length: 50 }, (_, id) => ({ id, name: `model-${id}` })));
  const whole = records.indexOf('{"id":20,');
  const members: TarMember[] = [{ name: 'data/modelhub/json/metadata/mh_metadata.json', content: records }];
  const mirror = await openArchive(members, (bytes) => gzipSync(gunzipSync(bytes).subarray(0, 512 + whole + 9)));
  try {
    expect(allPackages(mirror).map(({ name }) => name)).toEqual(Array.from({ length: 20 }, (_, id) => `model-${id}`));
    expect(problemsOf(mirror).filter((problem) => problem.startsWith('truncated-'))).toEqual(['truncated-archive | It ends early.', 'truncated-file | The file ends in the middle of a record.']);
  } finally {
    mirror.close();
  }
});
