import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { linesOf, openUserDatabase, type UserDatabase } from '../../src/core/index/index.ts';
import type { Job } from '../../src/shared/contract/index.ts';
import { goodMirror } from '../fixtures/hostile-mirrors.ts';
import { startTestEngine } from './support/engine.ts';

let dataDir = '';
let file = '';

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ptmx-user-'));
  file = join(dataDir, 'user.db');
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** `user.db` as the first version of the program left it. */
function writeFirstVersion(mirrors: number): void {
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.exec(`
    CREATE TABLE mirror (id TEXT PRIMARY KEY, title TEXT NOT NULL, sources TEXT NOT NULL, is_sample INTEGER NOT NULL, opened_at INTEGER NOT NULL) STRICT;
    CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    PRAGMA user_version = 1`);
  const insert = database.prepare(`INSERT INTO mirror VALUES (?, 'Mine', '["/mirrors/mine"]', 0, ?)`);
  for (let number = 0; number < mirrors; number += 1) insert.run(String(number).padStart(16, '0'), number);
  database.close();
}

function versionOf(path: string): unknown {
  const database = new Database(path, { readonly: true });
  try {
    return [database.pragma('user_version', { simple: true }), database.prepare('SELECT count(*) AS n FROM mirror').pluck().get()];
  } finally {
    database.close();
  }
}

function messageOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

function finishedJob(number: number): Job {
  return {
    id: `job-${number}`, kind: 'index', title: 'Mine', mirror: '0'.repeat(16), state: 'done', phase: 'Analysing', done: 1, total: 1, unit: 'steps', rate: null, etaMs: null,
    message: 'Done.', error: null, startedAt: number, endedAt: number, outcome: { path: null, count: 2, bytes: null },
  };
}

/** The version that this program brings a database to; the tests below name what each step found. */
const latest = 11;

describe('migration', () => {
  test('what the first version wrote is kept, and copied before it is changed', () => {
    writeFirstVersion(3);
    const user = openUserDatabase(dataDir);
    expect(user.mirrors().map(({ id }) => Number(id))).toEqual([2, 1, 0]);
    user.close();
    expect(versionOf(file)).toEqual([latest, 3]);
    expect(versionOf(`${file}.before-2`)).toEqual([1, 3]);
    expect(readdirSync(dataDir).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('what the second version wrote is kept when notes come in, and copied before', () => {
    writeFirstVersion(2);
    const database = new Database(file);
    database.exec(`CREATE TABLE finished_job (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, job TEXT NOT NULL) STRICT; PRAGMA user_version = 2`);
    database.prepare('INSERT INTO finished_job (id, job) VALUES (?, ?)').run('job-1', JSON.stringify(finishedJob(1)));
    database.close();
    const user = openUserDatabase(dataDir);
    user.annotations.setNote('0'.repeat(16), { hub: 'huggingface', name: 'a', ordinal: 0 }, 'Written in the third');
    expect(user.finishedJobs()).toEqual([finishedJob(1)]);
    user.close();
    expect(versionOf(file)).toEqual([latest, 2]);
    expect(versionOf(`${file}.before-3`)).toEqual([2, 2]);
    expect(existsSync(`${file}.before-2`)).toBe(false);
  });

  test('what the third version wrote is kept when views come in, and copied before', () => {
    writeFirstVersion(2);
    const database = new Database(file);
    database.exec(`
      CREATE TABLE finished_job (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, job TEXT NOT NULL) STRICT;
      CREATE TABLE annotation (number INTEGER PRIMARY KEY, mirror TEXT NOT NULL, hub TEXT NOT NULL, name TEXT NOT NULL, ordinal INTEGER NOT NULL,
        note TEXT NOT NULL CHECK (length(note) <= 100000), changed_at INTEGER NOT NULL, UNIQUE (mirror, hub, name, ordinal)) STRICT;
      CREATE INDEX annotation_changed ON annotation (mirror, changed_at DESC, number DESC);
      CREATE TABLE annotation_tag (annotation INTEGER NOT NULL REFERENCES annotation (number) ON DELETE CASCADE, folded TEXT NOT NULL,
        text TEXT NOT NULL CHECK (length(text) <= 100), position INTEGER NOT NULL, PRIMARY KEY (annotation, folded)) STRICT, WITHOUT ROWID;
      INSERT INTO annotation VALUES (1, '0000000000000000', 'huggingface', 'a', 0, 'Written in the third', 5);
      PRAGMA user_version = 3`);
    database.close();
    const user = openUserDatabase(dataDir);
    user.views.save({ name: 'Mine', query: 'bert', columns: [{ id: 'name', width: null, pinned: true }] });
    expect(user.annotations.of('0'.repeat(16), { hub: 'huggingface', name: 'a', ordinal: 0 }).note).toBe('Written in the third');
    user.close();
    expect(versionOf(file)).toEqual([latest, 2]);
    expect(versionOf(`${file}.before-4`)).toEqual([3, 2]);
  });

  /** What each step since the sixth brought in: what undoes it, and what it lists. The last step first. */
  const steps: readonly { readonly version: number; readonly what: string; readonly undo: string; readonly list: (user: UserDatabase) => readonly unknown[] }[] = [
    { version: 11, what: 'lists of subsets', undo: `DROP TABLE package_list_block; DROP TABLE package_list; ALTER TABLE subset DROP COLUMN former; ALTER TABLE subset_version ADD COLUMN listed BLOB; ALTER TABLE subset_version ADD COLUMN held BLOB`, list: (user) => user.subsets.list('0'.repeat(16)) },
    { version: 10, what: 'decisions', undo: 'DROP TABLE decision', list: (user) => user.decisions.list('0'.repeat(16)) },
    { version: 9, what: 'dashboards', undo: 'DROP TABLE dashboard', list: (user) => user.dashboards.list() },
    { version: 8, what: 'subsets', undo: 'DROP TABLE subset_version; DROP TABLE subset', list: (user) => user.subsets.list('0'.repeat(16)) },
    { version: 7, what: 'aliases', undo: 'DROP TABLE alias', list: (user) => user.aliases.list() },
    { version: 6, what: 'keys', undo: 'DROP TABLE signing_key', list: (user) => user.signingKeys.list() },
  ];

  test.each(steps)('what was written before version $version is kept when $what come in, and copied before', ({ version, list }) => {
    const older = openUserDatabase(dataDir);
    older.views.save({ name: 'Mine', query: 'bert', columns: [{ id: 'name', width: null, pinned: true }] });
    older.close();
    const database = new Database(file);
    database.exec(`${steps.filter((step) => step.version >= version).map(({ undo }) => undo).join('; ')}; PRAGMA user_version = ${version - 1}`);
    database.close();
    const user = openUserDatabase(dataDir);
    expect([user.views.list().map(({ name }) => name), list(user)]).toEqual([['Mine'], []]);
    user.close();
    expect(versionOf(file)).toEqual([latest, 0]);
    expect(versionOf(`${file}.before-${version}`)).toEqual([version - 1, 0]);
  });

  test('lists of subsets that version 10 wrote keep their packages, and what their versions held', () => {
    const key = { hub: 'huggingface', name: 'o/é', ordinal: 0 } as const;
    const other = { ...key, name: 'a' };
    const older = openUserDatabase(dataDir);
    older.close();
    const database = new Database(file);
    database.exec(`${steps[0]?.undo ?? ''}; PRAGMA user_version = 10`);
    const lines = [key, other].map(({ hub, name, ordinal }) => JSON.stringify([hub, name, ordinal]));
    const sha256 = createHash('sha256').update(`${lines[1] ?? ''}\n`).digest('hex');
    database.prepare(`INSERT INTO subset (number, id, mirror, name, folded, note, tags, version, changed_at) VALUES (1, ?, ?, 'Mine', 'mine', '', '[]', 1, 5)`).run('1'.repeat(16), '0'.repeat(16));
    database
      .prepare(`INSERT INTO subset_version (subset, version, reason, definition, listed, made_at, fingerprint, count, content_hash, held) VALUES (1, 1, 'made', '{"kind":"list","total":2}', ?, 5, 'f', 1, ?, ?)`)
      .run(deflateRawSync(lines.join('\n')), sha256, deflateRawSync(lines[1] ?? ''));
    database.close();
    const user = openUserDatabase(dataDir);
    const [mine] = user.subsets.list('0'.repeat(16));
    if (mine?.current.definition.kind !== 'list') throw new Error('no list');
    expect([...linesOf(mine.current.definition.list)]).toEqual([lines[1], lines[0]]);
    const held = user.subsets.held(mine.current);
    expect(held && [...linesOf(held)]).toEqual([lines[1]]);
    user.close();
  });

  test('a new one and one of this version are not copied', () => {
    openUserDatabase(dataDir).close();
    openUserDatabase(dataDir).close();
    expect(readdirSync(dataDir)).toEqual(['user.db']);
  });

  test('threads that meet at the same migration do it once', async () => {
    writeFirstVersion(40);
    const { engine, call } = startTestEngine(dataDir);
    try {
      const answers = await Promise.all(Array.from({ length: 6 }, () => call('mirrors.recent', {})));
      for (const { mirrors } of answers) expect(mirrors).toHaveLength(40);
    } finally {
      await engine.close();
    }
    expect(versionOf(`${file}.before-2`)).toEqual([1, 40]);
  });

  test('where the copy cannot be written, nothing is changed', () => {
    writeFirstVersion(1);
    mkdirSync(`${file}.before-2.part`);
    expect(messageOf(() => openUserDatabase(dataDir))).toMatchObject({ code: 'unreadable' });
    expect(versionOf(file)).toEqual([1, 1]);
  });
});

describe('a database that cannot be used', () => {
  test('of a newer version is refused and left as it is; the program runs on', async () => {
    writeFirstVersion(1);
    const database = new Database(file);
    database.pragma('user_version = 99');
    database.close();
    const before = readFileSync(file);
    const { engine } = startTestEngine(dataDir);
    try {
      for (let attempt = 0; attempt < 4; attempt += 1) {
        expect(await engine.call('mirrors.recent', {})).toMatchObject({ ok: false, error: { code: 'refused', message: expect.stringContaining(file), hint: expect.stringContaining('Update') } });
      }
      expect((await engine.call('app.info', {})).ok).toBe(true);
    } finally {
      await engine.close();
    }
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(existsSync(`${file}.before-2`)).toBe(false);
  });

  const damages: readonly (readonly [name: string, damage: () => void])[] = [
    ['no database at all', () => writeFileSync(file, 'not a database, but long enough to be taken for one '.repeat(100))],
    ['its first page overwritten', () => overwrite(0)],
    ['a page of a table overwritten', () => overwrite(4096)],
    ['its last page overwritten', () => overwrite(statSync(file).size - 4096)],
  ];

  function overwrite(offset: number): void {
    const descriptor = openSync(file, 'r+');
    writeSync(descriptor, Buffer.alloc(512, 0x5a), 0, 512, offset);
    closeSync(descriptor);
  }

  test.each(damages)('%s: its name and what to do are said, and it is not touched', (_name, damage) => {
    writeFirstVersion(200);
    damage();
    const before = readFileSync(file);
    expect(messageOf(() => openUserDatabase(dataDir))).toMatchObject({
      code: 'unreadable', message: expect.stringContaining(`${file} is damaged`), hint: expect.stringContaining('move it away'),
    });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(existsSync(`${file}.before-2`)).toBe(false);
  });
});

describe('finished jobs', () => {
  test('are told after a restart, latest first', async () => {
    const mirror = goodMirror(join(dataDir, 'mirror'));
    const first = startTestEngine(join(dataDir, 'data'));
    await first.index([mirror]);
    await first.index([mirror], true);
    const told = (await first.call('jobs.list', {})).jobs;
    expect(told.map((job) => job.state)).toEqual(['done', 'done']);
    await first.engine.close();
    const second = startTestEngine(join(dataDir, 'data'));
    expect((await second.call('jobs.list', {})).jobs).toEqual(told);
    await second.index([mirror], true);
    expect((await second.call('jobs.list', {})).jobs.slice(1)).toEqual(told);
    await second.engine.close();
  });

  test('the last 50 are kept, in the order in which they ended, whatever the clock said', () => {
    const user = openUserDatabase(dataDir);
    for (let number = 0; number < 60; number += 1) user.saveFinishedJob({ ...finishedJob(number), endedAt: 1000 - number });
    expect(user.finishedJobs().map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, at) => `job-${59 - at}`));
    user.close();
  });

  test('one in a shape that is not known is left out', () => {
    openUserDatabase(dataDir).close();
    const database = new Database(file);
    database.exec(`INSERT INTO finished_job (id, job) VALUES ('a', '{"kind":"dream"}'), ('b', 'no JSON')`);
    database.close();
    const user = openUserDatabase(dataDir);
    user.saveFinishedJob(finishedJob(1));
    expect(user.finishedJobs()).toEqual([finishedJob(1)]);
    user.close();
  });
});

test('the mirror opened last is the first one even where the clock was set back', () => {
  const user = openUserDatabase(dataDir);
  const mirror = (id: string, openedAt: number) => ({ id, title: id, sources: [`/${id}`], isSample: false, openedAt });
  user.saveMirror(mirror('a', 5000));
  user.saveMirror(mirror('b', 3000));
  expect(user.mirrors().map(({ id }) => id)).toEqual(['b', 'a']);
  user.saveMirror(mirror('a', 1));
  expect(user.mirrors().map(({ id }) => id)).toEqual(['a', 'b']);
  user.close();
});
