import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';
import tar from 'tar-stream';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { tarArchive, type TarMember } from '../../../../test/fixtures/tar.ts';
import { projectFolder } from '../../../../test/unit/support/engine.ts';
import { openRepository } from '../../package/index.ts';
import { allPackages, openMirror, ownFactsOfAll, workFolder } from '../../subset/testing.ts';
import { findClones } from '../clones.ts';
import { prepareSampleMirror } from '../sample/index.ts';
import { checkUnpackTarget, unpackHub, type Unpacked, type UnpackOptions } from './unpack-hub.ts';

const work = workFolder();
const root = realpathSync(work.path);
let number = 0;
let target = '';

beforeEach(() => {
  number += 1;
  target = join(root, `target-${number}`);
});
afterAll(() => work.remove());

function archiveOf(members: readonly TarMember[], change: (bytes: Buffer) => Buffer = (bytes) => bytes): string {
  const path = join(root, `archive-${number}.tar.gz`);
  writeFileSync(path, change(gzipSync(tarArchive(members))));
  return path;
}

function unpack(archives: readonly string[], options: Partial<UnpackOptions> = {}): Promise<Unpacked> {
  return unpackHub({ archives, hub: 'modelhub', target, progress: () => undefined, removing: () => undefined, isCancelled: () => false, ...options });
}

/** Everything below a folder: files with their text, links with their targets. */
function treeOf(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const stat = lstatSync(join(folder, name));
    found[name] = stat.isSymbolicLink() ? `-> ${readlinkSync(join(folder, name))}` : stat.isDirectory() ? '/' : textOf(readFileSync(join(folder, name)));
  }
  return found;
}

/** Short texts as they are, so that a failure can be read. */
function textOf(bytes: Buffer): string {
  return bytes.length < 50 && isUtf8(bytes) ? bytes.toString() : createHash('sha256').update(bytes).digest('hex');
}

/** Packs a folder whole: empty folders, links and long names too. */
async function packWhole(folder: string, prefix: string): Promise<string> {
  const packing = tar.pack();
  for (const name of Object.keys(treeOf(folder))) {
    const path = `${prefix}/${name}`;
    const stat = lstatSync(join(folder, name));
    if (stat.isSymbolicLink()) packing.entry({ name: path, type: 'symlink', linkname: readlinkSync(join(folder, name)) });
    else if (stat.isDirectory()) packing.entry({ name: `${path}/`, type: 'directory' });
    else packing.entry({ name: path, mode: stat.mode & 0o777 }, readFileSync(join(folder, name)));
  }
  packing.finalize();
  const archive = join(root, `archive-${number}.tar.gz`);
  await pipeline(packing, createGzip(), createWriteStream(archive));
  return archive;
}

describe('a hub with real clones', () => {
  const folder = join(root, 'sample');
  const hubFolder = join(folder, 'data', 'huggingface');

  test('is the same again: files, links, commits, and packages in an index', async () => {
    prepareSampleMirror(join(projectFolder, 'resources', 'sample-mirror'), folder);
    symlinkSync('README.md', join(hubFolder, 'repos', 'huggingface.co', 'bert-base-uncased', 'CARD.md'));
    const archive = await packWhole(hubFolder, 'data/huggingface');
    const { files, bytes, skipped } = await unpack([archive], { hub: 'huggingface' });
    expect(treeOf(join(target, 'data', 'huggingface'))).toEqual(treeOf(hubFolder));
    expect(readdirSync(join(target, 'data'))).toEqual(['huggingface']);
    const kept = readdirSync(hubFolder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const keptBytes = kept.reduce((sum, entry) => sum + lstatSync(join(entry.parentPath, entry.name)).size, 0);
    expect({ files, bytes, skipped }).toEqual({ files: kept.length, bytes: keptBytes, skipped: [] });

    const commits = (at: string): string[] =>
      [...findClones('huggingface', at, () => undefined)].map((clone) => {
        const repository = openRepository(clone.absolute, { mirrorRoot: at });
        const shas: string[] = [];
        const head = repository.head();
        repository.walkCommits(head ? [head.sha] : [], (commit) => void shas.push(commit.sha));
        repository.close();
        return `${clone.name} ${repository.state.kind} ${shas.join(' ')}`;
      });
    expect(commits(join(target, 'data', 'huggingface'))).toEqual(commits(hubFolder));

    const original = await openMirror(join(root, 'original.db'), hubFolder);
    const again = await openMirror(join(root, 'again.db'), target);
    expect(ownFactsOfAll(allPackages(again))).toEqual(ownFactsOfAll(allPackages(original)));
    original.close();
    again.close();
  });
});

describe('hostile archives', () => {
  const good: TarMember = { name: 'data/modelhub/repos/a/b/good.txt', content: 'good' };
  const skippedIn = ({ skipped }: Unpacked): Record<string, number> => Object.fromEntries(skipped.map(({ reason, count }) => [reason, count]));

  test('names that lead out and other hubs are passed over', async () => {
    await unpack([archiveOf([
      good, { name: '../../escaped.txt', content: 'x' }, { name: '/tmp/../../absolute.txt', content: 'x' }, { name: 'data/modelhub/../../../up.txt', content: 'x' },
      { name: 'data/modelzoo/json/modelzoo.json', content: '[]' }, { name: 'elsewhere/x', content: 'x' },
    ])]);
    expect(treeOf(target)).toEqual({ data: '/', 'data/modelhub': '/', 'data/modelhub/repos': '/', 'data/modelhub/repos/a': '/', 'data/modelhub/repos/a/b': '/', 'data/modelhub/repos/a/b/good.txt': 'good' });
  });

  test('nothing is written through a link, and only links that stay inside their clone are made', async () => {
    const outside = join(root, 'outside');
    mkdirSync(outside, { recursive: true });
    const before = treeOf(outside);
    const unpacked = await unpack([archiveOf([
      { name: 'data/modelhub/repos/a/b/out', linkTo: outside }, { name: 'data/modelhub/repos/a/b/out/x', content: 'through' },
      { name: 'data/modelhub/repos/a/b/up', linkTo: '../../../../../..' }, { name: 'data/modelhub/repos/a/b/up/x/y', content: 'through' },
      { name: 'data/modelhub/repos/a/b/other', linkTo: '../c/secret' }, { name: 'data/modelhub/repos/a/b/dir/ok', linkTo: '../good.txt' },
      { name: 'data/modelhub/repos/a/b/chain', linkTo: 'loop' }, { name: 'data/modelhub/repos/a/b/loop', linkTo: 'chain' }, { name: 'data/modelhub/repos/a/b/chain/x', linkTo: 'y' },
      { name: 'data/modelhub/repos/link', linkTo: '/etc' }, { name: 'data/modelhub/json/modelhub.json', linkTo: '/etc/passwd' }, good,
    ])]);
    expect(treeOf(outside)).toEqual(before);
    const tree = treeOf(join(target, 'data', 'modelhub'));
    expect(Object.entries(tree).filter(([, content]) => content.startsWith('-> '))).toEqual([
      ['repos/a/b/chain', '-> loop'], ['repos/a/b/dir/ok', '-> ../good.txt'], ['repos/a/b/loop', '-> chain'],
    ]);
    expect(tree).toMatchObject({ 'repos/a/b/out/x': 'through', 'repos/a/b/up/x/y': 'through' });
    expect(skippedIn(unpacked)).toEqual({ 'A symbolic link outside of the clones.': 1, 'A symbolic link that leads out of its clone.': 4, 'A symbolic link in a folder that is none.': 1 });
  });

  test('hard links, devices, pipes, duplicates and names too long are left out and counted; no bit but the right to run is kept', async () => {
    const unpacked = await unpack([archiveOf([
      good, { ...good, content: 'second' }, { name: 'data/modelhub/repos/a/b/hard', linkTo: 'data/modelhub/repos/a/b/good.txt', kind: '1' },
      { name: 'data/modelhub/repos/a/b/device', kind: '3' }, { name: 'data/modelhub/repos/a/b/pipe', kind: '6' }, { name: 'data/modelhub/repos/a/b/good.txt/below', content: 'x' },
      { name: 'data/modelhub/repos/a/b/run.sh', content: '#!', mode: 0o6777 }, { name: 'data/modelhub/repos/a/b/.git/hooks/post-checkout', content: '#!', mode: 0o777 },
    ])]);
    expect(skippedIn(unpacked)).toEqual({ 'A name that stands for something else already, or too long a one.': 2, 'A hard link.': 1, 'A device, pipe or sparse file.': 2 });
    const clone = join(target, 'data', 'modelhub', 'repos', 'a', 'b');
    expect(readFileSync(join(clone, 'good.txt'), 'utf8')).toBe('good');
    const mode = (name: string): number => lstatSync(join(clone, name)).mode & 0o7111;
    expect({ run: mode('run.sh'), hook: mode('.git/hooks/post-checkout') }).toEqual({ run: 0o111, hook: 0 });
  });

  test('names that the disk cannot hold are left out and counted', async () => {
    const members = ['Case/x', 'case/x', 'con.txt', 'a:b', 'dot.', 'back\\slash', 'ok'].map((name): TarMember => ({ name: `data/modelhub/repos/a/b/${name}`, content: name }));
    const unpacked = await unpack([archiveOf(members)], { disk: { windowsNames: true, ignoresCase: true } });
    expect(skippedIn(unpacked)).toEqual({ 'A name that stands for something else already, or too long a one.': 1, 'A name that Windows cannot hold.': 4 });
    expect(Object.keys(treeOf(join(target, 'data', 'modelhub', 'repos', 'a', 'b')))).toEqual(['Case', 'Case/x', 'ok']);
  });
});

describe('what ends early leaves nothing', () => {
  const noise = Buffer.from(Array.from({ length: 3_000_000 }, (_, at) => (Math.imul(at, 2_654_435_761) >>> 13) & 0xff));
  const members: TarMember[] = [{ name: 'data/modelhub/repos/a/b/first', content: 'x' }, { name: 'data/modelhub/repos/a/b/large', content: noise }];

  test('cancelled in the middle of a file', async () => {
    mkdirSync(target);
    let wasThere: string[] = [];
    let looks = 0;
    const isCancelled = (): boolean => {
      looks += 1;
      if (looks < 6) return false;
      wasThere = readdirSync(join(target, 'data'));
      return true;
    };
    await expect(unpack([archiveOf(members)], { isCancelled })).rejects.toMatchObject({ code: 'cancelled' });
    expect(wasThere).toEqual([expect.stringMatching(/^modelhub\.part-[0-9a-f]{12}$/)]);
    expect(readdirSync(target)).toEqual([]);
  });

  test('a damaged archive', async () => {
    const archive = archiveOf(members, (bytes) => bytes.subarray(0, bytes.length - 100_000));
    await expect(unpack([archive])).rejects.toMatchObject({ code: 'unreadable', message: expect.stringContaining('is damaged') });
    expect(existsSync(target)).toBe(false);
  });

  test('an archive without the hub', async () => {
    await expect(unpack([archiveOf([{ name: 'data/modelzoo/json/modelzoo.json', content: '[]' }])])).rejects.toMatchObject({ code: 'not-found' });
    expect(existsSync(target)).toBe(false);
  });
});

test('a target must be empty or new, in a folder that is there', () => {
  const code = (path: string): unknown => {
    try {
      return checkUnpackTarget(path);
    } catch (error) {
      return (error as { code: unknown }).code;
    }
  };
  mkdirSync(join(target, 'empty'), { recursive: true });
  writeFileSync(join(target, 'file'), '');
  symlinkSync('empty', join(target, 'link'));
  const codes = ['empty', 'new', 'file', 'link', 'no/new', '.'].map((name) => code(join(target, name)));
  expect(codes).toEqual([undefined, undefined, 'refused', 'refused', 'not-found', 'refused']);
  mkdirSync(join(target, 'killed', 'data', 'modelhub.part-0123456789ab'), { recursive: true });
  expect(() => checkUnpackTarget(join(target, 'killed'))).toThrow(/holds what an unpacking that was killed left: data.modelhub\.part-0123456789ab/);
});
