import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { acquireWriter, currentIndex, earlierIndexes, indexFolder, removeAbandoned, schemaVersion } from '../../src/core/index/index.ts';
import { writeHuggingFaceMirror } from '../fixtures/generate-huggingface.ts';
import { goodMirror } from '../fixtures/hostile-mirrors.ts';
import { thrownBy } from '../fixtures/thrown.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';
import { snapshotOf } from './support/snapshot.ts';

const noMirror = '0123456789abcdef';
let folder = '';

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'ptmx-places-')));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function lockOf(dataDir: string, mirror: string): string {
  return join(indexFolder(dataDir, mirror), 'writer.lock');
}

describe('two processes on one mirror', () => {
  let engine: TestEngine;
  let mirror = '';
  let home = '';
  let id = '';

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'ptmx-two-'));
    engine = startTestEngine(join(home, 'data'));
    mirror = goodMirror(join(home, 'mirror'));
    id = await engine.index([mirror]);
  });

  afterAll(async () => {
    await engine.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('the second reads the old index and says who writes; an ended writer is followed at once', async () => {
    const writer = spawn(process.execPath, [join(import.meta.dirname, 'support', 'hold-writer.ts'), engine.dataDir, id], { stdio: ['pipe', 'pipe', 'inherit'] });
    try {
      await once(writer.stdout, 'data');
      const since = JSON.parse(readFileSync(lockOf(engine.dataDir, id), 'utf8')) as { since: number };
      const shown = new Date(since.since - new Date(since.since).getTimezoneOffset() * 60_000).toISOString().slice(0, 16).replace('T', ' ');
      const { job } = await engine.call('mirrors.open', { paths: [mirror], rebuild: true });
      expect(await engine.finished(job ?? '')).toMatchObject({
        state: 'failed', error: { code: 'busy', message: `This mirror is being indexed by process ${writer.pid} since ${shown}.`, hint: expect.stringContaining('last good index') },
      });
      expect((await engine.call('packages.search', { mirror: id, query: '' })).total).toBe(2);
      expect(readdirSync(indexFolder(engine.dataDir, id)).filter((name) => name.startsWith('building-')), 'the half of the other process stays').toHaveLength(1);
    } finally {
      writer.kill('SIGKILL');
      await once(writer, 'exit');
    }
    await engine.index([mirror], true);
    expect(readdirSync(indexFolder(engine.dataDir, id)).sort()).toEqual(['current.json', currentIndex(engine.dataDir, id)?.file]);
  });

  test('a writer that ends in good order leaves nothing', async () => {
    const writer = spawn(process.execPath, [join(import.meta.dirname, 'support', 'hold-writer.ts'), engine.dataDir, id], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(writer.stdout, 'data');
    writer.stdin.end();
    expect((await once(writer, 'exit'))[0]).toBe(0);
    expect(readdirSync(indexFolder(engine.dataDir, id)).sort()).toEqual(['current.json', currentIndex(engine.dataDir, id)?.file]);
  });
});

describe('a lock', () => {
  const others: readonly (readonly [name: string, lock: unknown, held: boolean])[] = [
    ['of a process that runs', { pid: process.ppid, host: hostname(), since: 1, identity: null, token: 'a' }, true],
    ['of a process on another machine', { pid: 1, host: 'another-machine.example.org', since: 1, identity: null, token: 'a' }, true],
    ['of this machine in another network', { pid: 999_999_999, host: `${hostname().split('.')[0]}.elsewhere.example.org`, since: 1, identity: null, token: 'a' }, false],
    ['of a process that ended', { pid: 999_999_999, host: hostname(), since: 1, identity: null, token: 'a' }, false],
    ['of an ended thread of this process', { pid: process.pid, host: hostname(), since: 1, identity: null, token: 'a' }, false],
    ['of the first version, running', process.ppid, true],
    ['of the first version, ended', 999_999_999, false],
  ];

  test.each(others)('%s', (_name, lock, held) => {
    mkdirSync(indexFolder(folder, noMirror), { recursive: true });
    writeFileSync(lockOf(folder, noMirror), JSON.stringify(lock));
    const failure = thrownBy(() => acquireWriter(folder, noMirror).release());
    expect(failure === null ? null : (failure as { code: unknown }).code).toBe(held ? 'busy' : null);
    expect(existsSync(lockOf(folder, noMirror))).toBe(held);
  });

  test.skipIf(process.platform !== 'linux')('of an earlier process whose id another one has now is taken over (skipped: only Linux tells when a process began)', () => {
    mkdirSync(indexFolder(folder, noMirror), { recursive: true });
    writeFileSync(lockOf(folder, noMirror), JSON.stringify({ pid: process.ppid, host: hostname(), since: 1, identity: 'another-boot 1', token: 'a' }));
    expect(thrownBy(() => acquireWriter(folder, noMirror).release())).toBeNull();
  });

  test.skipIf(process.platform !== 'linux')('of a killed process that its parent has not asked about is taken over (skipped: only Linux tells)', async () => {
    // The shell becomes a program that never asks how its child ended.
    const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const pid = Number(String((await once(parent.stdout, 'data'))[0]));
      while (!readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')) await new Promise((done) => setImmediate(done));
      mkdirSync(indexFolder(folder, noMirror), { recursive: true });
      writeFileSync(lockOf(folder, noMirror), JSON.stringify({ pid, host: hostname(), since: 1, identity: null, token: 'a' }));
      expect(thrownBy(() => acquireWriter(folder, noMirror).release())).toBeNull();
    } finally {
      parent.kill('SIGKILL');
    }
  });

  test('that was made just now and is still empty counts as held', () => {
    mkdirSync(indexFolder(folder, noMirror), { recursive: true });
    writeFileSync(lockOf(folder, noMirror), '');
    expect(thrownBy(() => acquireWriter(folder, noMirror))).toMatchObject({ code: 'busy' });
  });

  test('on another machine: the message names the machine, the hint the file', () => {
    mkdirSync(indexFolder(folder, noMirror), { recursive: true });
    writeFileSync(lockOf(folder, noMirror), JSON.stringify({ pid: 77, host: 'desk.example.org', since: null, identity: null, token: 'a' }));
    expect(thrownBy(() => acquireWriter(folder, noMirror))).toMatchObject({
      message: 'This mirror is being indexed by process 77 on desk.example.org.', hint: expect.stringContaining(lockOf(folder, noMirror)),
    });
  });
});

describe('opening removes what killed processes left', () => {
  const facts = { packages: 1, fingerprint: 'f' };

  test('and keeps the index in force', () => {
    const right = acquireWriter(folder, noMirror);
    writeFileSync(right.buildingFile, 'whole');
    const { file } = right.install(facts);
    right.release();
    for (const name of ['building-1.db', 'building-1.db-journal', 'current.json.part', 'index-0.db', 'index-0.db.damaged', 'index-0.db-wal']) writeFileSync(join(indexFolder(folder, noMirror), name), '');
    removeAbandoned(folder, noMirror);
    expect(readdirSync(indexFolder(folder, noMirror)).sort()).toEqual(['current.json', file]);
  });

  test('but nothing while this process writes', () => {
    const right = acquireWriter(folder, noMirror);
    writeFileSync(right.buildingFile, 'half');
    removeAbandoned(folder, noMirror);
    expect(readFileSync(right.buildingFile, 'utf8')).toBe('half');
    right.release();
    expect(readdirSync(indexFolder(folder, noMirror))).toEqual([]);
  });

  test('and not the index that another version of the program put in force', () => {
    const at = indexFolder(folder, noMirror);
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, 'index-0a.db'), 'other');
    writeFileSync(join(at, 'current.json'), JSON.stringify({ file: 'index-0a.db', schemaVersion: schemaVersion + 1, packages: 1, fingerprint: 'f', builtAt: 1 }));
    writeFileSync(join(at, 'building-0b.db'), '');
    removeAbandoned(folder, noMirror);
    expect(readdirSync(at).sort()).toEqual(['current.json', 'index-0a.db']);
    expect(currentIndex(folder, noMirror)).toBeNull();
  });
});

describe('a clock that stands still or is set back', () => {
  afterEach(() => void vi.useRealTimers());

  test('a new index never takes the name of the one in force', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const files = ['2026-03-01', '2026-03-01', '2001-01-01', '1969-12-31'].map((day) => {
      vi.setSystemTime(new Date(`${day}T12:00:00Z`));
      const right = acquireWriter(folder, noMirror);
      writeFileSync(right.buildingFile, day);
      const { file } = right.install({ packages: 1, fingerprint: day });
      right.release();
      expect(currentIndex(folder, noMirror)).toMatchObject({ file, fingerprint: day, damage: null });
      return file;
    });
    expect(new Set(files).size).toBe(4);
    const earlier = earlierIndexes(folder, noMirror);
    expect(earlier.map(({ fingerprint }) => fingerprint), 'kept by when they were built').toEqual(['2026-03-01', '2001-01-01']);
    expect(readdirSync(indexFolder(folder, noMirror)).filter((name) => name.startsWith('index-')).sort()).toEqual([files.at(-1), ...earlier.map(({ file }) => file)].sort());
  });
});

describe('the data folder', () => {
  test.each(['data/huggingface', 'data/huggingface/json/own', 'data/own'])('inside a mirror, at %s: refused before anything is written', async (at) => {
    const mirror = goodMirror(join(folder, 'mirror'));
    const before = await snapshotOf(mirror);
    expect(thrownBy(() => startTestEngine(join(mirror, at)))).toMatchObject({ code: 'refused', message: expect.stringContaining('never written to') });
    expect(await snapshotOf(mirror)).toBe(before);
  });

  test('reached through a link into a mirror: refused', async () => {
    const mirror = goodMirror(join(folder, 'mirror'));
    symlinkSync(join(mirror, 'data'), join(folder, 'link'), 'dir');
    expect(thrownBy(() => startTestEngine(join(folder, 'link', 'own')))).toMatchObject({ code: 'refused' });
  });

  test('beside data/ in the folder that is opened: the mirror is refused', async () => {
    const mirror = goodMirror(join(folder, 'mirror'));
    const before = await snapshotOf(join(mirror, 'data'));
    const engine = startTestEngine(join(mirror, 'own'));
    expect(await engine.engine.call('mirrors.open', { paths: [mirror] })).toMatchObject({ ok: false, error: { code: 'refused', message: expect.stringContaining(mirror) } });
    expect((await engine.call('mirrors.recent', {})).mirrors).toEqual([]);
    await engine.close();
    expect(await snapshotOf(join(mirror, 'data'))).toBe(before);
  });

  test('with blanks and other scripts in its path', async () => {
    const engine = startTestEngine(join(folder, 'Meine Daten ü', '模型 #1 %20?&\'x'));
    const id = await engine.index([goodMirror(join(folder, 'Spiegel ß 镜像 #2 %41'))]);
    expect((await engine.call('packages.search', { mirror: id, query: '' })).total).toBe(2);
    await engine.close();
  });

  test('no file that the user has written goes into it: none replaces user.db', async () => {
    const engine = startTestEngine(join(folder, 'own'));
    try {
      const mirror = await engine.index([goodMirror(join(folder, 'mirror'))]);
      const place = { target: join(engine.dataDir, 'user.db'), overwrite: true };
      const content = gzipSync('{"format": "ptmx-graph"').toString('base64');
      const { id } = await engine.call('decisions.create', { mirror, title: 'T', query: '', packages: [] });
      const asked = {
        'views.export': { ids: null, ...place }, 'dashboards.export': { ids: null, ...place }, 'aliases.export': place, 'notes.export': { mirror, ...place },
        'subsets.export': { mirror, ids: null, ...place }, 'decisions.export': { mirror, id, form: 'json', ...place }, 'exports.picture': { format: 'json', content, ...place, target: `${place.target}.json` },
      } as const;
      for (const [name, args] of Object.entries(asked)) {
        expect(await engine.engine.callUntrusted(name, args), name).toMatchObject({ ok: false, error: { code: 'refused', message: expect.stringContaining('lies inside the data folder') } });
      }
    } finally {
      await engine.close();
    }
  });

  test('that is a file: said at the start', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(thrownBy(() => startTestEngine(join(folder, 'file', 'data')))).toMatchObject({ code: 'unreadable', message: expect.stringContaining(join(folder, 'file', 'data')) });
  });

  test.skipIf(process.platform === 'win32')('that may only be read: said with its name, and nothing is changed (skipped on Windows, and for root where no disk can be mounted)', async (context) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const isRoot = process.getuid?.() === 0;
    const mount = (...args: readonly string[]): void => void execFileSync('mount', [...args, disk], { stdio: 'ignore' });
    try {
      if (isRoot) mount('-t', 'tmpfs', 'tmpfs');
    } catch {
      context.skip('this machine does not let root mount a small disk');
    }
    try {
      const dataDir = join(disk, 'data');
      const mirror = goodMirror(join(folder, 'mirror'));
      const first = startTestEngine(dataDir);
      await first.index([mirror]);
      await first.engine.close();
      if (isRoot) mount('-o', 'remount,ro');
      else chmodSync(dataDir, 0o555);
      const before = await snapshotOf(dataDir);
      const second = startTestEngine(dataDir);
      for (const [name, args] of [['mirrors.open', { paths: [mirror], rebuild: true }], ['mirrors.recent', {}]] as const) {
        expect(await second.engine.call(name, args)).toMatchObject({ ok: false, error: { code: 'unreadable', message: expect.stringContaining(dataDir), hint: expect.stringContaining('--data-dir') } });
      }
      await second.engine.close();
      expect(await snapshotOf(dataDir)).toBe(before);
    } finally {
      if (isRoot) execFileSync('umount', [disk]);
      else chmodSync(join(disk, 'data'), 0o755);
    }
  });
});

test('a mirror taken away in the middle: a clear message, and the last good index stays', async () => {
  const mirror = join(folder, 'mirror');
  writeHuggingFaceMirror(mirror, { models: 6000, seed: 11 });
  const engine = startTestEngine(join(folder, 'own data'));
  try {
    const id = await engine.index([mirror]);
    const before = currentIndex(engine.dataDir, id);
    const away = new Promise<void>((done) => {
      const end = engine.engine.subscribe((event) => {
        if (event.kind !== 'job' || !event.job.phase.startsWith('Reading') || event.job.state !== 'running') return;
        end();
        renameSync(mirror, join(folder, 'away'));
        done();
      });
    });
    const { job } = await engine.call('mirrors.open', { paths: [mirror], rebuild: true });
    await away;
    expect(await engine.finished(job ?? '')).toMatchObject({
      state: 'failed', error: { code: 'unreadable', message: expect.stringContaining('went away while it was read'), hint: expect.stringContaining('last good index') },
    });
    expect(currentIndex(engine.dataDir, id)).toEqual(before);
    expect((await engine.call('packages.search', { mirror: id, query: '' })).total).toBe(6000);
    expect((await engine.call('mirrors.recent', {})).mirrors[0]).toMatchObject({ indexed: true, present: false });
    renameSync(join(folder, 'away'), mirror);
    await engine.index([mirror], true);
  } finally {
    await engine.close();
  }
});
