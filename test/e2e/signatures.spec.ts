import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { pgpPublicKey } from '../../src/core/mirror/sample/pgp-signature.ts';
import { answerOpenDialog } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import { goToAddress, grid, openPart, rowsOf, seeOverview } from './support/window.ts';

async function openSignatures(page: Page): Promise<void> {
  await seeOverview(page);
  await goToAddress(page, '#/package/huggingface/distilbert-base-uncased/signatures');
  await expect(rowsOf(grid(page, 'Signed commits'))).toHaveCount(3);
}

const states = (page: Page): Promise<string[]> => rowsOf(grid(page, 'Signed commits')).locator('[data-column="1"]').allTextContents();
const summary = (page: Page) => page.getByRole('region', { name: 'What was found' });
const manager = (page: Page) => page.getByRole('dialog', { name: 'Signing keys' });

test('a pasted PGP key turns commits valid, undo takes it back', async ({ program }) => {
  const { page } = program;
  await openSignatures(page);
  expect((await states(page)).sort()).toEqual(['Key missing', 'Key missing', 'Valid, key not imported']);
  await page.getByRole('button', { name: 'Add keys…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add keys' });
  await dialog.getByRole('textbox', { name: 'Pasted text' }).fill('no key at all');
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(dialog.getByRole('alert')).toContainText('No key was found that can be imported.');
  await dialog.getByRole('textbox', { name: 'Pasted text' }).fill(pgpPublicKey());
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(manager(page).getByText('PTMTorrent Explorer sample key')).toBeVisible();
  await manager(page).getByRole('button', { name: 'Done' }).click();
  await expect.poll(async () => (await states(page)).sort()).toEqual(['Valid', 'Valid', 'Valid, key not imported']);
  await expect(summary(page).getByRole('button', { name: 'Valid 2' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(async () => (await states(page)).sort()).toEqual(['Key missing', 'Key missing', 'Valid, key not imported']);
});

test('the key that an SSH signature carries is imported where it was seen, and removed among the keys', async ({ program }) => {
  const { page } = program;
  await openSignatures(page);
  const seen = page.getByRole('region', { name: 'Keys seen' });
  await seen.getByRole('button', { name: /^Import this key/ }).click();
  await expect.poll(async () => (await states(page)).sort()).toEqual(['Key missing', 'Key missing', 'Valid']);
  await expect(seen.getByRole('button', { name: /^Import this key/ })).toHaveCount(0);
  await expect(grid(page, 'Signed commits').getByText('seen in huggingface/distilbert-base-uncased')).toBeVisible();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('signing keys');
  await page.getByRole('option', { name: /^Manage signing keys/ }).click();
  await manager(page).getByRole('button', { name: /^Remove seen in/ }).click();
  await expect(manager(page).getByRole('heading', { name: 'No keys yet' })).toBeVisible();
  await manager(page).getByRole('button', { name: 'Done' }).click();
  await expect.poll(async () => (await states(page)).sort()).toEqual(['Key missing', 'Key missing', 'Valid, key not imported']);
});

test('a state lists its commits, and the keyboard tells of each', async ({ program }) => {
  const { page } = program;
  await openSignatures(page);
  await summary(page).getByRole('button', { name: 'Key missing 2' }).click();
  await expect(rowsOf(grid(page, 'Signed commits'))).toHaveCount(2);
  const detail = page.getByRole('region', { name: 'The signature of this commit' });
  await expect(detail).toContainText('Its key was not imported.');
  const first = await detail.textContent();
  await grid(page, 'Signed commits').press('ArrowDown');
  await expect.poll(() => detail.textContent()).not.toBe(first);
  await page.getByRole('button', { name: 'Show all states' }).click();
  await expect(rowsOf(grid(page, 'Signed commits'))).toHaveCount(3);
});

test('a file of keys is taken in', async ({ program, folder }) => {
  const { page } = program;
  await openSignatures(page);
  const file = join(folder, 'key.asc');
  await writeFile(file, pgpPublicKey());
  await page.getByRole('button', { name: 'Add keys…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add keys' });
  if (program.kind === 'electron') {
    await answerOpenDialog(program, [file]);
    await dialog.getByRole('button', { name: 'Choose…' }).click();
  } else await dialog.getByRole('textbox', { name: 'File' }).fill(file);
  await dialog.getByRole('button', { name: 'Import' }).click();
  await expect(manager(page).getByText('EdDSA ed25519')).toBeVisible();
});

test('a package without a clone says what is missing', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await goToAddress(page, '#/package/huggingface/gpt2');
  await openPart(page, 'Signatures');
  await expect(page.getByText('Signatures stand in the commits of a clone')).toBeVisible();
});

test('LFS files are compared with their pointers, in the Files tab', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await goToAddress(page, '#/package/huggingface/bert-base-uncased/files');
  const check = page.getByRole('region', { name: 'Check of LFS files' });
  await check.getByRole('button', { name: 'Check LFS files' }).click();
  await expect(check.getByText('1 file as the pointer says')).toBeVisible();
  // What came of it stays, with the list of jobs.
  await openPart(page, 'Signatures');
  await openPart(page, 'Files');
  await expect(check.getByText('1 file as the pointer says')).toBeVisible();
});
