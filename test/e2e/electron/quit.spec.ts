import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerQuestions, askedQuestions, chooseFile } from '../support/dialogs.ts';
import { expect, test } from '../support/fixtures.ts';
import { goToAddress, seeOverview } from '../support/window.ts';

/** Hashing so much takes minutes; on disk it is nothing. */
const longBytes = 40e9;

test('quitting while a job runs asks first, and goes on only when told so', async ({ program, folder }) => {
  if (program.kind !== 'electron') throw new Error('This spec runs in Electron.');
  const { page, electronApp } = program;
  const big = join(folder, 'big.csv');
  await writeFile(big, '');
  await truncate(big, longBytes);
  const manifest = {
    manifest: 1, format: 'csv', app: { version: '0' }, index: { fingerprint: '' }, selection: { kind: 'query', query: '' }, options: { withClones: false },
    counts: { packages: 0, byHub: {} }, files: [{ path: 'big.csv', bytes: longBytes, sha256: '0'.repeat(64) }],
  };
  await writeFile(`${big}.manifest.json`, JSON.stringify(manifest));
  await seeOverview(page);
  await goToAddress(page, '#/export');
  const earlier = page.getByRole('region', { name: 'An earlier export' });
  await chooseFile(program, earlier, big);
  await earlier.getByRole('button', { name: 'Check its files' }).click();
  await expect(earlier.getByText('Checking', { exact: true })).toBeVisible();

  await answerQuestions(program, 0);
  for (const leave of ['quit', 'close'] as const) {
    await electronApp.evaluate(({ app, BrowserWindow }, how) => {
      if (how === 'quit') app.quit();
      else BrowserWindow.getAllWindows()[0]?.close();
    }, leave);
    await expect.poll(() => askedQuestions(program).then((asked) => asked.length)).toBe(leave === 'quit' ? 1 : 2);
  }
  expect(await askedQuestions(program)).toEqual(['A job is still running.', 'A job is still running.']);
  await expect(earlier.getByText('Checking', { exact: true })).toBeVisible();

  await answerQuestions(program, 1);
  const ended = new Promise<void>((resolve) => electronApp.process().once('exit', () => resolve()));
  await electronApp.evaluate(({ app }) => app.quit());
  await ended;
});
