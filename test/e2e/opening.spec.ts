import type { Locator, Page } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { emptyFolder, goodMirror, notAMirror, truncatedArchive } from '../fixtures/hostile-mirrors.ts';
import { answerOpenDialog } from './support/dialogs.ts';
import { expect, test, type Program } from './support/fixtures.ts';
import { figure, goTo, grid, sampleTitle, seeOverview } from './support/window.ts';

async function openDialog(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Open your mirror…' }).first().click();
  return page.getByRole('dialog', { name: 'Open your mirror' });
}

const pathField = (dialog: Locator): Locator => dialog.getByRole('textbox');

/** In a window by the system's dialog, in a browser by typing. */
async function choose(program: Program, dialog: Locator, path: string): Promise<void> {
  if (program.kind === 'electron') {
    await answerOpenDialog(program, [path]);
    await dialog.getByRole('button', { name: /^A folder…/ }).click();
  } else {
    await pathField(dialog).fill(path);
  }
  await expect(pathField(dialog)).toHaveValue(path);
}

async function switchTo(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: /^Mirror: / }).click();
  await page.getByRole('menu').getByRole('menuitem', { name: title }).click();
}

test('another mirror is opened, listed as recent, and shown again at the next start', async ({ start, folder }) => {
  const dataDir = join(folder, 'data');
  await mkdir(dataDir);
  const path = goodMirror(join(folder, 'two-packages'));
  const first = await start([], dataDir);
  await seeOverview(first.page);

  const dialog = await openDialog(first.page);
  await expect(dialog.getByRole('region', { name: 'Recent mirrors' })).toContainText(sampleTitle);
  await choose(first, dialog, path);
  await expect(dialog.getByRole('region', { name: 'Found here' })).toContainText('Hugging Face');
  await dialog.getByRole('button', { name: 'Open', exact: true }).click();
  await seeOverview(first.page, basename(path));
  await expect(dialog).toBeHidden();
  await expect.poll(() => figure(first.page, 'Packages')).toBe(2);

  await switchTo(first.page, sampleTitle);
  await seeOverview(first.page);
  await expect.poll(() => figure(first.page, 'Packages')).toBeGreaterThan(50);
  await switchTo(first.page, basename(path));
  await seeOverview(first.page, basename(path));
  await first.close();

  const second = await start([], dataDir);
  await seeOverview(second.page, basename(path));
  await goTo(second.page, 'Models');
  await expect(grid(second.page, 'Packages').getByRole('link', { name: 'good/first' })).toBeVisible();
});

test('a path given at the start is opened at once', async ({ start, folder }) => {
  const path = goodMirror(join(folder, 'given-mirror'));
  const { page } = await start([path]);
  await seeOverview(page, basename(path));
  await expect.poll(() => figure(page, 'Packages')).toBe(2);
});

test('what is no mirror is named, and cannot be opened', async ({ program, folder }) => {
  const { page } = program;
  await seeOverview(page);
  const dialog = await openDialog(page);
  const open = dialog.getByRole('button', { name: 'Open', exact: true });
  await expect(open).toBeDisabled();

  const missing = join(folder, 'not-there');
  await choose(program, dialog, missing);
  await expect(dialog.getByRole('alert')).toContainText(`${missing} does not exist.`);
  await expect(open).toBeDisabled();

  await choose(program, dialog, emptyFolder(join(folder, 'empty')));
  await expect(dialog).toContainText(/is an empty folder|No hub of PTMTorrent lies here/);
  await expect(open).toBeDisabled();

  await choose(program, dialog, notAMirror(join(folder, 'holidays')));
  await expect(dialog).toContainText(/not a PTMTorrent mirror|No hub of PTMTorrent lies here/);
  await expect(open).toBeDisabled();

  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await seeOverview(page);
});

test('Enter opens the path that stands there, without waiting for what it holds, and says what is wrong with it', async ({ program, folder }) => {
  const { page } = program;
  await seeOverview(page);
  const dialog = await openDialog(page);
  const missing = join(folder, 'not-there');
  await dialog.getByRole('textbox').fill(missing);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert').first()).toContainText(`${missing} does not exist.`);
  const path = goodMirror(join(folder, 'typed-mirror'));
  await dialog.getByRole('textbox').fill(path);
  await page.keyboard.press('Enter');
  await seeOverview(page, basename(path));
});

test('an archive that was cut is read as far as it goes, and the cut is a problem', async ({ start, folder }) => {
  await mkdir(join(folder, 'archives'));
  const { page } = await start([truncatedArchive(join(folder, 'archives'))]);
  await expect(page.getByRole('button', { name: /^Mirror: (?!Sample mirror).*, 2 packages$/ })).toBeVisible();
  await goTo(page, 'Problems');
  await expect(page.getByRole('navigation', { name: 'Problems by hub and kind' })).toContainText('truncated archive');
});
