import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerSaveDialog, chooseFile } from './support/dialogs.ts';
import { expect, test, type Program } from './support/fixtures.ts';
import { goTo, goToAddress, seeOverview } from './support/window.ts';

test('columns are chosen, the export is checked, made again from its manifest, and found out once it is changed', async ({ program, folder }) => {
  const { page } = program;
  const first = join(folder, 'first.jsonl');
  await seeOverview(page);
  await goToAddress(page, '#/export?q=hub%3Amodelhub');
  await page.getByRole('radio', { name: /^JSON lines/ }).check({ force: true });
  await page.getByRole('group', { name: 'Columns' }).getByText('Choose').click();
  await page.getByRole('checkbox', { name: 'license', exact: true }).check();
  await page.getByRole('checkbox', { name: 'ordinal', exact: true }).uncheck();
  await exportTo(program, first);
  const rows = (await readFile(first, 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(Object.keys(row)).toEqual(['hub', 'name', 'license']);

  const earlier = page.getByRole('region', { name: 'An earlier export' });
  await nameEarlier(program, first);
  await earlier.getByRole('button', { name: 'Check its files' }).click();
  await expect(earlier.getByText(/1 file as the manifest says/)).toBeVisible();

  await page.getByRole('radiogroup', { name: 'Form' }).getByText('CSV', { exact: true }).click();
  await goTo(page, 'Models');
  await goTo(page, 'Export');
  await nameEarlier(program, first);
  await earlier.getByRole('button', { name: 'Set up the same again' }).click();
  await expect(page.getByText('Set as the earlier export was made')).toBeVisible();
  await expect(page.getByText('hub:modelhub', { exact: true })).toBeVisible();
  await expect(page.getByRole('radio', { name: /^JSON lines/ })).toBeChecked();
  const second = join(folder, 'second.jsonl');
  await exportTo(program, second);
  expect(await readFile(second, 'utf8')).toBe(await readFile(first, 'utf8'));

  await writeFile(first, 'something else');
  await earlier.getByRole('button', { name: 'Check its files' }).click();
  await expect(earlier.getByRole('list', { name: 'What is not as the manifest says' })).toContainText('first.jsonl');
});

async function nameEarlier(program: Program, path: string): Promise<void> {
  const region = program.page.getByRole('region', { name: 'An earlier export' });
  if (program.kind === 'electron') await chooseFile(program, region, path);
  else await region.getByRole('textbox', { name: 'Export or its manifest' }).fill(path);
}

/** In a window by the system's dialog, in a browser by typing. */
async function exportTo(program: Program, target: string): Promise<void> {
  const { page } = program;
  const where = page.getByRole('region', { name: 'Where' });
  await chooseFile(program, where, target, answerSaveDialog);
  await where.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('article', { name: target }).getByText('Exported', { exact: true })).toBeVisible();
}
