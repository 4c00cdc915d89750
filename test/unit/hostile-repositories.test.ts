import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprintFolder, missingGitReason } from '../../src/core/package/repository/testing-git.ts';
import type { PackageKey } from '../../src/shared/domain/index.ts';
import { hostileClones, type HostileMirror, hostileRepositories, insideSubject, outsideSubject } from '../fixtures/hostile-repositories.ts';
import { startTestEngine, type TestEngine } from './support/engine.ts';

const cannot = process.platform === 'win32' ? 'skipped: links need rights on Windows' : missingGitReason;

describe.skipIf(cannot !== null)(`a mirror of hostile repositories ${cannot ?? ''}`, () => {
  let folder: string;
  let made: HostileMirror;
  let before: readonly string[];
  let engine: TestEngine;
  let mirror: string;
  let path: string | undefined;

  beforeAll(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ptmx-hostile-')));
    made = hostileRepositories(folder);
    before = fingerprintFolder(folder);
    // Whatever program were started by name, now or by a thread, would be one of the traps.
    path = process.env['PATH'];
    process.env['PATH'] = `${made.programs}${delimiter}${path ?? ''}`;
    process.env['GIT_EXTERNAL_DIFF'] = join(made.programs, 'git');
    engine = startTestEngine();
    mirror = await engine.index([made.mirror]);
  });
  afterAll(async () => {
    await engine.close();
    process.env['PATH'] = path;
    delete process.env['GIT_EXTERNAL_DIFF'];
    rmSync(folder, { recursive: true, force: true });
  });

  /** All that the program tells of a package, as text. */
  const everythingOf = async (key: PackageKey): Promise<string> => {
    const asked = { mirror, package: key };
    const history = await engine.call('packages.history', { ...asked, refs: 'all' });
    const told: unknown[] = [history, await engine.call('packages.get', asked), await engine.call('packages.card', asked), await engine.call('packages.files', asked), await engine.call('packages.historySummary', asked)];
    for (const { sha } of history.commits) told.push(await engine.call('packages.commit', { ...asked, commit: sha }));
    if (history.commits.length > 0) told.push(await engine.call('packages.heat', asked));
    return JSON.stringify(told);
  };

  it.each(hostileClones.map(({ name, expected }) => [name, expected] as const))('%s: says how it stands, and tells nothing of what lies outside', async (name, expected) => {
    const key = { hub: 'huggingface', name: `hostile/${name}`, ordinal: 0 } as const;
    const { clone, total, notes, commits } = await engine.call('packages.history', { mirror, package: key });
    const isRead = expected.kind === 'read';
    expect({ state: clone.state, total, subjects: commits.every(({ subject }) => subject.startsWith(insideSubject)) }).toEqual({ state: isRead ? 'whole' : 'broken', total: isRead ? 4 : 0, subjects: true });
    expect(clone.reason ?? '').toMatch(isRead ? /^$/ : expected.reason);
    expect(notes.join('\n')).toMatch(isRead ? (expected.notes ?? /^$/) : /^$/);
    expect(await everythingOf(key)).not.toContain(outsideSubject);
  });

  it('starts no program and writes nothing, neither into the mirror nor beside it', () => {
    expect(existsSync(made.marker)).toBe(false);
    expect(fingerprintFolder(folder)).toEqual(before);
  });

  it('has traps that git itself springs', () => {
    const clone = join(made.mirror, 'data', 'huggingface', 'repos', 'hostile', 'config-commands');
    spawnSync('git', ['-C', clone, 'status'], { stdio: 'ignore', env: { ...process.env, PATH: path ?? '', GIT_EXTERNAL_DIFF: '', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '' } });
    expect(existsSync(made.marker)).toBe(true);
  });
});
