import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openUserDatabase } from '../../src/core/index/index.ts';
import type { EngineEvent } from '../../src/shared/contract/index.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';

const own = { theme: 'system', density: 'comfortable', bindings: {}, recent: [], dismissed: [] };

let dataDir = '';
let program: TestEngine;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ptmx-settings-'));
  program = startTestEngine(dataDir);
});

afterEach(async () => {
  await program.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What another version of the program left in `user.db`. */
function leave(settings: string): void {
  const database = openUserDatabase(dataDir);
  database.changeSetting('settings', () => settings);
  database.close();
}

describe('settings', () => {
  test('are the program’s own at first, and kept over a restart once changed', async () => {
    expect(await program.call('settings.get', {})).toEqual(own);
    await program.call('settings.set', { theme: 'dark' });
    await program.call('settings.set', { bindings: { 'go.models': ['M'], 'go.reach': [] } });
    await program.engine.close();
    program = startTestEngine(dataDir);
    expect(await program.call('settings.get', {})).toEqual({ ...own, theme: 'dark', bindings: { 'go.models': ['M'], 'go.reach': [] } });
  });

  test('lose nothing where several are changed at once', async () => {
    const changes = Array.from({ length: 20 }, (_, number) => program.call('settings.set', { bindings: { [`go.view${number}`]: ['M'] } }));
    await Promise.all([...changes, program.call('settings.set', { density: 'compact' })]);
    const kept = await program.call('settings.get', {});
    expect(kept.density).toBe('compact');
    expect(Object.keys(kept.bindings)).toHaveLength(20);
  });

  test('tell every window of a change', async () => {
    const told: EngineEvent[] = [];
    program.engine.subscribe((event) => void told.push(event));
    await program.call('settings.set', { theme: 'light' });
    expect(told).toEqual([{ kind: 'settings', settings: { ...own, theme: 'light' } }]);
  });
});

describe('keys of commands', () => {
  test('are given back by null, and those of commands of another version are kept', async () => {
    leave(JSON.stringify({ ...own, bindings: { 'future.command': ['Hyper+Q'], 'go.models': ['M'] } }));
    await program.call('settings.set', { bindings: { 'go.models': null, 'go.notes': ['N'] } });
    expect((await program.call('settings.get', {})).bindings).toEqual({ 'future.command': ['Hyper+Q'], 'go.notes': ['N'] });
  });

  test.each([
    ['keys that are none', { 'go.models': ['Ctrl+Q'] }],
    ['three strokes', { 'go.models': ['A B C'] }],
    ['an id that is none', { 'Not an id': ['M'] }],
  ])('are refused where they are %s', async (_what, bindings) => {
    expect(await program.engine.call('settings.set', { bindings })).toMatchObject({ ok: false, error: { code: 'invalid-arguments' } });
  });

  test('of a member called __proto__ are not kept', async () => {
    const bindings = JSON.parse('{"__proto__": ["M"]}') as Record<string, string[]>;
    expect(Object.keys((await program.call('settings.set', { bindings })).bindings)).toEqual([]);
  });
});

test.each(['no JSON', 'null', '[]', '{"theme": "mauve", "bindings": 7}'])('settings that cannot be read are the program’s own: %s', async (text) => {
  leave(text);
  expect(await program.call('settings.get', {})).toEqual(own);
});

test('one setting that cannot be read does not take the others along', async () => {
  leave('{"theme": "mauve", "density": "compact", "bindings": {"go.models": ["M"]}}');
  expect(await program.call('settings.get', {})).toEqual({ ...own, density: 'compact', bindings: { 'go.models': ['M'] } });
});
