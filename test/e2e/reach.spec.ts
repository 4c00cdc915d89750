import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { CallAnswer } from '../../src/shared/contract/index.ts';
import { askCommand } from './support/command-line.ts';
import { answerSaveDialog, chooseFile } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import { goTo, grid, rowsOf, seeOverview } from './support/window.ts';

type Ranked = CallAnswer<'reach.list'>;

const ranking = (page: Page) => grid(page, 'Maintainers by reach');
const reaches = async (page: Page): Promise<number[]> => (await rowsOf(ranking(page)).locator('strong').allTextContents()).map(Number);

async function openReach(page: Page): Promise<void> {
  await seeOverview(page);
  await goTo(page, 'Reach');
  await expect(rowsOf(ranking(page)).first()).toBeVisible();
}

test('a stretch of the rank plot is what the list shows, and every column sorts it', async ({ program }) => {
  const { page } = program;
  await openReach(page);
  const all = (await askCommand(['reach', '--top', '0'], program.dataDir)) as Ranked;
  const last = page.getByRole('slider', { name: /: last rank$/ });
  await last.press('Home');
  for (let rank = 2; rank <= 4; rank += 1) await last.press('ArrowRight');
  await expect(page.getByText('Ranks 1 to 4')).toBeVisible();
  await expect.poll(() => reaches(page)).toEqual(all.rows.slice(0, 4).map(({ reach }) => reach));
  await ranking(page).getByRole('columnheader', { name: /^Commits/ }).click();
  const byCommits = all.rows.slice(0, 4).toSorted((left, right) => (right.commits ?? 0) - (left.commits ?? 0));
  await expect.poll(() => reaches(page)).toEqual(byCommits.map(({ reach }) => reach));
  await page.getByRole('button', { name: 'Show all ranks' }).click();
  await expect(page.getByText(String(all.maintainers), { exact: true }).first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Accounts' }).selectOption('automated');
  const bots = all.rows.filter(({ automated }) => automated);
  await expect(rowsOf(ranking(page))).toHaveCount(bots.length);
});

test('picked maintainers are merged under one name; undo parts them, and a mailmap carries them on', async ({ program, folder }) => {
  const { page } = program;
  await openReach(page);
  const before = (await askCommand(['reach', '--top', '0'], program.dataDir)) as Ranked;
  const count = (wanted: number) => expect(page.getByRole('region', { name: 'Ranking' }).getByText(String(wanted), { exact: true })).toBeVisible();
  await count(before.maintainers);
  for (const email of ['ada@example.org', 'ada.example@lab.example.com']) await rowsOf(ranking(page)).filter({ has: page.getByTitle(email, { exact: true }) }).locator('[data-tick]').click();
  await page.getByRole('button', { name: 'Merge 2 maintainers…' }).click();
  const merge = page.getByRole('dialog', { name: 'Merge maintainers' });
  await merge.getByRole('radio', { name: 'Keep as ada@example.org' }).check();
  await merge.getByRole('textbox', { name: 'Shown as' }).fill('Ada of both');
  await merge.getByRole('button', { name: 'Merge 2' }).click();
  await count(before.maintainers - 1);
  await expect(ranking(page).getByTitle('ada@example.org', { exact: true })).toContainText('Ada of both');
  await page.keyboard.press('ControlOrMeta+z');
  await count(before.maintainers);
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await count(before.maintainers - 1);

  const manager = page.getByRole('dialog', { name: 'Aliases of maintainers' });
  const target = join(folder, 'people.mailmap');
  await page.getByRole('button', { name: 'Aliases…' }).click();
  await manager.getByRole('button', { name: 'Export…' }).click();
  const saving = page.getByRole('dialog', { name: 'Export aliases' });
  await chooseFile(program, saving, target, answerSaveDialog);
  await saving.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(manager).toBeVisible();
  const written = await readFile(target, 'utf8');
  expect(written).toContain('Ada of both <ada@example.org> <ada.example@lab.example.com>');

  await manager.getByRole('button', { name: 'Aliases', exact: true }).click();
  for (const email of ['ada.example@lab.example.com', 'ada@example.org']) await manager.getByRole('button', { name: `Remove the alias of ${email}` }).click();
  await expect(manager.getByText('No aliases yet')).toBeVisible();
  await writeFile(target, `${written}nonsense\n`);
  await manager.getByRole('button', { name: 'Import…' }).click();
  const importing = page.getByRole('dialog', { name: 'Import a mailmap' });
  await chooseFile(program, importing, target);
  await importing.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByText('1 line left out: line 4: It has no e-mail in angle brackets.')).toBeVisible();
  await manager.getByRole('button', { name: 'Done' }).click();
  await count(before.maintainers - 1);
});

test('transitive reach ranks who holds what others depend on, with the figures of packages', async ({ program }) => {
  const { page } = program;
  await openReach(page);
  await page.getByRole('button', { name: 'Transitive' }).click();
  const ranked = (await askCommand(['reach', '--kind', 'transitive', '--top', '0'], program.dataDir)) as Ranked;
  await expect.poll(() => reaches(page)).toEqual(ranked.rows.slice(0, await rowsOf(ranking(page)).count()).map(({ reach }) => reach));
  const packages = (await askCommand(['reach', '--show', 'packages', '--top', '1'], program.dataDir)) as CallAnswer<'reach.packages'>;
  const first = packages.rows[0];
  await expect(rowsOf(grid(page, 'Packages by reach')).first()).toContainText(first?.package.name ?? '');
});
