import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DashboardContent, EngineEvent } from '../../src/shared/contract/index.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';

let folder = '';
let engine: TestEngine;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-dashboards-'));
  engine = startTestEngine();
});

afterEach(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const board: DashboardContent = { name: 'Mine', tiles: [{ measure: 'claims-by-task', part: 'tasks', query: 'hub:huggingface', parameters: { rule: 'tolerant' }, look: 'wide' }] };

test('dashboards are written to a file and come back from it, and every window is told', async () => {
  const events: EngineEvent[] = [];
  const end = engine.engine.subscribe((event) => events.push(event));
  const { id } = await engine.call('dashboards.save', { ...board, name: '  Mine ' });
  const file = join(folder, 'dashboards.json');
  await engine.call('dashboards.export', { ids: null, target: file });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ format: 'ptmx-dashboards', version: 1, dashboards: [board] });
  expect(await engine.call('dashboards.import', { path: file })).toMatchObject({ added: [], same: 1, bad: [] });
  await engine.call('dashboards.remove', { id, was: board });
  expect(await engine.call('dashboards.import', { path: file })).toMatchObject({ added: [board], same: 0, bad: [] });
  expect(events).toEqual(Array.from({ length: 4 }, () => ({ kind: 'dashboards' })));
  end();
});

test('what another person’s file has that cannot be read is named, and nothing else of it is lost', async () => {
  const file = join(folder, 'dashboards.json');
  writeFileSync(file, JSON.stringify({ format: 'ptmx-dashboards', version: 1, dashboards: [board, { ...board, name: '' }, { name: 'x', tiles: [{ ...board.tiles[0], measure: '../etc' }] }, null] }));
  const { added, bad } = await engine.call('dashboards.import', { path: file });
  expect(added).toMatchObject([board]);
  expect(bad.map(({ entry }) => entry)).toEqual(['Entry 2', 'x', 'Entry 4']);
  writeFileSync(file, JSON.stringify({ format: 'ptmx-dashboards', version: 2, dashboards: [board] }));
  expect(await engine.engine.call('dashboards.import', { path: file })).toMatchObject({ ok: false, error: { code: 'refused' } });
});
