import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unpackMirrorHub } from '../../src/core/engine/unpack.ts';
import { WorkerContext } from '../../src/core/engine/worker-context.ts';
import { prepareSampleMirror } from '../../src/core/mirror/index.ts';
import { pack } from '../../src/core/subset/testing.ts';
import { tarArchive } from '../fixtures/tar.ts';
import { projectFolder, startTestEngine, type TestEngine } from './support/engine.ts';
import { snapshotOf } from './support/snapshot.ts';

let folder = '';
let archives = '';
let app: TestEngine;
let mirror = '';

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'ptmx-unpack-')));
  archives = join(folder, 'archives');
  mkdirSync(archives);
  prepareSampleMirror(join(projectFolder, 'resources', 'sample-mirror'), join(folder, 'sample'));
  await pack(join(folder, 'sample'), join(archives, 'sample.tar.gz'));
  app = startTestEngine();
  mirror = await app.index([archives]);
});

afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('an indexed mirror of archives', () => {
  test('the overview tells what they hold, and the estimate what would be written', async () => {
    const { archives: held } = await app.call('mirrors.overview', { mirror });
    const archiveBytes = statSync(join(archives, 'sample.tar.gz')).size;
    expect(held.map(({ hub, whole, archiveBytes: bytes }) => [hub, whole, bytes])).toEqual(['huggingface', 'modelzoo', 'pytorchhub', 'onnxmodelzoo', 'modelhub'].map((hub) => [hub, true, archiveBytes]));
    const hub = held.find((candidate) => candidate.hub === 'huggingface');
    const target = join(folder, 'estimated');
    const estimate = await app.call('mirrors.unpackEstimate', { mirror, hub: 'huggingface', target });
    expect(estimate).toMatchObject({ compressedBytes: archiveBytes, unpackedBytes: hub?.bytes, files: hub?.files, clones: hub?.clones, counted: true, refusal: null });
    expect(estimate.freeBytes).toBeGreaterThan(0);
    expect(existsSync(target)).toBe(false);
  });

  test('unpacking makes a mirror whose commits are in reach, and leaves the archives as they are', async () => {
    const before = await snapshotOf(archives);
    const target = join(folder, 'unpacked');
    const { job } = await app.call('mirrors.unpack', { mirror, hub: 'huggingface', target });
    const ended = await app.finished(job);
    expect(ended).toMatchObject({ kind: 'unpack', state: 'done', outcome: { path: target } });
    expect(ended.message).toContain(`files unpacked to ${target}`);
    const { hubs } = await app.call('mirrors.overview', { mirror: await app.index([target]) });
    const { hubs: original } = await app.call('mirrors.overview', { mirror: await app.index([join(folder, 'sample')]) });
    const facts = (list: typeof hubs) => list.filter(({ hub }) => hub === 'huggingface').map(({ packages, archived, commits, signedCommits }) => ({ packages, archived, commits, signedCommits }));
    expect(facts(hubs)).toEqual(facts(original));
    expect(hubs).toHaveLength(1);
    expect(await snapshotOf(archives)).toBe(before);
  });

  test.each([
    ['inside the mirror', () => join(archives, 'below'), 'refused'],
    ['inside the data folder', () => join(app.dataDir, 'below'), 'refused'],
    ['not empty', () => folder, 'refused'],
    ['in no folder', () => join(folder, 'no', 'where'), 'not-found'],
  ] as const)('a target %s is refused before anything is written', async (_name, path, code) => {
    const { refusal } = await app.call('mirrors.unpackEstimate', { mirror, hub: 'modelhub', target: path() });
    const { job } = await app.call('mirrors.unpack', { mirror, hub: 'modelhub', target: path() });
    expect(await app.finished(job)).toMatchObject({ state: 'failed', error: { code, message: refusal?.message } });
  });

  test('too little space is told before anything is written', async () => {
    const context = new WorkerContext({ role: 'job', dataDir: app.dataDir, resourcesDir: '', version: '', surface: 'cli', stop: new SharedArrayBuffer(4) }, () => false);
    const target = join(folder, 'no-space');
    const control = { progress: () => undefined, isCancelled: () => false };
    try {
      await expect(unpackMirrorHub(context, { mirror, hub: 'huggingface', target }, control, () => 1000)).rejects.toMatchObject({
        code: 'no-space', message: expect.stringMatching(/^Unpacking needs \d+\.\d MB; 0\.0 MB are free for no-space\.$/),
      });
    } finally {
      context.close();
    }
    expect(existsSync(target)).toBe(false);
  });
});

test('a mirror without an index is estimated by its last bytes, and unpacked', async () => {
  const archive = join(folder, 'modelhub.tar.gz');
  const bytes = gzipSync(tarArchive([{ name: 'data/modelhub/json/modelhub.json', content: '[]' }]));
  writeFileSync(archive, bytes);
  const opened = await app.call('mirrors.open', { paths: [archive], indexIfMissing: false });
  const estimate = await app.call('mirrors.unpackEstimate', { mirror: opened.mirror.id, hub: 'modelhub' });
  expect(estimate).toMatchObject({ archives: [archive], compressedBytes: bytes.length, unpackedBytes: gunzipSync(bytes).length, counted: false, files: null, freeBytes: null });
  await expect(app.call('mirrors.unpackEstimate', { mirror: opened.mirror.id, hub: 'modelzoo' })).rejects.toMatchObject({ code: 'not-found' });
  const target = join(folder, 'small');
  const { job } = await app.call('mirrors.unpack', { mirror: opened.mirror.id, hub: 'modelhub', target });
  expect(await app.finished(job)).toMatchObject({ state: 'done', outcome: { path: target, count: 1, bytes: 2 } });
});

test('an archive that is known to be damaged is refused at once', async () => {
  const archive = join(folder, 'cut.tar.gz');
  const noise = Buffer.from(Array.from({ length: 100_000 }, (_, at) => (Math.imul(at, 2_654_435_761) >>> 13) & 0xff));
  const bytes = gzipSync(tarArchive([{ name: 'data/modelhub/json/modelhub.json', content: '[]' }, { name: 'data/modelhub/repos/a/b/x', content: noise }]));
  writeFileSync(archive, bytes.subarray(0, bytes.length / 2));
  const cut = await app.index([archive]);
  const { job } = await app.call('mirrors.unpack', { mirror: cut, hub: 'modelhub', target: join(folder, 'from-cut') });
  expect(await app.finished(job)).toMatchObject({ state: 'failed', error: { code: 'unreadable', message: 'cut.tar.gz is damaged: it cannot be unpacked whole.' } });
  expect(existsSync(join(folder, 'from-cut'))).toBe(false);
});

test('a cancelled job removes what it wrote', async () => {
  const noise = Buffer.from(Array.from({ length: 1 << 20 }, (_, at) => (Math.imul(at, 2_654_435_761) >>> 13) & 0xff));
  const members = Array.from({ length: 60 }, (_, at) => ({ name: `data/modelhub/repos/a/b/${at}`, content: noise }));
  const archive = join(folder, 'large.tar.gz');
  writeFileSync(archive, gzipSync(tarArchive(members), { level: 0 }));
  const opened = await app.call('mirrors.open', { paths: [archive], indexIfMissing: false });
  const target = join(folder, 'cancelled');
  const { job } = await app.call('mirrors.unpack', { mirror: opened.mirror.id, hub: 'modelhub', target });
  const begun = new Promise<void>((done) => {
    const end = app.engine.subscribe((event) => {
      if (event.kind !== 'job' || event.job.id !== job || !event.job.phase.startsWith('Unpacking')) return;
      end();
      done();
    });
  });
  await begun;
  await expect(app.call('mirrors.unpack', { mirror: opened.mirror.id, hub: 'modelhub', target: join(folder, 'second') })).rejects.toMatchObject({ code: 'busy' });
  await app.call('jobs.cancel', { id: job });
  expect((await app.finished(job)).state).toBe('cancelled');
  expect(existsSync(target)).toBe(false);
  expect(readdirSync(folder).filter((name) => name.includes('part'))).toEqual([]);
});
