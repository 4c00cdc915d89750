import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hasGit } from '../fixtures/has-git.ts';
import * as hostile from '../fixtures/hostile-mirrors.ts';
import { writeHuggingFaceMirror } from '../fixtures/generate-huggingface.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';
import { snapshotOf } from './support/snapshot.ts';

let folder = '';
let engine: TestEngine;

beforeAll(() => {
  engine = startTestEngine();
});

afterAll(() => engine.close());

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-bad-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function indexed(path: string): Promise<{ names: string[]; codes: string[] }> {
  const mirror = await engine.index([path]);
  const found = await engine.call('packages.search', { mirror, query: 'sort:name', limit: 100 });
  const problems = await engine.call('problems.list', { mirror, limit: 1000 });
  return { names: found.rows.map((row) => row.name).sort(), codes: problems.rows.map((row) => row.code) };
}

interface Expected {
  readonly names: readonly string[];
  /** Problems that must be there; others may be (a mirror without clones says so). */
  readonly codes: readonly string[];
}

const both = ['good/first', 'good/last'];

/** What each bad mirror must yield: every good record, and a problem that names what is wrong. */
const cases: readonly (readonly [name: string, make: (folder: string) => string, expected: Expected])[] = [
  ['a good mirror', hostile.goodMirror, { names: both, codes: [] }],
  ['a JSON file cut in the middle', hostile.truncatedJson, { names: ['good/first'], codes: ['truncated-file'] }],
  ['a bad record in the middle', hostile.badRecordInTheMiddle, { names: both, codes: ['bad-json'] }],
  ['values that are no records', hostile.notRecords, { names: both, codes: ['not-a-record', 'not-a-record', 'not-a-record', 'not-a-record'] }],
  ['fields of wrong types', hostile.wrongTypes, { names: both, codes: ['wrong-type', 'missing-field'] }],
  ['NaN and Infinity', hostile.notANumber, { names: both, codes: [] }],
  ['one object in place of the array', hostile.notAnArray, { names: [], codes: ['missing-field'] }],
  ['bytes that are no UTF-8', hostile.invalidUtf8, { names: ['good/first'], codes: ['invalid-utf8'] }],
  ['names that lead out of a folder', hostile.traversalNames, { names: [], codes: [] }],
  ['an empty file', hostile.emptyFile, { names: [], codes: [] }],
  ['a byte order mark', hostile.byteOrderMark, { names: both, codes: [] }],
  ['JSON lines', hostile.jsonLines, { names: both, codes: [] }],
  ['100,000 brackets', hostile.deepNesting, { names: both, codes: ['record-too-large'] }],
  ['keys of object prototypes', hostile.prototypeKeys, { names: both, codes: [] }],
  ['a hub without its own metadata', hostile.withoutMetadata, { names: both, codes: ['missing-metadata'] }],
  ['a hub without unified records', hostile.withoutRecords, { names: both, codes: ['missing-records'] }],
  ['links that loop', hostile.linkLoop, { names: both, codes: [] }],
  ['an archive cut in its middle', hostile.truncatedArchive, { names: both, codes: ['truncated-archive'] }],
  ['an archive whose names lead out', hostile.traversalArchive, { names: both, codes: [] }],
  ['an empty hub beside a good one', hostile.emptyHub, { names: both, codes: [] }],
];

describe('bad mirrors', () => {
  test.each(cases)('%s', async (_name, make, expected) => {
    const path = make(folder);
    const before = await snapshotOf(folder);
    const found = await indexed(path);
    for (const name of expected.names) expect(found.names).toContain(name);
    for (const code of new Set(expected.codes)) {
      expect(found.codes.filter((candidate) => candidate === code).length, code).toBeGreaterThanOrEqual(expected.codes.filter((candidate) => candidate === code).length);
    }
    expect(await snapshotOf(folder), 'the mirror is as it was').toBe(before);
  });

  test('a link out of the mirror is not followed', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'ptmx-outside-'));
    try {
      const found = await indexed(hostile.linkOutOfTheMirror(folder, outside));
      expect(found.codes.filter((code) => code === 'outside-mirror')).toHaveLength(2);
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  test.skipIf(process.platform === 'win32')('a pipe in place of a file is not opened', async () => {
    const found = await indexed(hostile.namedPipe(folder));
    expect(found.codes).toContain('not-regular-file');
  });

  test.skipIf(!hasGit)('clones without JSON are recovered as packages (skipped where git is not installed)', async () => {
    const found = await indexed(hostile.onlyClones(folder));
    expect(found.names).toEqual(both);
    expect(found.codes).toContain('missing-records');
  });

  test.skipIf(!hasGit)('bare clones are linked, in both layouts (skipped where git is not installed)', async () => {
    for (const [at, make] of [hostile.bareOwnerDashModel, hostile.bareClones].entries()) {
      const work = join(folder, `work-${at}`);
      mkdirSync(join(folder, `mirror-${at}`));
      mkdirSync(work);
      const mirror = await engine.index([make(join(folder, `mirror-${at}`), work)]);
      const found = await engine.call('packages.search', { mirror, query: 'is:cloned', limit: 10 });
      expect(found.rows.map((row) => row.name).sort()).toEqual(both);
    }
  });
});

describe('paths that are no mirrors', () => {
  const refused: readonly (readonly [name: string, make: (folder: string) => string, code: string])[] = [
    ['an empty folder', hostile.emptyFolder, 'not-a-mirror'],
    ['a folder of other things', hostile.notAMirror, 'not-a-mirror'],
    ['a path that is not there', (at) => join(at, 'nowhere'), 'not-found'],
  ];

  test.each(refused)('%s', async (_name, make, code) => {
    const path = make(folder);
    const before = await engine.call('mirrors.recent', {});
    for (const name of ['mirrors.inspect', 'mirrors.open'] as const) {
      const result = await engine.engine.call(name, { paths: [path] });
      expect(result).toMatchObject({ ok: false, error: { code, message: expect.stringContaining(path) } });
    }
    expect((await engine.call('mirrors.recent', {})).mirrors.length).toBe(before.mirrors.length);
  });

  test('a file that is no gzip ends as a problem that names it', async () => {
    const path = hostile.notAnArchive(folder);
    const { codes, names } = await indexed(path);
    expect(names).toEqual([]);
    expect(codes).toContain('truncated-archive');
  });

  test('a relative path is refused', async () => {
    const result = await engine.engine.call('mirrors.open', { paths: ['data'] });
    expect(result).toMatchObject({ ok: false, error: { code: 'invalid-arguments' } });
  });
});

describe('jobs that cannot end well', () => {
  test('cancelled in the middle: the last good index stays in force and nothing is left behind', async () => {
    const path = join(folder, 'mirror');
    writeHuggingFaceMirror(path, { models: 20_000, seed: 7 });
    mkdirSync(join(folder, 'small'));
    const small = await engine.index([hostile.goodMirror(join(folder, 'small'))]);
    const { mirror, job } = await engine.call('mirrors.open', { paths: [path] });
    expect(job).not.toBeNull();
    await new Promise<void>((reading) => {
      const end = engine.engine.subscribe((event) => {
        if (event.kind === 'job' && event.job.phase.startsWith('Reading') && event.job.done > 0) {
          end();
          reading();
        }
      });
    });
    expect(await engine.call('jobs.cancel', { id: job ?? '' })).toEqual({ cancelled: true });
    expect((await engine.finished(job ?? '')).state).toBe('cancelled');
    expect(readdirSync(join(engine.dataDir, 'indexes', mirror.id))).toEqual([]);
    expect((await engine.engine.call('mirrors.overview', { mirror: mirror.id })).ok).toBe(false);
    expect((await engine.call('packages.search', { mirror: small, query: '' })).total).toBe(2);
  });

  test('another process that indexes the same mirror is named', async () => {
    const path = hostile.goodMirror(folder);
    const mirror = await engine.index([path]);
    const lock = join(engine.dataDir, 'indexes', mirror, 'writer.lock');
    // The process that runs this test's parent is alive and is not the one that indexes.
    writeFileSync(lock, String(process.ppid));
    const { job } = await engine.call('mirrors.open', { paths: [path], rebuild: true });
    const ended = await engine.finished(job ?? '');
    expect(ended).toMatchObject({ state: 'failed', error: { code: 'busy', message: expect.stringContaining(String(process.ppid)) } });
    expect((await engine.call('packages.search', { mirror, query: '' })).total).toBe(2);
    rmSync(lock);
  });

  test('a lock left by a process that is gone is taken over', async () => {
    const path = hostile.goodMirror(folder);
    const mirror = await engine.index([path]);
    writeFileSync(join(engine.dataDir, 'indexes', mirror, 'writer.lock'), '999999999');
    await engine.index([path], true);
    expect(existsSync(join(engine.dataDir, 'indexes', mirror, 'writer.lock'))).toBe(false);
  });

  const fullDisk = existsSync('/dev/full') && process.getuid?.() === 0;
  test.skipIf(!fullDisk)('no space for the index (skipped: needs root on Linux, to mount a small disk)', async (context) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      context.skip('this machine does not let root mount a small disk');
    }
    const crowded = startTestEngine(join(disk, 'data'));
    try {
      const path = join(folder, 'mirror');
      writeHuggingFaceMirror(path, { models: 5000, seed: 3 });
      const { job, mirror } = await crowded.call('mirrors.open', { paths: [path] });
      const ended = await crowded.finished(job ?? '');
      expect(ended).toMatchObject({ state: 'failed', error: { code: 'no-space' } });
      expect(readdirSync(join(disk, 'data', 'indexes', mirror.id))).toEqual([]);
    } finally {
      await crowded.close();
      execFileSync('umount', [disk]);
    }
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('a folder that may not be read (skipped for root, who may read all)', async () => {
    const path = hostile.unreadableFolder(folder);
    try {
      expect((await indexed(path)).codes).toContain('unreadable');
    } finally {
      hostile.makeReadable(folder);
      chmodSync(folder, 0o755);
    }
  });
});
