import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { goToAddress, seeOverview } from './support/window.ts';

test('a package page saves the bill of materials of its package', async ({ program, folder }) => {
  const { page } = program;
  const bill = join(folder, 'bert.spdx.json');
  await seeOverview(page);
  await goToAddress(page, '#/package/huggingface/bert-base-uncased');
  await page.getByRole('button', { name: 'Bill of materials' }).click();
  const dialog = page.getByRole('dialog', { name: 'Bill of materials' });
  await dialog.getByRole('combobox', { name: 'Form' }).selectOption('SPDX 3.0.1');
  await dialog.getByRole('textbox', { name: 'File' }).fill(bill);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  const { '@graph': graph } = JSON.parse(await readFile(bill, 'utf8')) as { '@graph': readonly { readonly type: string; readonly name?: string }[] };
  expect(graph.find(({ type }) => type === 'ai_AIPackage')?.name).toBe('bert-base-uncased');
  await page.getByRole('button', { name: 'Bill of materials' }).click();
  await dialog.getByRole('combobox', { name: 'Form' }).selectOption('SPDX 3.0.1');
  await dialog.getByRole('textbox', { name: 'File' }).fill(bill);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText(/exists already/).first()).toBeVisible();
});
