import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bridgeName, type Transport } from '../../../src/shared/contract/transport.ts';
import { expect, test } from '../support/fixtures.ts';

test('a second start hands its path to the first window and ends', async ({ program }) => {
  if (program.kind !== 'electron') throw new Error('This spec runs in Electron.');
  await program.page.evaluate((name) => {
    const bridge = Reflect.get(globalThis, name) as Transport;
    Reflect.set(globalThis, 'seenByTest', []);
    bridge.subscribe((event) => (Reflect.get(globalThis, 'seenByTest') as unknown[]).push(event));
  }, bridgeName);

  const folder = await mkdtemp(join(tmpdir(), 'ptmx-second-'));
  const { spawnfile, spawnargs } = program.electronApp.process();
  const own = spawnargs.slice(1).filter((argument) => !/^--(inspect|remote-debugging)/.test(argument));
  const environment = { ...process.env, PTMX_ALLOW_NODE_API: '9' };
  const second = spawn(spawnfile, [...own, folder], { stdio: 'ignore', env: environment });
  expect((await once(second, 'exit'))[0]).toBe(0);

  await expect.poll(() => program.page.evaluate(() => Reflect.get(globalThis, 'seenByTest') as unknown[])).toContainEqual({ kind: 'open', paths: [folder] });
  expect(await program.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await rm(folder, { recursive: true });
});

test('calls are answered to the page itself only', async ({ program }) => {
  const answers = await program.page.evaluate(async (name) => {
    const bridge = Reflect.get(globalThis, name) as Transport;
    return [
      await bridge.invoke(1_000_001, 'constructor', {}),
      await bridge.invoke(1_000_002, '__proto__', {}),
      await bridge.invoke(1_000_003, 'app.info', {}),
    ].map((answer) => (answer.ok ? 'answered' : answer.error.code));
  }, bridgeName);
  expect(answers).toEqual(['unknown-call', 'unknown-call', 'answered']);
});
