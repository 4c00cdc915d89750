import { expect, type Page } from '@playwright/test';
import { sshPublicKey } from '../../src/core/mirror/sample/ssh-signature.ts';
import { goToAddress, grid, openPart } from '../e2e/support/window.ts';
import type { ShownView } from './shown-view.ts';

const part = (name: string, seen: (page: Page) => Promise<void>): ShownView => ({
  name: `package: ${name}`,
  show: async (page) => {
    await openPart(page, name);
    await seen(page);
  },
});

/** The parts of a package and what opens from them, in an order in which each is reached from the one before. */
export const packageViews: readonly ShownView[] = [
  { name: 'package: Overview', show: async (page) => {
    await goToAddress(page, '#/package/huggingface/bert-base-uncased');
    await expect(page.getByRole('heading', { name: 'Facts' })).toBeVisible();
  } },
  part('Model card', (page) => expect(page.getByRole('article').getByRole('heading').first()).toBeVisible()),
  { name: 'package: metadata of the card as written', show: async (page) => {
    await page.getByText('As it is written', { exact: true }).click();
    await expect(page.locator('details[open] pre')).toContainText('license:');
  } },
  part('Files', (page) => expect(grid(page, 'Files').getByText('config.json').first()).toBeVisible()),
  { name: 'package: a file beside the tree', show: async (page) => {
    await grid(page, 'Files').getByRole('link', { name: 'config.json', exact: true }).click();
    await expect(page.getByRole('region', { name: 'Content of config.json' }).getByText('"model_type"')).toBeVisible();
  } },
  { name: 'package: bytes of a file', show: async (page) => {
    await page.getByRole('button', { name: 'Bytes', exact: true }).click();
    await expect(page.getByText('00000000')).toBeVisible();
  } },
  { name: 'package: a file whose content is elsewhere', show: async (page) => {
    await grid(page, 'Files').getByRole('link', { name: 'pytorch_model.bin' }).click();
    await expect(page.getByRole('heading', { name: 'The content is not here' })).toBeVisible();
  } },
  { name: 'package: commits to choose from', show: async (page) => {
    await page.getByRole('button', { name: 'Commit: HEAD' }).click();
    await expect(page.getByRole('menuitemradio', { name: /^HEAD/ })).toBeVisible();
  } },
  { name: 'package: no such commit', show: async (page) => {
    await page.keyboard.press('Escape');
    await goToAddress(page, '#/package/huggingface/bert-base-uncased/files?commit=no-such-branch');
    await expect(page.getByRole('button', { name: 'Show the files at HEAD' })).toBeVisible();
  } },
  part('Weights', (page) => expect(grid(page, 'Weight files').getByText('model.safetensors')).toBeVisible()),
  { name: 'package: tensors of weights', show: async (page) => {
    await page.getByRole('button', { name: /^Tensors/ }).click();
    await expect(grid(page, 'Tensors').locator('[data-index]').first()).toBeVisible();
  } },
  part('History', (page) => expect(grid(page, 'Commits').getByText('PGP signature present').first()).toBeVisible()),
  { name: 'package: History, a commit', show: async (page) => {
    await grid(page, 'Commits').getByText("Merge branch 'card'").click();
    await expect(page.getByRole('region', { name: 'Files changed' }).getByText('README.md')).toBeVisible();
  } },
  { name: 'package: History, summary', show: async (page) => {
    await page.getByRole('button', { name: 'Summary' }).click();
    await page.getByText('As a table').click();
    await page.getByRole('button', { name: 'Count changes by file' }).click();
    await expect(page.getByRole('cell', { name: 'config.json', exact: true })).toBeVisible();
  } },
  part('Signatures', (page) => expect(page.getByRole('heading', { name: 'No commit is signed' }).or(grid(page, 'Signed commits').locator('[data-index]').first())).toBeVisible()),
  { name: 'package: signatures of a package with several keys', show: async (page) => {
    await goToAddress(page, '#/package/huggingface/distilbert-base-uncased/signatures');
    await expect(page.getByRole('region', { name: 'The signature of this commit' })).toBeVisible();
  } },
  { name: 'signing keys: add', show: async (page) => {
    await page.getByRole('button', { name: 'Add keys…' }).click();
    await expect(page.getByRole('dialog', { name: 'Add keys' })).toBeVisible();
  } },
  { name: 'signing keys', show: async (page) => {
    await page.getByRole('textbox', { name: 'Pasted text' }).fill(`ada@example.org valid-before="20200101Z" ${sshPublicKey}`);
    await page.getByRole('dialog', { name: 'Add keys' }).getByRole('button', { name: 'Import' }).click();
    await expect(page.getByRole('dialog', { name: 'Signing keys' }).getByText('ada@example.org')).toBeVisible();
  } },
  { name: 'package: signatures that an imported key is not good for', show: async (page) => {
    await page.getByRole('button', { name: 'Done' }).click();
    await expect(grid(page, 'Signed commits').getByText('Doubtful')).toBeVisible();
    await goToAddress(page, '#/package/huggingface/bert-base-uncased');
  } },
  part('Claims', (page) => expect(page.getByRole('heading', { name: 'Claims', exact: true }).or(page.getByRole('heading', { name: 'No machine-readable claims' }))).toBeVisible()),
  { name: 'measured results', show: async (page) => {
    await goToAddress(page, '#/package/huggingface/bert-base-uncased/claims');
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('measured results');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Measured results' })).toBeVisible();
    await page.getByRole('button', { name: 'Done' }).click();
  } },
  { name: 'PeaTMOSS database', show: async (page) => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('PeaTMOSS');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'PeaTMOSS database' })).toBeVisible();
    await page.getByRole('button', { name: 'Join…' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
  } },
  part('Raw record', (page) => expect(page.getByRole('textbox', { name: 'Unified record' })).toBeVisible()),
];
