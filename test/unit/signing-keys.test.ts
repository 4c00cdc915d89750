import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareSampleMirror } from '../../src/core/mirror/index.ts';
import { pgpFingerprint, pgpPublicKey } from '../../src/core/mirror/sample/pgp-signature.ts';
import { sshPublicKey } from '../../src/core/mirror/sample/ssh-signature.ts';
import type { CallAnswer, EngineEvent } from '../../src/shared/contract/index.ts';
import { projectFolder, startTestEngine, type TestEngine } from './support/engine.ts';

let folder = '';
let engine: TestEngine;
let mirror = '';

const distilbert = { hub: 'huggingface', name: 'distilbert-base-uncased', ordinal: 0 } as const;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-keys-'));
  prepareSampleMirror(join(projectFolder, 'resources', 'sample-mirror'), join(folder, 'sample'));
  engine = startTestEngine();
  mirror = await engine.index([join(folder, 'sample')]);
});

afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const signatures = (more: object = {}): Promise<CallAnswer<'packages.signatures'>> => engine.call('packages.signatures', { mirror, package: distilbert, ...more });
const states = async (): Promise<Record<string, number>> => Object.fromEntries((await signatures()).states.map(({ state, count }) => [state, count]));
const removeAll = async (): Promise<void> => {
  const { keys } = await engine.call('keys.list', {});
  if (keys.length > 0) await engine.call('keys.remove', { ids: keys.map(({ id }) => id) });
};

describe('keys and signatures over the contract', () => {
  test('without keys, PGP lacks its key and SSH is checked with the key it carries', async () => {
    const answer = await signatures();
    expect(answer).toMatchObject({ signed: 3, checked: 3, total: 3, reason: null });
    expect(await states()).toEqual({ unlisted: 1, 'key-missing': 2 });
    expect(answer.keys.map(({ kind, key, commits, imported }) => [kind, key.slice(0, 7), commits, imported])).toEqual([['pgp', pgpFingerprint.toUpperCase().slice(0, 7), 2, false], ['ssh', 'SHA256:', 1, false]]);
    expect(answer.keys[1]?.publicKey).toBe(sshPublicKey);
    expect(answer.years.reduce((sum, year) => sum + year.commits, 0)).toBe(answer.commits);
  });

  test('imported keys make signatures valid, every window is told, and removing takes it back', async () => {
    const events: EngineEvent[] = [];
    const end = engine.engine.subscribe((event) => events.push(event));
    const imported = await engine.call('keys.import', { text: `${pgpPublicKey()}\n# the one seen\n${sshPublicKey} sample` });
    expect(imported).toMatchObject({ same: 0, bad: [], replaced: [] });
    expect(imported.added.map(({ kind, names }) => [kind, names])).toEqual([['pgp', ['PTMTorrent Explorer sample key <sample-key@example.org>']], ['ssh', ['sample']]]);
    expect(events).toEqual([{ kind: 'keys' }]);
    expect(await states()).toEqual({ valid: 3 });
    expect((await signatures()).rows.every(({ notes }) => notes.length <= 1)).toBe(true);
    const { removed } = await engine.call('keys.remove', { ids: imported.added.map(({ id }) => id) });
    expect(await states()).toEqual({ unlisted: 1, 'key-missing': 2 });
    await engine.call('keys.restore', { keys: removed });
    const listed = await engine.call('keys.list', {});
    expect(listed.keys.map(({ id, addedAt }) => [id, addedAt]).sort()).toEqual(imported.added.map(({ id, addedAt }) => [id, addedAt]).sort());
    expect(await states()).toEqual({ valid: 3 });
    expect(events).toHaveLength(3);
    expect(await engine.engine.call('keys.remove', { ids: ['0'.repeat(16)] })).toMatchObject({ ok: false, error: { code: 'not-found' } });
    end();
    await removeAll();
  });

  test('files are taken in, the same keys once', async () => {
    const file = join(folder, 'keys');
    writeFileSync(file, `sample@example.org namespaces="git" ${sshPublicKey}\nnonsense\n`);
    expect(await engine.call('keys.import', { path: file })).toMatchObject({ added: [{ kind: 'allowed-signer', names: ['sample@example.org'] }], bad: [{ entry: 'Line 2' }] });
    expect(await engine.call('keys.import', { path: file })).toMatchObject({ added: [], same: 1 });
    const armoured = join(folder, 'key.asc');
    writeFileSync(armoured, pgpPublicKey());
    const binary = join(folder, 'key.gpg');
    writeFileSync(binary, Buffer.from(readFileSync(armoured, 'utf8').split('\n').slice(2, -3).join(''), 'base64'));
    expect((await engine.call('keys.import', { path: binary })).added).toHaveLength(1);
    expect(await engine.call('keys.import', { path: armoured })).toMatchObject({ added: [], same: 1 });
    expect(await engine.engine.call('keys.import', { path: join(folder, 'no-such') })).toMatchObject({ ok: false, error: { code: 'not-found' } });
    expect(await engine.engine.call('keys.import', { path: folder })).toMatchObject({ ok: false, error: { code: 'refused' } });
    await removeAll();
  });

  test('says why there is nothing where there is no clone', async () => {
    const { rows } = await engine.call('packages.search', { mirror, limit: 1000 });
    const missing = rows.find(({ clone }) => clone === 'missing');
    expect(missing).toBeDefined();
    const answer = await engine.call('packages.signatures', { mirror, package: { hub: missing?.hub ?? 'huggingface', name: missing?.name ?? '', ordinal: missing?.ordinal ?? 0 } });
    expect(answer.reason).toContain('no clone');
    expect(answer).toMatchObject({ signed: 0, rows: [] });
  });
});
