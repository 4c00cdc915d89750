import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineEvent } from '../../src/shared/contract/index.ts';
import { goodMirror } from '../fixtures/hostile-mirrors.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';

let folder = '';
let engine: TestEngine;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-views-'));
  engine = startTestEngine();
});

afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const columns = [{ id: 'name', width: 240, pinned: true }, { id: 'tags', width: null, pinned: false }] as const;
const small = { name: 'Small models', query: 'size:<1GB sort:-downloads,name', columns: [...columns] };

describe('views over the contract', () => {
  test('tell every window of a change, and of none where it was refused', async () => {
    const events: EngineEvent[] = [];
    const end = engine.engine.subscribe((event) => events.push(event));
    const { id } = await engine.call('views.save', { ...small, name: '  Small   models ' });
    expect(await engine.call('views.list', {})).toMatchObject({ views: [{ id, ...small }] });
    expect(events).toEqual([{ kind: 'views' }]);
    expect(await engine.engine.call('views.save', small)).toMatchObject({ ok: false, error: { code: 'refused', hint: 'Choose another name, or update that view.' } });
    expect(await engine.engine.call('views.save', { ...small, name: ' \t' })).toMatchObject({ ok: false, error: { code: 'invalid-arguments', message: expect.stringContaining('A view needs a name.') } });
    expect(await engine.engine.call('views.save', { ...small, name: 'x'.repeat(101) })).toMatchObject({ ok: false, error: { message: expect.stringContaining('at most 100 characters') } });
    expect(events).toHaveLength(1);
    end();
  });

  test('come back from the file that they were written to', async () => {
    const { id } = await engine.call('views.save', small);
    await engine.call('views.save', { ...small, name: 'Other', query: '' });
    const file = join(folder, 'views.json');
    expect(await engine.call('views.export', { ids: null, target: file })).toMatchObject({ path: file, count: 2 });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ format: 'ptmx-views', version: 1, views: [small, { ...small, name: 'Other', query: '' }] });
    await engine.call('views.remove', { views: [{ id }] });
    const taken = await engine.call('views.import', { path: file });
    expect(taken).toMatchObject({ added: [small], renamed: [], same: 1, bad: [] });
    expect((await engine.call('views.list', {})).views.map(({ name }) => name)).toEqual(['Other', 'Small models']);
    expect(await engine.engine.call('views.export', { ids: [id], target: file, overwrite: true })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  test('are written into no mirror', async () => {
    const mirror = goodMirror(join(folder, 'mirror'));
    await engine.index([mirror]);
    await engine.call('views.save', small);
    const target = join(mirror, 'data', 'views.json');
    expect(await engine.engine.call('views.export', { ids: null, target })).toMatchObject({ ok: false, error: { code: 'refused', message: expect.stringContaining('inside the mirror') } });
    expect(existsSync(target)).toBe(false);
  });

  test('of a file that cannot be read are named, and the others taken in', async () => {
    const file = join(folder, 'views.json');
    const entries = [
      small,
      { ...small, name: 'A column of tomorrow', columns: [{ id: 'aura', width: null, pinned: false }] },
      { ...small, name: 'A column twice', columns: [columns[0], columns[0]] },
      { ...small, name: 'Too long', query: 'x'.repeat(10_001) },
      { name: 7 },
      'no view',
      null,
    ];
    writeFileSync(file, `\uFEFF${JSON.stringify({ format: 'ptmx-views', version: 1, views: entries })}`);
    const { added, bad } = await engine.call('views.import', { path: file });
    expect(added.map(({ name }) => name)).toEqual(['Small models']);
    expect(bad.map(({ entry }) => entry)).toEqual(['A column of tomorrow', 'A column twice', 'Too long', 'Entry 5', 'Entry 6', 'Entry 7']);
    expect(bad[0]?.reason).toMatch(/^columns\.0\.id /);
    expect(bad[1]?.reason).toContain('A column stands twice.');
  });

  const others: readonly (readonly [name: string, text: string, said: string])[] = [
    ['no JSON', 'hello', 'is not JSON'],
    ['a file of notes', JSON.stringify({ format: 'ptmx-notes', version: 1, mirror: 'm', packages: [] }), 'is not a file of views that this version reads: format'],
    ['a later version', JSON.stringify({ format: 'ptmx-views', version: 2, views: [] }), 'is not a file of views that this version reads: version'],
    ['a list', '[]', 'is not a file of views'],
  ];

  test.each(others)('%s is refused, and nothing is taken in', async (_name, text, said) => {
    const file = join(folder, 'views.json');
    writeFileSync(file, text);
    expect(await engine.engine.call('views.import', { path: file })).toMatchObject({ ok: false, error: { code: 'refused', message: expect.stringContaining(said) } });
    expect(await engine.call('views.list', {})).toEqual({ views: [] });
  });
});

test('the count of a search is the total that its rows have', async () => {
  const mirror = await engine.index([goodMirror(join(folder, 'mirror'))]);
  for (const query of ['', 'first', 'sort:-downloads', 'nothing-of-the-kind', 'name:(']) {
    const { total } = await engine.call('packages.search', { mirror, query, limit: 1 });
    expect(await engine.call('packages.count', { mirror, query })).toEqual({ total });
  }
});
