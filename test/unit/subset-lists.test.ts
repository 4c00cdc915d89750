import { rmSync, writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CallInput, EngineEvent, ListRead } from '../../src/shared/contract/index.ts';
import { writeHuggingFaceMirror } from '../fixtures/generate-huggingface.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';

let folder = '';
let program: TestEngine;
let mirror = '';
let names: readonly string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-lists-'));
  writeHuggingFaceMirror(join(folder, 'mirror'), { models: 300, seed: 5 });
  program = startTestEngine();
  mirror = await program.index([join(folder, 'mirror')]);
  names = (await program.call('packages.search', { mirror, query: '', limit: 300 })).rows.map(({ name }) => name);
}, 120_000);
afterAll(async () => {
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});

async function read(text: string, asked: Partial<CallInput<'subsets.importIds'>>): Promise<ListRead> {
  const path = join(folder, 'names.txt');
  writeFileSync(path, text);
  const { job } = await program.call('subsets.importIds', { mirror, path, name: null, ...asked });
  const ended = await program.finished(job);
  if (ended.outcome?.listed === undefined) throw new Error(ended.error?.message ?? ended.state);
  return ended.outcome.listed;
}

test('a file is looked at, kept, and added to and taken from a list by jobs', async () => {
  const events: EngineEvent[] = [];
  const end = program.engine.subscribe((event) => void events.push(event));
  const text = `${names.join('\n')}\n${names[0] ?? ''}\nno/one\n`;
  expect(await read(text, {})).toMatchObject({ subset: null, packages: 300, lines: 302, repeated: 1, unresolvedTotal: 1, unresolved: [{ line: 302, text: 'no/one' }] });
  expect([(await program.call('subsets.list', { mirror })).subsets, events.some(({ kind }) => kind === 'subsets')]).toEqual([[], false]);
  const { subset } = await read(text, { name: 'All' });
  expect([subset?.name, events.some(({ kind }) => kind === 'subsets')]).toEqual(['All', true]);
  end();
  const id = subset?.id ?? '';
  await read(`${names.slice(0, 100).join('\n')}\n`, { list: { id, change: 'remove' } });
  expect(await read(`${names.slice(50, 150).join('\n')}\n`, { list: { id, change: 'add' } })).toMatchObject({ subset: { id, version: 3 }, packages: 100 });
  expect(await program.call('subsets.get', { mirror, id })).toMatchObject({ current: { version: 3, count: 250, definition: { kind: 'list', total: 250 } } });
  await expect(read('no/one\n', { name: 'None' })).rejects.toThrow('names no package of this mirror');
});

test('members are told by pages, and taken away by what finds them', async () => {
  const packages = [...names.map((name) => ({ hub: 'huggingface' as const, name, ordinal: 0 })), ...['a/gone "1"', 'z/gone 2'].map((name) => ({ hub: 'huggingface' as const, name, ordinal: 0 }))];
  const { id } = await program.call('subsets.save', { mirror, name: 'Named', definition: { kind: 'list', packages } });
  const page = async (asked: Partial<CallInput<'subsets.members'>>) => program.call('subsets.members', { mirror, id, limit: 1000, ...asked });
  const sorted = packages.map((key) => JSON.stringify([key.hub, key.name, key.ordinal])).sort().map((line) => (JSON.parse(line) as [string, string])[1]);
  const paged = [...(await page({ limit: 7 })).packages, ...(await page({ offset: 7, limit: 300 })).packages];
  expect(paged.map(({ name }) => name)).toEqual(sorted);
  expect(await page({ gone: true })).toMatchObject({ total: 302, found: 2, packages: [{ name: 'a/gone "1"', isGone: true }, { name: 'z/gone 2', isGone: true }] });
  expect((await page({ gone: true, find: '"1"' })).packages.map(({ name }) => name)).toEqual(['a/gone "1"']);
  const word = 'bert';
  const withWord = sorted.filter((name) => name.toLowerCase().includes(word));
  expect(withWord.length).toBeGreaterThan(3);
  expect((await page({ find: 'BERT' })).packages.map(({ name }) => name)).toEqual(withWord);

  const [added] = withWord;
  const definition = { kind: 'members' as const, remove: packages.filter(({ name }) => name === sorted[5]), removeFound: [{ find: word, gone: false }, { find: '', gone: true }], add: packages.filter(({ name }) => name === added) };
  const left = sorted.filter((name) => name === added || (!withWord.includes(name) && name !== sorted[5] && !name.includes('gone')));
  expect(await program.call('subsets.preview', { mirror, id, definition })).toMatchObject({ count: left.length, from: left.length });
  await program.call('subsets.change', { mirror, id, change: { definition } });
  expect((await page({})).packages.map(({ name }) => name)).toEqual(left);
  const everything = { kind: 'members' as const, removeFound: [{ find: '', gone: false }] };
  await expect(program.call('subsets.change', { mirror, id, change: { definition: everything } })).rejects.toThrow('one package at least');
});
