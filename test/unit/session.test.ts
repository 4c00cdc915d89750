import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openUserDatabase } from '../../src/core/index/index.ts';
import type { RecentPlace, Session } from '../../src/shared/contract/index.ts';
import { goodMirror } from '../fixtures/hostile-mirrors.ts';
import { startTestEngine } from './support/engine.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-session-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const session = (mirror: string | null): Session => ({
  mirror, address: '#/models?q=bert', columns: [{ id: 'name', width: null, pinned: true }], view: null, openFacets: ['hub'], facetsShown: true, inspectorShown: false, picked: [{ hub: 'modelhub', name: 'a', ordinal: 0 }], cursor: 3, cursorOf: '["x"]', reach: { share: 41.5, colourBy: 'task', sizeBy: 'downloads' },
});

describe('the session', () => {
  test('is there again at the next start, and without its place where another mirror was opened since', async () => {
    const dataDir = join(folder, 'data');
    const first = startTestEngine(dataDir);
    expect(await first.call('session.get', {})).toEqual({ session: null });
    const mirror = await first.index([goodMirror(join(folder, 'one'))]);
    await first.call('session.set', session(mirror));
    await first.engine.close();
    const second = startTestEngine(dataDir);
    expect(await second.call('session.get', {})).toEqual({ session: session(mirror) });
    await second.call('mirrors.open', { paths: [goodMirror(join(folder, 'two'))], indexIfMissing: false });
    expect(await second.call('session.get', {})).toEqual({ session: { ...session(mirror), address: '' } });
    await second.engine.close();
  });

  test.each(['no JSON', '{}', '[1]', JSON.stringify({ ...session(null), columns: [] }), JSON.stringify({ ...session(null), cursor: 'x' })])('that cannot be read counts as none: %s', async (text) => {
    const user = openUserDatabase(folder);
    user.changeSetting('session', () => text);
    user.changeSetting('recent', () => text);
    user.close();
    const { engine, call } = startTestEngine(folder);
    expect(await call('session.get', {})).toEqual({ session: null });
    expect(await call('recent.list', {})).toEqual({ places: [] });
    await engine.close();
  });

  test('beyond its bounds is refused', async () => {
    const { engine } = startTestEngine(folder);
    expect(await engine.call('session.set', { ...session(null), address: 'x'.repeat(100_001) })).toMatchObject({ ok: false, error: { code: 'invalid-arguments' } });
    expect(await engine.call('session.set', { ...session(null), openFacets: Array.from({ length: 101 }, () => 'hub') })).toMatchObject({ ok: false });
    await engine.close();
  });
});

test('recent places are each kept once, the latest first, thirty of them, and can be forgotten', async () => {
  const { engine, call } = startTestEngine(folder);
  const search = (query: string): RecentPlace => ({ kind: 'search', query });
  const opened: RecentPlace = { kind: 'package', package: { hub: 'huggingface', name: 'a/b', ordinal: 0 } };
  await call('recent.add', { place: opened });
  for (let number = 0; number < 29; number += 1) await call('recent.add', { place: search(`q${number}`) });
  await call('recent.add', { place: opened });
  expect((await call('recent.list', {})).places.slice(0, 2)).toEqual([opened, search('q28')]);
  const { places } = await call('recent.add', { place: search('new') });
  expect(places).toHaveLength(30);
  expect(places.at(-1)).toEqual(search('q1'));
  await call('recent.replace', { places: [] });
  expect(await call('recent.list', {})).toEqual({ places: [] });
  await engine.close();
});
