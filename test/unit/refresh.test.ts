import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildIndex, currentIndex, PreviousIndex, surveyMirror } from '../../src/core/index/index.ts';
import { hireHere } from '../../src/core/jobs/index.ts';
import { locateMirror, prepareSampleMirror } from '../../src/core/mirror/index.ts';
import { openRepository } from '../../src/core/package/index.ts';
import { pack } from '../../src/core/subset/testing.ts';
import { tarArchive } from '../fixtures/tar.ts';
import { writeClone } from '../fixtures/write-clone.ts';
import { snapshotOf } from './support/snapshot.ts';
import { startTestEngine, testVersion, workerFile, type TestEngine } from './support/engine.ts';

/** The sample mirror: five hubs, 17 clones, written anew for each test so that it can be changed. */
let folder = '';
let mirror = '';
let program: TestEngine;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-refresh-'));
  mirror = join(folder, 'mirror');
  prepareSampleMirror(join(import.meta.dirname, '..', '..', 'resources', 'sample-mirror'), mirror);
  // A file that lacks is a problem of every index, however it was made.
  rmSync(inHub('modelzoo', 'json', 'metadata', 'mz_metadata.json'));
  program = startTestEngine(join(folder, 'data'));
  await program.index([mirror]);
});

afterEach(async () => {
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});

const inHub = (hub: string, ...path: readonly string[]): string => join(mirror, 'data', hub, ...path);

async function refresh(): Promise<string> {
  const { job } = await program.call('mirrors.open', { paths: [mirror], refresh: true });
  const ended = await program.finished(job ?? '');
  expect(ended.error).toBeNull();
  return ended.message;
}

async function indexFile(of: TestEngine): Promise<string> {
  const { mirrors } = await of.call('mirrors.recent', {});
  return currentIndex(of.dataDir, mirrors[0]?.id ?? '')?.path ?? '';
}

/** All that an index says, without numbers that depend on the order of writing. */
async function contentOf(of: TestEngine): Promise<Readonly<Record<string, unknown>>> {
  const database = new Database(await indexFile(of), { readonly: true });
  const all = (sql: string): unknown => database.prepare(sql).raw().all();
  const term = (column: string): string => `(SELECT kind || ' ' || text FROM term WHERE id = ${column})`;
  const file = (column: string): string => `(SELECT path FROM source_file WHERE id = ${column})`;
  const repository = (column: string): string => `(SELECT path FROM repository WHERE id = ${column})`;
  const person = (column: string): string => `(SELECT name || ' <' || email || '>' FROM person WHERE id = ${column})`;
  try {
    expect(database.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    return {
      packages: all(`SELECT id, hub, name, folded, ordinal, record_number, metadata_id, ${['owner', 'task', 'architecture', 'license', 'library', 'task_original', 'architecture_original', 'license_original', 'library_original'].map(term).join(', ')},
        downloads, likes, stars, files, bytes, parameters, created, modified, claims, claims_strict, has_card, gated, recovered, ${repository('repository')}, clone, record_commit, sha, url, owner_url, description, facts,
        ${file('unified_file')}, unified_offset, unified_length, ${file('metadata_file')}, metadata_offset, metadata_length FROM package ORDER BY id`),
      terms: all(`SELECT package, ${term('term')} FROM package_term ORDER BY 1, 2`),
      lineage: all(`SELECT package, ${term('base')}, relation, source, target FROM lineage ORDER BY 1, 2, 3`),
      claims: all(`SELECT package, position, ${term('task')}, ${term('dataset')}, ${term('metric')}, value, number, strict, source FROM claim ORDER BY 1, 2`),
      repositories: all('SELECT path, hub, layout, state, reason, head, branch, origin, commits, signed_commits, authors, first_commit, last_commit FROM repository ORDER BY path'),
      commits: all(`SELECT ${repository('repository')}, hex(sha), ${person('author')}, ${person('committer')}, authored, committed, parents, signature FROM commits ORDER BY 1, 2`),
      contributions: all(`SELECT ${repository('repository')}, ${person('person')}, commits, signed, first, last FROM contribution ORDER BY 1, 2`),
      cards: all(`SELECT ${repository('rowid')} FROM card_fts WHERE card_fts MATCH 'model' ORDER BY 1`),
      descriptions: all(`SELECT rowid FROM description_fts WHERE description_fts MATCH 'model' ORDER BY 1`),
      files: all('SELECT path, archive, bytes, modified_ms, sha256 FROM source_file ORDER BY path'),
      hubs: all('SELECT * FROM hub ORDER BY hub'),
      problems: all(`SELECT severity, code, hub, file, offset, record, message, stage FROM problem WHERE code <> 'gone-package' ORDER BY 2, 3, 4, 5, 6, 7`),
      fingerprint: all(`SELECT value FROM meta WHERE key = 'fingerprint'`),
    };
  } finally {
    database.close();
  }
}

/** What is refreshed must be what would be read anew. */
async function expectAsReadAnew(): Promise<void> {
  const refreshed = await contentOf(program);
  const other = startTestEngine(join(folder, 'other-data'));
  try {
    await other.index([mirror]);
    const anew = await contentOf(other);
    for (const [part, rows] of Object.entries(anew)) expect(refreshed[part], part).toEqual(rows);
  } finally {
    await other.close();
  }
}

/** Moves a clone's branch back to the parent of its last commit. */
function rewind(clone: string): void {
  const repository = openRepository(clone, { mirrorRoot: mirror });
  const head = repository.head();
  const parents: string[] = [];
  repository.walkCommits([head?.sha ?? ''], (commit) => void (commit.sha === head?.sha && parents.push(...commit.parents)));
  repository.close();
  expect(parents.length, clone).toBeGreaterThan(0);
  const git = readdirSync(clone).includes('.git') ? join(clone, '.git') : clone;
  const reference = join(git, ...(head?.ref ?? '').split('/'));
  mkdirSync(join(reference, '..'), { recursive: true });
  writeFileSync(reference, `${parents[0]}\n`);
}

function clonesOf(hub: string): readonly string[] {
  return readdirSync(inHub(hub, 'repos')).flatMap((owner) => readdirSync(inHub(hub, 'repos', owner)).map((name) => inHub(hub, 'repos', owner, name)));
}

describe('a refresh', () => {
  test('of an unchanged mirror builds nothing and keeps the index in force', async () => {
    const before = await indexFile(program);
    expect(await refresh()).toMatch(/^Nothing changed since the mirror was indexed \(17 clones and all files compared in/);
    expect(await indexFile(program)).toBe(before);
  });

  test('reads a clone whose HEAD moved, takes the others over unread, and leaves the mirror as it is', async () => {
    const clone = clonesOf('huggingface')[0] ?? '';
    rewind(clone);
    const pristine = await snapshotOf(mirror);
    expect(await refresh()).toContain('16 clones taken over unread');
    expect(await snapshotOf(mirror)).toBe(pristine);
    await expectAsReadAnew();
  });

  test('does not read the files of a hub that did not change', async () => {
    const file = inHub('huggingface', 'json', 'huggingface.json');
    rewind(clonesOf('pytorchhub')[0] ?? '');
    const namesIn = (path: string): unknown => {
      const database = new Database(path, { readonly: true });
      try {
        return database.prepare('SELECT name FROM package WHERE hub = 0 ORDER BY id').pluck().all();
      } finally {
        database.close();
      }
    };
    const before = await indexFile(program);
    const previous = PreviousIndex.open(before, testVersion);
    const located = locateMirror([mirror]);
    const control = { progress: () => undefined, isCancelled: () => false };
    try {
      const survey = surveyMirror(located, previous, control);
      // Other bytes from here on: only who reads the file now can tell.
      writeFileSync(file, ' '.repeat(statSync(file).size));
      await buildIndex({ located, databaseFile: join(folder, 'next.db'), appVersion: testVersion, hire: hireHere(workerFile), previous, survey }, control);
      expect(survey.keptHubs).toContain('huggingface');
    } finally {
      previous?.close();
    }
    expect(namesIn(join(folder, 'next.db'))).toEqual(namesIn(before));
  });

  test('notices other content of the same size and date; the same content under a new date of change is not read again', async () => {
    const file = inHub('modelhub', 'json', 'metadata', 'mh_metadata.json');
    // Of whole seconds: setting a date back would round the one that the file came with.
    const date = 1_700_000_000;
    utimesSync(file, date, date);
    await refresh();
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text);
    utimesSync(file, date, date);
    expect(await refresh()).toContain('Nothing changed');
    const changed = text.replace('"gpu": true', '"gpu": null');
    expect([changed.length, changed === text]).toEqual([text.length, false]);
    writeFileSync(file, changed);
    utimesSync(file, date, date);
    expect(await refresh()).toContain('indexed in');
    await expectAsReadAnew();
  });

  test('tells of a model card that cannot be read, when its clone comes and when it is taken over', async () => {
    writeClone(inHub('huggingface', 'repos', 'o', 'a'), [{ message: 'Card', files: { 'README.md': '---\nlicense: "mit\n---\n' } }]);
    const told = async (): Promise<unknown> => {
      const { mirrors } = await program.call('mirrors.recent', {});
      const { rows } = await program.call('problems.list', { mirror: mirrors[0]?.id ?? '', code: 'unreadable-card' });
      return rows.map(({ file, message }) => `${file}: ${message}`);
    };
    await refresh();
    const found = ['data/huggingface/repos/o/a: Line 1: Missing closing "quote'];
    expect(await told()).toEqual(found);
    rewind(clonesOf('pytorchhub')[0] ?? '');
    expect(await refresh()).toContain('taken over unread');
    expect(await told()).toEqual(found);
  });

  test('finds clones that came, and those that went', async () => {
    const [first = '', second = ''] = clonesOf('huggingface');
    renameSync(first, join(folder, 'elsewhere'));
    expect(await refresh()).toContain('16 clones taken over unread');
    await expectAsReadAnew();
    renameSync(join(folder, 'elsewhere'), first);
    cpSync(second, inHub('huggingface', 'repos', 'somebody', 'else'), { recursive: true });
    rmSync(clonesOf('pytorchhub')[0] ?? '', { recursive: true, force: true });
    await refresh();
    rmSync(join(folder, 'other-data'), { recursive: true, force: true });
    await expectAsReadAnew();
  });

  test('reads a hub anew whose file changed, and marks as gone what it lost', async () => {
    const file = inHub('huggingface', 'json', 'huggingface.json');
    const records = JSON.parse(readFileSync(file, 'utf8')) as { ModelName: string }[];
    const [lost] = records.splice(3, 1);
    writeFileSync(file, JSON.stringify(records, null, 4));
    expect(await refresh()).toMatch(/17 clones taken over unread; 1 package gone since\.$/);
    await expectAsReadAnew();
    const { mirrors } = await program.call('mirrors.recent', {});
    const id = mirrors[0]?.id ?? '';
    const problems = await program.call('problems.list', { mirror: id, code: 'gone-package' });
    expect(problems.rows.map(({ record }) => record)).toEqual([lost?.ModelName]);
    const answer = await program.engine.call('packages.get', { mirror: id, package: { hub: 'huggingface', name: lost?.ModelName ?? '', ordinal: 0 } });
    expect(answer).toMatchObject({ ok: false, error: { code: 'not-found', message: expect.stringContaining('is gone: an index of') } });
    // Still gone after another refresh, and there again once the mirror has it again.
    rewind(clonesOf('huggingface')[0] ?? '');
    expect(await refresh()).toContain('1 package gone since');
    writeFileSync(file, JSON.stringify([...records.slice(0, 3), lost, ...records.slice(3)], null, 4));
    expect(await refresh()).not.toContain('gone since');
  });

  test('notices a hub that came and one that went', async () => {
    renameSync(inHub('modelhub'), join(folder, 'modelhub'));
    await refresh();
    await expectAsReadAnew();
    renameSync(join(folder, 'modelhub'), inHub('modelhub'));
    expect(await refresh()).not.toContain('gone since');
  });

  test('after which another refresh finds nothing to do', async () => {
    rewind(clonesOf('onnxmodelzoo')[0] ?? '');
    await refresh();
    expect(await refresh()).toMatch(/^Nothing changed/);
  });

  test('does not read an unchanged archive again, and keeps what it told of the clones inside', async () => {
    const archives = join(folder, 'archives');
    mkdirSync(archives);
    const first = join(archives, 'first.tar.gz');
    await pack(mirror, first);
    utimesSync(first, 1_600_000_000, 1_600_000_000);
    writeFileSync(join(archives, 'second.tar.gz'), gzipSync(tarArchive([])));
    const own = startTestEngine(join(folder, 'archive-data'));
    try {
      await own.index([archives]);
      const before = await contentOf(own);
      const again = await own.call('mirrors.open', { paths: [archives], refresh: true });
      expect((await own.finished(again.job ?? '')).message).toMatch(/^Nothing changed/);
      // What the first archive holds is gone from its place: only the index knows it now.
      writeFileSync(first, Buffer.alloc(statSync(first).size));
      utimesSync(first, 1_600_000_000, 1_600_000_000);
      utimesSync(join(archives, 'second.tar.gz'), 1_700_000_000, 1_700_000_000);
      const { job } = await own.call('mirrors.open', { paths: [archives], refresh: true });
      expect((await own.finished(job ?? '')).error).toBeNull();
      const after = await contentOf(own);
      for (const [part, rows] of Object.entries(before)) expect(after[part], part).toEqual(rows);
      expect((after['repositories'] as unknown[]).length).toBe(17);
    } finally {
      await own.close();
    }
  });

  test('leaves the previous index as it is until the new one is in force', async () => {
    const path = await indexFile(program);
    const bytes = readFileSync(path);
    const located = locateMirror([mirror]);
    const previous = PreviousIndex.open(path, testVersion);
    const control = { progress: () => undefined, isCancelled: () => false };
    rewind(clonesOf('huggingface')[0] ?? '');
    try {
      const survey = surveyMirror(located, previous, control);
      const summary = await buildIndex({ located, databaseFile: join(folder, 'next.db'), appVersion: testVersion, hire: hireHere(workerFile), previous, survey }, control);
      expect(summary).toMatchObject({ packages: 63, gone: 0 });
    } finally {
      previous?.close();
    }
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });

  test('reads everything again when it is told to', async () => {
    const { job } = await program.call('mirrors.open', { paths: [mirror], rebuild: true });
    expect((await program.finished(job ?? '')).message).not.toContain('taken over');
    await expectAsReadAnew();
  });
});
