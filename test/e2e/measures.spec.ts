import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { MeasureResult } from '../../src/shared/contract/index.ts';
import { askCommand } from './support/command-line.ts';
import { chooseFile, answerSaveDialog } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import { goTo, goToAddress, grid, rowCount, rowsOf, seeOverview } from './support/window.ts';

const rules = 'Packages with a claim, by rule';
const chart = (page: Page, title: string): Locator => page.getByRole('application', { name: new RegExp(`^${title}`) });
const address = (page: Page): Promise<string> => page.evaluate(() => decodeURIComponent(location.hash.replaceAll('+', ' ')));

async function openClaims(page: Page): Promise<void> {
  await seeOverview(page);
  await goTo(page, 'Measures');
  await page.getByRole('link', { name: /^Claims by task/ }).click();
  await expect(chart(page, rules)).toBeVisible();
}

test('a measure is run over a selection, its bars are walked with keys, and lead to the packages behind them', async ({ program }) => {
  const { page } = program;
  await openClaims(page);
  const { parts } = (await askCommand(['measure', 'claims-by-task', '--selection', 'hub:huggingface'], program.dataDir)) as MeasureResult;
  const whole = parts.find((part) => part.title === rules);
  const counts = whole?.kind === 'shares' ? whole.rows.map(({ label, count, of }) => `${label}: ${count} of ${of}, `) : [];
  const selection = page.getByRole('combobox', { name: 'Selection', exact: true });
  await selection.pressSequentially('hub:hugg');
  await expect(page.getByRole('option', { name: /^huggingface/ })).toBeVisible();
  await selection.press('ArrowDown');
  await selection.press('Enter');
  await expect(selection).toHaveValue('hub:huggingface ');
  await expect.poll(() => address(page)).toBe('#/measures/claims-by-task?q=hub:huggingface ');
  const bars = chart(page, rules).getByRole('link');
  await expect(bars.first()).toHaveAccessibleName(new RegExp(`^${counts[0]}`));
  await bars.first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(bars.nth(1)).toBeFocused();
  await expect(bars.nth(1)).toHaveAccessibleName(new RegExp(`^${counts[1]}`));
  await page.keyboard.press('Enter');
  await expect.poll(() => rowCount(grid(page, 'Packages'))).toBe(whole?.kind === 'shares' ? whole.rows[1]?.count : -1);
  await page.goBack();
  await page.getByRole('combobox', { name: 'What is a claim' }).selectOption({ label: 'Tolerant, cards alone' });
  await expect.poll(() => address(page)).toContain('&p.rule=');
  await page.getByRole('combobox', { name: 'Compare with' }).selectOption({ label: 'Another selection' });
  await page.getByRole('combobox', { name: 'Selection to compare with' }).fill('hub:modelzoo');
  await expect(page.getByRole('region', { name: 'Differences from hub:modelzoo' }).first()).toContainText('Difference');
  await page.reload();
  await expect(page.getByRole('region', { name: 'Differences from hub:modelzoo' }).first()).toContainText('Difference');
});

test('a measure opens at its top, however far down the list was read', async ({ program: { page } }) => {
  await seeOverview(page);
  await goTo(page, 'Measures');
  await page.getByRole('link', { name: /^Turnover/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Turnover' })).toBeInViewport();
  await page.goBack();
  await page.getByRole('link', { name: /^Licences/ }).click();
  await expect(page.getByRole('heading', { name: 'Licences that may not follow each other' })).toBeAttached();
  // Hidden words that stand further down would make the page longer than the window.
  expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
});

test('a chart is saved as a figure and as numbers', async ({ program, folder }) => {
  const { page } = program;
  await openClaims(page);
  const files = [['SVG', 'svg', /^<\?xml[^]*Packages with a claim, by rule[^]*; index /], ['CSV', 'csv', /^measure,part,row,label,count,of,share/], ['JSON', 'json', /^\{\s+"format": "ptmx-measure"/]] as const;
  for (const [form, ending, content] of files) {
    await page.getByRole('button', { name: 'Save…' }).first().click();
    const dialog = page.getByRole('dialog', { name: `Save ${rules}` });
    await dialog.getByRole('button', { name: form, exact: true }).click();
    const file = join(folder, `claims.${ending}`);
    await chooseFile(program, dialog, file, answerSaveDialog);
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog).toHaveCount(0);
    expect(await readFile(file, 'utf8')).toMatch(content);
  }
});

test('numbers are sorted as a table, and charts put on a dashboard that is arranged, with undo', async ({ program }) => {
  const { page } = program;
  await openClaims(page);
  await page.getByRole('button', { name: 'Table' }).first().click();
  const table = grid(page, `${rules}, data`);
  await table.getByRole('columnheader', { name: 'Count', exact: true }).click();
  const counted = async (): Promise<number[]> => (await rowsOf(table).locator('[role="gridcell"]:nth-child(2)').allTextContents()).map(Number);
  const falling = (await counted()).toSorted((a, b) => b - a);
  await expect.poll(counted).toEqual(falling);
  await page.getByRole('button', { name: `Put ${rules} on a dashboard` }).click();
  await page.getByRole('menuitem', { name: 'A new dashboard' }).click();
  await page.getByRole('button', { name: 'Put Packages with a claim, by task on a dashboard' }).click();
  await page.getByRole('menuitem', { name: 'New dashboard', exact: true }).click();
  await page.getByRole('button', { name: 'Open' }).click();
  const titles = (): Promise<string[]> => page.getByRole('main').locator('li h2').allTextContents();
  await expect.poll(titles).toEqual([rules, 'Packages with a claim, by task']);
  await page.getByRole('button', { name: 'Arrange', exact: true }).click();
  await page.getByRole('button', { name: 'Move Claims by task back' }).first().click();
  await expect.poll(titles).toEqual(['Packages with a claim, by task', rules]);
  await page.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined));
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(titles).toEqual([rules, 'Packages with a claim, by task']);
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Dashboards' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^New dashboard/ })).toHaveCount(0);
});

/** A mirror of these models, by name: downloads. */
function writeModels(mirror: string, downloads: Readonly<Record<string, number>>): void {
  const at = join(mirror, 'data', 'huggingface', 'json', 'metadata');
  mkdirSync(at, { recursive: true });
  writeFileSync(join(at, 'hf_metadata.json'), JSON.stringify(Object.entries(downloads).map(([name, count]) => ({ modelId: `org/${name}`, id: `org/${name}`, downloads: count, tags: [], siblings: [] }))));
}

/** A part's table as people read it: rows of texts. */
const differences = async (page: Page, of: string): Promise<string[]> => (await page.getByRole('region', { name: `Differences from ${of}` }).first().getByRole('row').allTextContents()).slice(1);

test('a mirror is set beside another one and beside what it held before, packages and curve alike', async ({ start, folder }) => {
  const [mirror, other] = [join(folder, 'ours'), join(folder, 'theirs')];
  writeModels(other, { a: 10, b: 9, c: 8, gone: 7 });
  writeModels(mirror, { a: 5, b: 50 });
  const program = await start([other]);
  const { page } = program;
  await seeOverview(page, 'theirs');
  // The program holds what is open, so both are opened and read where it does it.
  await askCommand(['index', mirror], program.dataDir);
  writeModels(mirror, { b: 20, a: 15, new: 12, c: 1 });
  await askCommand(['index', mirror, '--refresh'], program.dataDir);
  await page.reload();
  await seeOverview(page, 'ours');

  await goToAddress(page, '#/measures/turnover?p.top=3');
  await expect(page.getByRole('heading', { name: 'Something to compare with is needed' })).toBeVisible();
  const choose = page.getByRole('combobox', { name: 'Compared with' });
  await choose.selectOption({ label: 'Mirror: theirs' });
  const bars = (title: string) => chart(page, title).getByRole('link');
  await expect(bars('Packages here and in the other mirror').first()).toHaveAccessibleName(/^In both: 3 of 4, /);
  await expect(bars('Top 3 by downloads').nth(2)).toHaveAccessibleName(/^Not in the other mirror: 1 of 3, /);
  const [, earlier] = await choose.locator('option').allTextContents();
  await choose.selectOption({ label: earlier ?? '' });
  await expect(bars('Packages here and in the earlier state').first()).toHaveAccessibleName(/^In both: 2 of 4, /);
  await bars('Top 3 by downloads').nth(2).press('Enter');
  await expect(grid(page, 'Packages').getByRole('link', { name: 'org/new' })).toBeVisible();

  await goToAddress(page, '#/measures/download-rates');
  const beside = page.getByRole('combobox', { name: 'Compare with' });
  await beside.selectOption({ label: 'Mirror: theirs' });
  await expect.poll(() => differences(page, 'Mirror theirs')).toEqual(['This selection; Rank 12010+10', 'This selection; Rank 2159+6', 'This selection; Rank 3128+4', 'This selection; Rank 417−6']);
  await beside.selectOption({ label: earlier ?? '' });
  await expect.poll(() => differences(page, earlier ?? '')).toEqual(['This selection; Rank 12050−30', 'This selection; Rank 2155+10', 'This selection; Rank 312——', 'This selection; Rank 41——']);

  await goToAddress(page, '#/measures');
  await page.getByRole('button', { name: /^Delete the state of/ }).click();
  await page.getByRole('dialog', { name: 'Delete an earlier state' }).getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('None is kept yet.')).toBeVisible();
});
