import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from '../../src/shared/search/index.ts';
import { fitsOf, queryOfRequirements } from '../../src/shared/choosing/index.ts';
import { decisionFileSchema } from '../../src/shared/contract/decisions.ts';
import type { Decision, DecisionContent, EngineEvent } from '../../src/shared/contract/index.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';

const metric = (type: string, value: unknown) => ({ name: type, type, value });
const claiming = (modelId: string, sha: string, metrics: readonly object[]) => ({
  modelId, sha, pipeline_tag: 'text-classification', downloads: 1,
  cardData: { license: 'mit', 'model-index': [{ name: modelId, results: [{ task: { type: 'text-classification' }, dataset: { name: 'GLUE', type: 'glue' }, metrics }] }] },
});

const models = (sha: string): readonly object[] => [claiming('ada/one', sha, [metric('accuracy', 0.91), metric('f1', 88.5)]), claiming('bo/two', 'b'.repeat(40), [metric('accuracy', 0.9)]), { modelId: 'cy/silent' }];

let folder = '';
let engine: TestEngine;
let mirror = '';

const writeModels = (list: readonly object[]): void => writeFileSync(join(folder, 'mirror/data/huggingface/json/metadata/hf_metadata.json'), JSON.stringify(list));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-decisions-'));
  mkdirSync(join(folder, 'mirror/data/huggingface/json/metadata'), { recursive: true });
  writeModels(models('a'.repeat(40)));
  engine = startTestEngine();
  mirror = await engine.index([join(folder, 'mirror/data')]);
});

afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const key = (name: string) => ({ hub: 'huggingface' as const, name, ordinal: 0 });

function contentOf({ id: _id, createdAt: _created, changedAt: _changed, ...content }: Decision): DecisionContent {
  return content;
}

const change = (decision: Decision, more: Partial<DecisionContent>): Promise<Decision> => engine.call('decisions.change', { mirror, id: decision.id, content: { ...contentOf(decision), ...more }, was: contentOf(decision) });

describe('requirements', () => {
  const asked = { purpose: '', task: 'text classification', inputs: 'text', outputs: '', licences: ['mit', 'a licence, odd'], maxBytes: 1_500_000_000, maxParameters: 110_000_000, keepUnknown: true, latency: 'fast' };

  test('become a search that is understood whole, and that keeps or leaves out what is not stated', () => {
    for (const keepUnknown of [true, false]) {
      const parsed = parse(queryOfRequirements({ ...asked, keepUnknown }));
      expect(parsed.errors).toEqual([]);
    }
    expect(queryOfRequirements({ ...asked, keepUnknown: true })).toBe('task:"text classification" (license:mit,"a licence, odd" OR -has:license) -size:>1.5GB -params:>110m');
    expect(queryOfRequirements({ ...asked, task: ' ', licences: [], maxBytes: null, maxParameters: null })).toBe('');
  });

  test('are met, not met, or unknown, one by one', () => {
    const fits = fitsOf(asked, { task: 'Text Classification', license: 'GPL-3.0-only', bytes: null, parameters: 110_000_000 });
    expect(fits.map(({ title, fit }) => `${title}: ${fit}`)).toEqual(['Task: met', 'Licence: not met', 'Size: unknown', 'Parameters: met']);
  });

  test('find candidates in a mirror', async () => {
    const query = queryOfRequirements({ ...asked, task: 'text-classification' });
    const found = await engine.call('packages.search', { mirror, query });
    expect(found.notes).toEqual([]);
    expect(found.rows.map(({ name }) => name)).toEqual(['ada/one', 'bo/two']);
  });
});

describe('a decision', () => {
  test('keeps candidates with their exact versions, and own results beside what was claimed', async () => {
    const { index } = await engine.call('mirrors.overview', { mirror });
    const created = await engine.call('decisions.create', { mirror, title: ' Chats ', packages: [key('ada/one'), key('ada/one'), key('cy/silent')] });
    expect(created).toMatchObject({ title: 'Chats', stage: 'assessment', threshold: 1, query: null });
    expect(created.candidates.map(({ package: { name }, version }) => [name, version.sha, version.head, version.fingerprint])).toEqual([['ada/one', 'a'.repeat(40), null, index.fingerprint], ['cy/silent', null, null, index.fingerprint]]);
    const result = (of: string, value: string, task: string | null = null) => ({ task, dataset: 'glue', metric: of, value, note: '', at: 1 });
    const [one, silent] = created.candidates;
    if (!one || !silent) throw new Error('Two candidates were added');
    const results = [result('acc', '0.885'), result('Accuracy', '92'), result('f1', '88.4'), result('f1', '80', 'summarization'), result('bleu', '30')];
    const changed = await change(created, { candidates: [{ ...one, results }, silent] });
    const { states } = await engine.call('decisions.get', { mirror, id: changed.id });
    expect(states[0]?.checks.map((claims) => claims.map(({ value, points, beyond }) => [value, points, beyond]))).toEqual([[['0.91', -2.5, true]], [['0.91', 1, false]], [['88.5', -0.1, false]], [], []]);
    expect(states.map(({ state, license, totalClaims }) => [state, license, totalClaims])).toEqual([['same', 'MIT', 2], ['unknown', null, 0]]);
    const strict = await change(changed, { threshold: 0.05 });
    const again = await engine.call('decisions.get', { mirror, id: strict.id });
    expect(again.states[0]?.checks[2]?.map(({ beyond }) => beyond)).toEqual([true]);
    await expect(engine.call('decisions.addCandidates', { mirror, id: strict.id, packages: [key('no/such')] })).rejects.toMatchObject({ code: 'not-found' });
    const more = await engine.call('decisions.addCandidates', { mirror, id: strict.id, packages: [key('bo/two'), key('ada/one')] });
    expect([more.added, more.before.candidates.length, more.decision.candidates.length]).toEqual([1, 2, 3]);
  });

  test('is never overwritten unseen, and comes back where it was removed', async () => {
    const events: EngineEvent[] = [];
    const end = engine.engine.subscribe((event) => void events.push(event));
    const first = await engine.call('decisions.create', { mirror, title: 'Twice' });
    await change(first, { title: 'Changed' });
    await expect(change(first, { title: 'Elsewhere' })).rejects.toMatchObject({ code: 'refused' });
    const { removed } = await engine.call('decisions.remove', { mirror, id: first.id });
    expect(removed.title).toBe('Changed');
    await expect(engine.call('decisions.get', { mirror, id: first.id })).rejects.toMatchObject({ code: 'not-found' });
    await engine.call('decisions.restore', { mirror, decision: removed });
    const { decision } = await engine.call('decisions.get', { mirror, id: first.id });
    expect(decision).toEqual(removed);
    await expect(engine.call('decisions.restore', { mirror, decision: removed })).rejects.toMatchObject({ code: 'refused' });
    end();
    expect(events.filter(({ kind }) => kind === 'decisions')).toHaveLength(4);
  });
});

describe('a file of a decision', () => {
  const exported = async (id: string, form: 'json' | 'markdown', name: string): Promise<string> => {
    const { path } = await engine.call('decisions.export', { mirror, id, form, target: join(folder, name) });
    return readFileSync(path, 'utf8');
  };

  test('comes back as it was, and tells which versions differ here', async () => {
    const created = await engine.call('decisions.create', { mirror, title: 'To share', query: 'bert sort:-downloads', packages: [key('ada/one'), key('bo/two')] });
    const moved = await change(created, { stage: 'selection', history: [{ from: 'assessment', to: 'selection', reason: 'clear enough', at: 5 }] });
    const file = join(folder, 'shared.json');
    decisionFileSchema().parse(JSON.parse(await exported(moved.id, 'json', 'shared.json')));
    expect(await engine.call('decisions.import', { mirror, path: file })).toMatchObject({ known: true, decision: { id: moved.id }, differing: 0, gone: 0, unknown: 0 });
    await engine.call('decisions.remove', { mirror, id: moved.id });

    writeModels(models('c'.repeat(40)).slice(0, 1));
    await engine.index([join(folder, 'mirror/data')], true);
    const taken = await engine.call('decisions.import', { mirror, path: file });
    expect(taken).toMatchObject({ known: false, differing: 1, gone: 1, unknown: 0 });
    expect(contentOf(taken.decision)).toEqual(contentOf(moved));
    const { states } = await engine.call('decisions.get', { mirror, id: taken.decision.id });
    expect(states.map(({ state, sha }) => [state, sha])).toEqual([['differs', 'c'.repeat(40)], ['gone', null]]);
    const { decision } = await engine.call('decisions.recordVersions', { mirror, id: taken.decision.id, packages: [key('ada/one')] });
    expect(decision.candidates.map(({ version }) => version.sha)).toEqual(['c'.repeat(40), 'b'.repeat(40)]);
  });

  test('is Markdown in which nothing that was typed is run or read as more than text', async () => {
    const created = await engine.call('decisions.create', { mirror, title: '<script>alert(1)</script> | *x*', packages: [key('ada/one')] });
    const [candidate] = created.candidates;
    if (!candidate) throw new Error('A candidate was added');
    await change(created, { deployment: '# not a heading\n1. not a list', candidates: [{ ...candidate, verdict: 'dropped', reason: 'too | slow\n[link](http://x)' }] });
    const text = await exported(created.id, 'markdown', 'hostile.md');
    expect(text).toContain('# \\<script\\>alert(1)\\</script\\> \\| \\*x\\*');
    expect(text).toContain('| huggingface/ada/one | dropped | too \\| slow \\[link\\](http://x) |');
    expect(text).toContain('\n\\# not a heading\n\n\\1. not a list\n');
  });

  const bad: readonly (readonly [string, (file: Record<string, unknown>) => unknown, string])[] = [
    ['another format', (file) => ({ ...file, format: 'ptmx-notes' }), 'format'],
    ['a later version', (file) => ({ ...file, version: 2 }), 'version'],
    ['a hub that is none', (file) => ({ ...file, decision: { ...(file['decision'] as object), candidates: [{ package: { hub: '../etc', name: 'x', ordinal: 0 } }] } }), 'candidates.0'],
    ['a title that is too long', (file) => ({ ...file, decision: { ...(file['decision'] as object), title: 'x'.repeat(201) } }), 'title'],
    ['too many steps', (file) => ({ ...file, decision: { ...(file['decision'] as object), history: Array.from({ length: 501 }, () => ({ from: 'assessment', to: 'selection', reason: '', at: 0 })) } }), 'history'],
    ['a list', () => [], ''],
  ];

  test.each(bad)('with %s is refused whole', async (_name, spoil, where) => {
    const created = await engine.call('decisions.create', { mirror, title: 'Good' });
    const { text } = await engine.call('decisions.text', { mirror, id: created.id, form: 'json' });
    const before = await engine.call('decisions.list', { mirror });
    const path = join(folder, 'bad.json');
    writeFileSync(path, JSON.stringify(spoil(JSON.parse(text) as Record<string, unknown>)));
    await expect(engine.call('decisions.import', { mirror, path })).rejects.toMatchObject({ code: 'refused', message: expect.stringContaining(where) });
    expect(await engine.call('decisions.list', { mirror })).toEqual(before);
  });
});
