import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../support/fixtures.ts';
import { goToAddress, seeOverview } from '../support/window.ts';

test('a mirror subset is packed without its weights, its size told before; Parquet is written by hub', async ({ program, folder }) => {
  const { page } = program;
  await seeOverview(page);
  await goToAddress(page, '#/export');
  const forms = page.getByRole('radiogroup', { name: 'Form' });
  const where = page.getByRole('region', { name: 'Where' });
  const how = page.getByRole('region', { name: 'How' });
  await expect(forms.getByRole('radio', { name: /^CSV/ })).toBeChecked();
  await expect(how).toHaveCount(0);

  await forms.getByText('Mirror subset', { exact: true }).click();
  await how.getByRole('checkbox', { name: /^With \d+ clones/ }).check();
  await expect(where.getByText(/clones of .*to write|to write .* clones of/)).toBeVisible();
  await how.getByRole('button', { name: 'Hard links' }).click();
  await expect(how.getByText(/changes the mirror/)).toBeVisible();
  await how.getByRole('checkbox', { name: /^With weights/ }).uncheck();
  await how.getByRole('button', { name: 'One archive' }).click();
  await expect(how.getByRole('button', { name: 'Hard links' })).toHaveCount(0);

  await where.getByRole('textbox', { name: 'File' }).fill('/not/there/x.tar.gz');
  await expect(where.getByRole('status').filter({ hasText: 'does not exist' })).toBeVisible();
  const archive = join(folder, 'subset.tar.gz');
  await where.getByRole('textbox', { name: 'File' }).fill(archive);
  await expect(where.getByText(/free there/)).toBeVisible();
  await where.getByRole('button', { name: 'Export', exact: true }).click();
  const done = page.getByRole('article', { name: archive });
  await expect(done.getByText('Exported', { exact: true })).toBeVisible();
  await expect(done).toContainText(/subset\.tar\.gz.*\d+ packages · \d/);
  expect((await stat(archive)).size).toBeGreaterThan(1000);

  await forms.getByText('Parquet', { exact: true }).click();
  await how.getByRole('checkbox', { name: /^A file for each hub/ }).check();
  const table = join(folder, 'by-hub');
  await where.getByRole('textbox', { name: 'Folder' }).fill(table);
  await where.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('article', { name: table }).getByText('Exported', { exact: true })).toBeVisible();
  expect((await stat(join(table, 'hub=huggingface', 'part-0.parquet'))).isFile()).toBe(true);
});
