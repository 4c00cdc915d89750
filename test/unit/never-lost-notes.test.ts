import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallInput, EngineEvent } from '../../src/shared/contract/index.ts';
import { notesFileSchema } from '../../src/shared/contract/notes.ts';
import type { PackageKey } from '../../src/shared/domain/index.ts';
import { goodMirror } from '../fixtures/hostile-mirrors.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';

let folder = '';
let source = '';
let program: TestEngine;
let mirror = '';

const key = (name: string): PackageKey => ({ hub: 'huggingface', name, ordinal: 0 });
const first = key('good/first');
const last = key('good/last');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-kept-'));
  source = goodMirror(join(folder, 'mirror'));
  program = startTestEngine(join(folder, 'data'));
  mirror = await program.index([source]);
});

afterEach(async () => {
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});

const list = (more: Partial<CallInput<'notes.list'>> = {}) => program.call('notes.list', { mirror, ...more });

async function annotate(): Promise<void> {
  await program.call('notes.setNote', { mirror, package: first, note: 'Trains on one GPU.\nÉvaluation pending' });
  await program.call('notes.changeTags', { mirror, package: first, add: ['Candidate'] });
  await program.call('notes.changeTags', { mirror, package: last, add: ['candidate', 'slow'] });
}

/** The mirror as it is refreshed: the last record is gone, and no index of before is any use. */
function dropLast(): void {
  const file = join(source, 'data', 'huggingface', 'json', 'huggingface.json');
  const records = JSON.parse(readFileSync(file, 'utf8')) as { ModelName: string }[];
  writeFileSync(file, JSON.stringify(records.filter(({ ModelName }) => ModelName !== last.name)));
  rmSync(join(source, 'data', 'huggingface', 'json', 'metadata'), { recursive: true, force: true });
}

describe('notes and tags stay attached', () => {
  test('over a rebuild, to packages that the mirror still has and to those that vanished', async () => {
    await annotate();
    const before = await list();
    expect(before).toMatchObject({ all: 2, gone: 0, total: 2 });
    dropLast();
    await program.index([source], true);
    const after = await list();
    expect(after).toMatchObject({ all: 2, gone: 1, total: 2 });
    expect(after.rows.map(({ present: _present, ...row }) => row)).toEqual(before.rows.map(({ present: _present, ...row }) => row));
    expect(await program.call('notes.get', { mirror, package: last })).toMatchObject({ tags: ['candidate', 'slow'], present: false });
    expect((await list({ gone: true })).rows.map((row) => row.package.name)).toEqual([last.name]);
    expect(await program.engine.call('packages.get', { mirror, package: last })).toMatchObject({ ok: false, error: { code: 'not-found' } });
    // Still to be changed, and to be taken away.
    await program.call('notes.changeTags', { mirror, package: last, remove: ['Slow', 'Candidate'] });
    expect(await list()).toMatchObject({ all: 1, gone: 0 });
  });

  test('when the mirror is forgotten, which says how many, and opened again', async () => {
    await annotate();
    expect(await program.call('mirrors.forget', { mirror })).toEqual({ annotated: 2 });
    expect(await program.engine.call('notes.list', { mirror })).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await program.index([source])).toBe(mirror);
    expect(await list()).toMatchObject({ all: 2, gone: 0 });
  });

  test('where the index is away; whether the mirror has the packages is not known then', async () => {
    await annotate();
    rmSync(join(folder, 'data', 'indexes', mirror), { recursive: true });
    expect(await list()).toMatchObject({ all: 2, gone: null, rows: [{ present: null }, { present: null }] });
    expect(await program.call('notes.setNote', { mirror, package: last, note: 'Written without an index' })).toMatchObject({ note: 'Written without an index', present: null });
  });

  test('when the program starts again', async () => {
    await annotate();
    const before = await list();
    await program.engine.close();
    program = startTestEngine(join(folder, 'data'));
    expect(await list()).toEqual(before);
  });
});

describe('the list', () => {
  test('searches notes, tags and names in any case and with or without accents, every word', async () => {
    await annotate();
    const found = async (more: Partial<CallInput<'notes.list'>>) => (await list(more)).rows.map((row) => row.package.name).sort();
    expect(await found({ text: 'EVALUATION gpu' })).toEqual([first.name]);
    expect(await found({ text: 'candid' })).toEqual([first.name, last.name]);
    expect(await found({ text: 'candid slow' })).toEqual([last.name]);
    expect(await found({ text: 'good/l' })).toEqual([last.name]);
    expect(await found({ text: 'nothing' })).toEqual([]);
    expect(await found({ tag: 'CANDIDATE' })).toEqual([first.name, last.name]);
    expect(await found({ tag: 'candid' })).toEqual([]);
    expect(await found({ text: '%' })).toEqual([]);
  });

  test('is paged, and shows the line in which a word was found', async () => {
    for (let number = 0; number < 25; number += 1) await program.call('notes.setNote', { mirror, package: key(`gone/${number}`), note: `Number ${number}\n${'filler '.repeat(100)}\nneedle` });
    const pages = await Promise.all([0, 10, 20].map((offset) => list({ offset, limit: 10, excerpt: 20 })));
    expect(pages.map(({ rows }) => rows.length)).toEqual([10, 10, 5]);
    expect(new Set(pages.flatMap(({ rows }) => rows.map((row) => row.package.name))).size).toBe(25);
    expect(pages[0]).toMatchObject({ all: 25, gone: 25, total: 25 });
    expect(pages[0]?.rows[0]).toMatchObject({ excerpt: 'Number 24\nfiller fil', noteLength: 717 });
    expect((await list({ text: 'needle', excerpt: 20, limit: 1 })).rows[0]?.excerpt).toBe('needle');
  });

  test('counts the tags in use', async () => {
    await annotate();
    expect(await program.call('notes.tags', { mirror })).toEqual({ tags: [{ tag: 'Candidate', count: 2 }, { tag: 'slow', count: 1 }] });
  });
});

describe('changes', () => {
  test('are told to every window, also when their caller went away', async () => {
    const told: EngineEvent[] = [];
    const end = program.engine.subscribe((event) => told.push(event));
    const caller = new AbortController();
    const call = program.engine.call('notes.setNote', { mirror, package: first, note: 'Sent, then closed' }, caller.signal);
    caller.abort();
    await call;
    end();
    expect(told).toEqual([{ kind: 'notes', mirror }]);
    expect((await program.call('notes.get', { mirror, package: first })).note).toBe('Sent, then closed');
  });

  test('beyond the limits are refused', async () => {
    const refused = async (name: 'notes.setNote' | 'notes.changeTags', more: object) => expect(await program.engine.call(name, { mirror, package: first, ...more })).toMatchObject({ ok: false, error: { code: 'invalid-arguments' } });
    await refused('notes.setNote', { note: 'x'.repeat(100_001) });
    await refused('notes.changeTags', { add: ['x'.repeat(101)] });
    await refused('notes.changeTags', { add: [' '] });
    await refused('notes.changeTags', { add: Array.from({ length: 101 }, (_, at) => `t${at}`) });
    await program.call('notes.setNote', { mirror, package: first, note: 'theirs' });
    expect(await program.engine.call('notes.setNote', { mirror, package: first, note: 'mine', was: '' })).toMatchObject({ ok: false, error: { code: 'refused', message: expect.stringContaining('changed elsewhere') } });
  });

  test('of a mirror that was never opened are refused', async () => {
    expect(await program.engine.call('notes.setNote', { mirror: 'f'.repeat(16), package: first, note: 'x' })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});

describe('sharing', () => {
  test('a file carries all of it to another mirror and back, and taken in twice changes nothing', async () => {
    await annotate();
    await program.call('notes.setNote', { mirror, package: key('gone/long-ago'), note: 'Kept' });
    const target = join(folder, 'notes.json');
    const written = await program.call('notes.export', { mirror, target });
    expect(written).toEqual({ path: target, count: 3, bytes: readFileSync(target).length });
    expect(notesFileSchema().parse(JSON.parse(readFileSync(target, 'utf8'))).mirror).toBe('mirror');
    const other = await program.index([goodMirror(join(folder, 'other'))]);
    expect(await program.call('notes.import', { mirror: other, path: target })).toMatchObject({ packages: 3, notesAdded: 2, notesJoined: 0, notesLeftOut: 0, tagsAdded: 3, tagsLeftOut: 0, notInMirror: 1 });
    const rows = async (of: string) => (await program.call('notes.list', { mirror: of })).rows;
    const copied = await rows(other);
    expect(copied).toHaveLength(3);
    expect(new Set(copied.map((row) => JSON.stringify(row)))).toEqual(new Set((await rows(mirror)).map((row) => JSON.stringify(row))));
    await program.call('notes.setNote', { mirror: other, package: first, note: 'My own words' });
    expect(await program.call('notes.import', { mirror: other, path: target })).toMatchObject({ notesJoined: 1, tagsAdded: 0 });
    const joined = await rows(other);
    expect(joined.find((row) => row.package.name === first.name)?.excerpt).toMatch(/^My own words\n\n---\n\nTrains on one GPU/);
    expect(await program.call('notes.import', { mirror: other, path: target })).toMatchObject({ notesAdded: 0, notesJoined: 0, tagsAdded: 0 });
    expect(await rows(other)).toEqual(joined);
  });

  test('what a clock that is ahead has dated counts as written now', async () => {
    const path = join(folder, 'ahead.json');
    writeFileSync(path, JSON.stringify({ format: 'ptmx-notes', version: 1, mirror: 'm', packages: [{ ...first, note: 'From the future', tags: [], changedAt: Number.MAX_SAFE_INTEGER }] }));
    await program.call('notes.import', { mirror, path });
    expect((await list()).rows[0]?.changedAt).toBeLessThanOrEqual(Date.now());
  });

  test('an export never goes into the mirror or over a file unasked, and leaves nothing half-written', async () => {
    await annotate();
    const target = join(folder, 'notes.json');
    const refused = async (path: string) => expect(await program.engine.call('notes.export', { mirror, target: path })).toMatchObject({ ok: false, error: { code: 'refused' } });
    writeFileSync(target, 'mine');
    await refused(target);
    await refused(join(source, 'notes.json'));
    await refused(join(source, 'data', 'huggingface', 'notes.json'));
    rmSync(join(folder, 'data', 'indexes', mirror), { recursive: true });
    await refused(join(source, 'data', 'notes.json'));
    expect(readFileSync(target, 'utf8')).toBe('mine');
    await program.call('notes.export', { mirror, target, overwrite: true });
    expect(readdirSync(folder).sort()).toEqual(['data', 'mirror', 'notes.json']);
  });

  test('a table from a spreadsheet is taken in row by row, told what was left out, and undone whole', async () => {
    await annotate();
    const before = await list();
    const path = join(folder, 'table.csv');
    writeFileSync(path, `\uFEFFName;Tags;Note\r\n${first.name};from a sheet|'=cmd;"two\r\nlines"\r\nnobody/nothing;x;\r\nhuggingface/gone/long-ago;late;\r\n`);
    const taken = await program.call('notes.import', { mirror, path, forUndo: true });
    expect(taken).toMatchObject({ packages: 2, notesJoined: 1, tagsAdded: 3, notInMirror: 1, badTotal: 1 });
    expect(taken.bad).toEqual([{ line: 4, reason: 'It names no hub, and the mirror has no package nobody/nothing.' }]);
    const row = (await list()).rows.find(({ package: { name } }) => name === first.name);
    expect(row?.tags).toEqual(expect.arrayContaining(['from a sheet', '=cmd']));
    expect(row?.excerpt).toMatch(/^Trains on one GPU[^]*\n\n---\n\ntwo\nlines$/);
    await program.call('notes.putBack', { mirror, changes: taken.changes ?? [] });
    expect((await list()).rows.map(({ package: of, tags, excerpt }) => ({ of, tags, excerpt }))).toEqual(expect.arrayContaining(before.rows.map(({ package: of, tags, excerpt }) => ({ of, tags, excerpt }))));
    writeFileSync(path, 'name,tags\nnobody/nothing,x\n');
    expect(await program.engine.call('notes.import', { mirror, path })).toMatchObject({ ok: false, error: { code: 'refused', message: expect.stringContaining('Line 2') } });
  });

  test('a file that is none is refused whole', async () => {
    await annotate();
    const before = await list();
    const path = join(folder, 'in.json');
    const good = { ...first, note: 'theirs', tags: ['new'], changedAt: 1 };
    const file = (more: object): string => JSON.stringify({ format: 'ptmx-notes', version: 1, mirror: 'm', packages: [good], ...more });
    for (const text of ['', 'no JSON', '[]', file({ format: 'other' }), file({ version: 2 }), file({ packages: [good, { ...good, hub: 'npm' }] }), file({ packages: [good, { ...good, note: 'x'.repeat(100_001) }] }), file({ packages: [good, { ...good, tags: [''] }] })]) {
      writeFileSync(path, text);
      expect(await program.engine.call('notes.import', { mirror, path }), text.slice(0, 80)).toMatchObject({ ok: false, error: { code: 'refused', message: expect.stringContaining(path) } });
    }
    expect(await program.engine.call('notes.import', { mirror, path: join(folder, 'nowhere.json') })).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await program.engine.call('notes.import', { mirror, path: folder })).toMatchObject({ ok: false, error: { code: 'refused' } });
    expect(await program.engine.call('notes.import', { mirror, path: 'in.json' })).toMatchObject({ ok: false, error: { code: 'invalid-arguments' } });
    expect(await list()).toEqual(before);
    expect(existsSync(path)).toBe(true);
  });
});
