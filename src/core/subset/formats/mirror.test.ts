import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasGit } from '../../../../test/fixtures/has-git.ts';
import { ExpectedError } from '../../../shared/result.ts';
import { prepareSampleMirror } from '../../mirror/index.ts';
import { allPackages, exportTo, hasPython, openMirror, ownFactsOfAll, pack, python, workFolder, writeFiles, type OpenMirror } from '../testing.ts';
import type { Selection } from '../types.ts';

const resources = join(import.meta.dirname, '..', '..', '..', '..', 'resources', 'sample-mirror');
const work = workFolder();
const sampleFolder = join(work.path, 'sample');
let sample: OpenMirror;
let number = 0;

beforeAll(async () => {
  prepareSampleMirror(resources, sampleFolder);
  sample = await openMirror(join(work.path, 'sample.db'), sampleFolder);
});
afterAll(() => {
  sample.close();
  work.remove();
});

/** Exports, opens what was exported, and gives both. */
async function roundTrip(from: OpenMirror, selection: Selection, withClones: boolean): Promise<{ target: string; again: OpenMirror; manifest: Record<string, unknown> }> {
  number += 1;
  const target = join(work.path, `subset-${number}`);
  exportTo(target, from, { format: 'mirror', selection, withClones });
  const manifest = JSON.parse(readFileSync(join(target, 'ptmx-manifest.json'), 'utf8')) as Record<string, unknown>;
  return { target, again: await openMirror(join(work.path, `subset-${number}.db`), target), manifest };
}

/** Every third package: some of each hub, with gaps. */
function someOf(mirror: OpenMirror): { selection: Selection; expected: unknown[] } {
  const chosen = allPackages(mirror).filter((_, index) => index % 3 === 0);
  return {
    selection: { kind: 'list', packages: chosen.map(({ hub, name, ordinal }) => ({ hub, name, ordinal })) },
    expected: ownFactsOfAll(chosen),
  };
}

const all: Selection = { kind: 'query', query: '' };

describe('a subset of the sample mirror opens again', () => {
  test('with exactly the chosen packages, field by field, when clones are copied', async () => {
    const { selection, expected } = someOf(sample);
    const { again } = await roundTrip(sample, selection, true);
    expect(ownFactsOfAll(allPackages(again))).toEqual(expected);
    again.close();
  });

  test('with all packages', async () => {
    const { again } = await roundTrip(sample, all, true);
    expect(ownFactsOfAll(allPackages(again))).toEqual(ownFactsOfAll(allPackages(sample)));
    again.close();
  });

  test('from archives, to the same bytes as from the folder', async () => {
    const archives = join(work.path, 'archives');
    mkdirSync(archives);
    await pack(sampleFolder, join(archives, 'all.tar.gz'));
    const packed = await openMirror(join(work.path, 'packed.db'), archives);
    const { selection } = someOf(packed);
    const fromArchive = await roundTrip(packed, selection, true);
    const fromFolder = await roundTrip(sample, selection, false);
    // Clones inside archives are not copied, and what they tell goes with them.
    expect(ownFactsOfAll(allPackages(fromArchive.again))).toEqual(ownFactsOfAll(allPackages(fromFolder.again)));
    expect(fromArchive.manifest['leftOut']).toContainEqual(expect.objectContaining({ reason: 'The clone lies inside an archive.' }));
    expect(fromArchive.manifest['files']).toEqual(fromFolder.manifest['files']);
    for (const mirror of [packed, fromArchive.again, fromFolder.again]) mirror.close();
  });

  test('whose files are those of the mirror where everything of a hub is chosen', async () => {
    const { target, again } = await roundTrip(sample, all, false);
    for (const path of ['data/huggingface/json/huggingface.json', 'data/modelhub/json/modelhub.json', 'data/modelzoo/json/modelzoo.json', 'data/onnxmodelzoo/json/onnxmodelzoo.json', 'data/pytorchhub/json/pytorchhub.json']) {
      expect(readFileSync(join(target, path), 'utf8').trimEnd(), path).toBe(readFileSync(join(sampleFolder, path), 'utf8').trimEnd());
    }
    again.close();
  });
});

describe('clones', () => {
  test.skipIf(!hasGit)('are whole repositories with the same commits (skipped without git)', async () => {
    const { target, again, manifest } = await roundTrip(sample, all, true);
    const clones = manifest['clones'] as { path: string; head: string | null; files: number }[];
    const whole = clones.filter((clone) => clone.head !== null && existsSync(join(target, clone.path, '.git', 'HEAD')));
    expect(whole.length).toBeGreaterThan(5);
    for (const clone of whole) {
      const log = (root: string): string => spawnSync('git', ['-c', 'safe.directory=*', '-C', join(root, clone.path), 'log', '--format=%H %an %s'], { encoding: 'utf8' }).stdout;
      expect(log(target), clone.path).toBe(log(sampleFolder));
    }
    expect(new Set(clones.map((clone) => clone.path)).size).toBe(clones.length);
    again.close();
  });

  test.skipIf(process.platform === 'win32')('keep modes and inner links; what leads out is left out and named (skipped on Windows: no modes)', async () => {
    const folder = join(work.path, 'linked');
    writeFiles(folder, { 'data/modelhub/repos/a/b/.git/HEAD': 'ref: refs/heads/main\n', 'data/modelhub/repos/a/b/run.sh': 'echo', 'data/modelhub/repos/a/b/sub/x': 'x', 'secret': 'secret' });
    const clone = join(folder, 'data/modelhub/repos/a/b');
    chmodSync(join(clone, 'run.sh'), 0o755);
    chmodSync(join(clone, 'sub/x'), 0o400);
    const links = { inner: 'sub/x', up: 'sub/../../../../../../secret', 'sub/back': '../run.sh', absolute: join(folder, 'secret'), dangling: 'not/there', out: '../../../../../secret' };
    for (const [name, to] of Object.entries(links)) symlinkSync(to, join(clone, name));
    spawnSync('mkfifo', [join(clone, 'pipe')]);
    const mirror = await openMirror(join(work.path, 'linked.db'), folder);
    const { target, again, manifest } = await roundTrip(mirror, all, true);
    const copy = join(target, 'data/modelhub/repos/a/b');
    expect(readdirSync(copy).sort()).toEqual(['.git', 'dangling', 'inner', 'run.sh', 'sub']);
    expect(readlinkSync(join(copy, 'inner'))).toBe('sub/x');
    expect(readFileSync(join(copy, 'sub/back'), 'utf8')).toBe('echo');
    expect(statSync(join(copy, 'run.sh')).mode & 0o777).toBe(0o755);
    expect(statSync(join(copy, 'sub/x')).mode & 0o777).toBe(0o400);
    const left = manifest['leftOut'] as { reason: string; examples: string[] }[];
    expect(left.find((one) => one.reason.includes('leads out'))?.examples.toSorted()).toEqual(['absolute', 'out', 'up'].map((name) => `data/modelhub/repos/a/b/${name}`));
    expect(lstatSync(join(copy, 'inner')).isSymbolicLink()).toBe(true);
    again.close();
    mirror.close();
  });

  test('with files too large for one call are copied in parts, between which copying can be cancelled', async () => {
    const folder = join(work.path, 'large');
    writeFiles(folder, { 'data/modelhub/repos/a/b/.git/HEAD': 'ref: refs/heads/main\n', 'data/modelhub/repos/a/b/model.bin': 'start' });
    const large = join(folder, 'data/modelhub/repos/a/b/model.bin');
    const bytes = (70 << 20) + 3;
    truncateSync(large, bytes);
    const mirror = await openMirror(join(work.path, 'large.db'), folder);
    const { target, again } = await roundTrip(mirror, all, true);
    const copy = join(target, 'data/modelhub/repos/a/b/model.bin');
    expect(statSync(copy).size).toBe(bytes);
    expect(readFileSync(copy).equals(readFileSync(large))).toBe(true);
    let isCopying = false;
    let looks = 0;
    const control = {
      progress: (step: { phase: string; done: number }) => void (isCopying ||= step.phase === 'Copying clones'),
      isCancelled: () => isCopying && (looks += 1) > 4,
    };
    const cancelled = join(work.path, 'cancelled');
    expect(() => exportTo(cancelled, mirror, { format: 'mirror', withClones: true }, control)).toThrow('Cancelled.');
    expect(readdirSync(work.path).filter((name) => name.startsWith('cancelled'))).toEqual([]);
    again.close();
    mirror.close();
  });

  test('packages known from clones only are left out without them, and come back with them', async () => {
    const folder = join(work.path, 'recovered');
    prepareSampleMirror(resources, folder);
    rmSync(join(folder, 'data/modelhub/json'), { recursive: true });
    const mirror = await openMirror(join(work.path, 'recovered.db'), folder);
    const recovered = allPackages(mirror).filter((detail) => detail.recovered);
    expect(recovered.length).toBeGreaterThan(0);
    const without = await roundTrip(mirror, all, false);
    expect(without.manifest['leftOut']).toMatchObject([{ count: recovered.length, reason: expect.stringContaining('no record') as unknown }]);
    expect(allPackages(without.again).filter((detail) => detail.hub === 'modelhub')).toEqual([]);
    const withThem = await roundTrip(mirror, { kind: 'query', query: 'hub:modelhub' }, true);
    expect(ownFactsOfAll(allPackages(withThem.again))).toEqual(ownFactsOfAll(recovered));
    expect(() => exportTo(join(work.path, 'nothing'), mirror, { format: 'mirror', selection: { kind: 'query', query: 'hub:modelhub' } })).toThrow(ExpectedError);
    for (const opened of [mirror, without.again, withThem.again]) opened.close();
  });
});

describe.skipIf(!hasPython)('sources of other layouts become json.dump(indent=4) (skipped without python3)', () => {
  const models = [
    { modelId: 'a/é🤗', tags: ['ñ'], siblings: [], downloads: 5, cardData: { x: 1.5e-7, license: 'mit' } },
    { modelId: 'b/2', config: {}, lastModified: '2021-01-01T00:00:00.000Z' },
    { modelId: 'c/3', likes: 0.0 },
  ];

  test.each([
    ['compact', JSON.stringify(models)],
    ['JSON lines', models.map((model) => JSON.stringify(model)).join('\n')],
    ['two spaces', JSON.stringify(models, null, 2)],
    ['CR LF', JSON.stringify(models, null, 4).replaceAll('\n', '\r\n')],
  ])('%s', async (name, text) => {
    const folder = join(work.path, `layout ${name}`);
    writeFiles(folder, { 'data/huggingface/json/metadata/hf_metadata.json': text });
    const mirror = await openMirror(join(work.path, `layout ${name}.db`), folder);
    const { target, again } = await roundTrip(mirror, { kind: 'query', query: 'NOT b' }, false);
    const expected = join(work.path, 'expected.json');
    writeFileSync(expected, JSON.stringify(models.filter((model) => !model.modelId.startsWith('b'))));
    const dump = 'import json,sys; sys.stdout.write(json.dumps(json.load(open(sys.argv[1], encoding="utf-8")), indent=4))';
    expect(readFileSync(join(target, 'data/huggingface/json/metadata/hf_metadata.json'), 'utf8')).toBe(python(dump, expected));
    again.close();
    mirror.close();
  });
});

test('Model Zoo slugs become file names only where they can', async () => {
  const folder = join(work.path, 'slugs');
  const model = (title: string): object => ({ title, link: `https://example.org/${title}`, id: title });
  const titles = ['good', 'bad', 'other'];
  writeFiles(folder, {
    'data/modelzoo/json/metadata/mz_models_metadata.json': JSON.stringify(titles.map(model)),
    'data/modelzoo/json/metadata/mz_metadata.json': JSON.stringify({ note: 'a "models": [ in a text', models: [{ slug: 'good-one', ...model('good') }, { slug: '../../../../evil', ...model('bad') }, { slug: 'o', ...model('other') }] }, null, 4),
    'data/modelzoo/json/metadata/models/good-one_metadata.json': '{"a": 1}',
    'data/modelzoo/json/metadata/models/o_metadata.json': '{"a": 2}',
  });
  const mirror = await openMirror(join(work.path, 'slugs.db'), folder);
  const { target, again, manifest } = await roundTrip(mirror, { kind: 'query', query: 'NOT other' }, false);
  expect(readdirSync(join(target, 'data/modelzoo/json/metadata/models'))).toEqual(['good-one_metadata.json']);
  const list = JSON.parse(readFileSync(join(target, 'data/modelzoo/json/metadata/mz_metadata.json'), 'utf8')) as { models: { slug: string }[] };
  expect(list.models.map((one) => one.slug)).toEqual(['good-one', '../../../../evil']);
  expect(manifest['leftOut']).toMatchObject([{ count: 1, examples: ['../../../../evil'] }]);
  expect(ownFactsOfAll(allPackages(again))).toEqual(ownFactsOfAll(allPackages(mirror).filter((detail) => detail.name !== 'other')));
  again.close();
  mirror.close();
});

test('a mirror that changed since it was indexed is refused, one that is gone is named', async () => {
  const folder = join(work.path, 'changed');
  const file = join(folder, 'data/huggingface/json/metadata/hf_metadata.json');
  writeFiles(folder, { 'data/huggingface/json/metadata/hf_metadata.json': '[{"modelId": "a/b"}]' });
  const mirror = await openMirror(join(work.path, 'changed.db'), folder);
  const target = join(work.path, 'of-changed');
  writeFileSync(file, '[{"modelId": "a/c"}]');
  utimesSync(file, 1, 1);
  expect(() => exportTo(target, mirror, { format: 'mirror' })).toThrow(/has changed/);
  rmSync(file);
  expect(() => exportTo(target, mirror, { format: 'mirror' })).toThrow(/not in the mirror any more/);
  expect(readdirSync(work.path).filter((name) => name.startsWith('of-changed'))).toEqual([]);
  mirror.close();
});
