import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePeatmoss } from '../fixtures/peatmoss.ts';
import { chooseFile } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import { goToAddress, grid, seeOverview } from './support/window.ts';

test('a PeaTMOSS database is joined, filters and sorts by its dependents, lists them, and is taken away', async ({ program, folder }) => {
  const { page } = program;
  await seeOverview(page);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('PeaTMOSS');
  await page.getByRole('option', { name: /PeaTMOSS database/ }).click();
  const dialog = page.getByRole('dialog', { name: 'PeaTMOSS database', exact: true });
  const importing = page.getByRole('dialog', { name: 'Join a PeaTMOSS database' });
  await dialog.getByRole('button', { name: 'Join…' }).click();
  const none = join(folder, 'none.db');
  writeFileSync(none, 'PK a zip');
  await chooseFile(program, importing, none);
  await importing.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(importing.getByText('is no SQLite database')).toBeVisible();
  const path = join(folder, 'PeaTMOSS.db');
  writePeatmoss(path, { models: [{ name: 'gpt2', usedBy: ['x/one'] }, { name: 'bert-base-uncased', usedBy: Array.from({ length: 12 }, (_none, at) => `owner/project-${at + 10}`) }, { name: 'elsewhere/unknown', usedBy: ['x/one'] }] });
  await chooseFile(program, importing, path);
  await importing.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog).toContainText('2 packages, 2 of them in use');
  await dialog.getByRole('button', { name: 'Done' }).click();

  await goToAddress(page, '#/models?q=dependents%3A%3E0%20sort%3A-dependents');
  const rows = grid(page, 'Packages').getByRole('row');
  await expect(rows.nth(1)).toContainText('bert-base-uncased');
  await expect(rows.nth(2)).toContainText('gpt2');
  await expect(page.getByText('2 packages', { exact: true })).toBeVisible();
  await page.getByRole('complementary', { name: 'Filters by field' }).getByRole('button', { name: /^Dependents/ }).first().click();
  await expect(page.getByText('Median 1 · 61 without one')).toBeVisible();

  await goToAddress(page, '#/package/huggingface/bert-base-uncased');
  const dependents = page.getByRole('region', { name: 'Dependents' });
  await expect(dependents.getByRole('listitem')).toHaveCount(8);
  await dependents.getByRole('button', { name: 'Show all 12' }).click();
  await expect(dependents.getByRole('button', { name: 'owner/project-21' })).toBeVisible();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('PeaTMOSS');
  await page.getByRole('option', { name: /PeaTMOSS database/ }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(dialog.getByRole('button', { name: 'Join…' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dependents).toHaveCount(0);
});
