import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { goTo, grid, numberIn, rowsOf, seeOverview } from './support/window.ts';

async function seeModels(page: Page): Promise<ReturnType<typeof grid>> {
  await seeOverview(page);
  await goTo(page, 'Models');
  const table = grid(page, 'Packages');
  await expect(rowsOf(table).first()).toBeVisible();
  return table;
}

const tray = (page: Page) => page.getByRole('region', { name: 'Picked packages' });
const header = (page: Page, name: string) => page.getByRole('columnheader', { name });
/** How many packages were found. */
const counted = (page: Page) => page.getByRole('main').getByRole('status').filter({ hasText: /^\d+ packages?$/ });
const box = (page: Page) => page.getByRole('combobox', { name: 'Search models' });

test('rows are picked by key and by pointer, one by one and in stretches, and stay picked while the search changes', async ({ program }) => {
  const { page } = program;
  const table = await seeModels(page);
  await table.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(tray(page)).toContainText('3 picked');
  await expect(rowsOf(table).nth(1)).toHaveAttribute('aria-selected', 'true');
  await rowsOf(table).nth(5).locator('[data-tick]').click();
  await rowsOf(table).nth(7).click({ modifiers: ['Shift'] });
  await expect(tray(page)).toContainText('6 picked');

  await box(page).fill('hub:onnxmodelzoo');
  await expect(counted(page)).toHaveText('9 packages');
  await expect(tray(page)).toContainText('6 picked');
  await tray(page).getByRole('button', { name: /^Pick all/ }).click();
  await expect(page.getByRole('checkbox', { name: 'Pick all rows' })).toBeChecked();
  await box(page).fill('');
  await expect.poll(async () => numberIn(await tray(page).getByText(/picked$/).textContent())).toBeGreaterThanOrEqual(6);

  await tray(page).getByRole('button', { name: 'Pick none' }).click();
  await expect(tray(page)).toBeHidden();
});

test('columns are chosen, moved, made wider, pinned and brought back', async ({ program }) => {
  const { page } = program;
  const table = await seeModels(page);
  const titles = async (): Promise<readonly string[]> => (await table.getByRole('columnheader').allTextContents()).map((text) => text.trim()).filter((text) => text !== '');
  const before = await titles();
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByRole('checkbox', { name: 'Datasets' }).check();
  await page.getByRole('checkbox', { name: 'Downloads' }).uncheck();
  await page.keyboard.press('Escape');
  await expect.poll(titles).toContain('Datasets');
  await expect.poll(titles).not.toContain('Downloads');
  await expect(table.getByText('squad', { exact: false }).first()).toBeVisible();

  await header(page, 'Task').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Move right' }).click();
  await expect.poll(async () => (await titles()).indexOf('Task')).toBe(2);
  const width = async (): Promise<number> => (await header(page, 'Task').boundingBox())?.width ?? 0;
  const narrow = await width();
  await header(page, 'Task').getByRole('button', { name: 'Task', exact: true }).focus();
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('menuitem', { name: 'Wider' }).click();
  await expect.poll(width).toBeGreaterThan(narrow + 30);
  await page.getByRole('menuitem', { name: 'Pin to the left' }).click();
  await expect.poll(async () => (await titles()).indexOf('Task')).toBe(1);
  await expect(header(page, 'Task')).toHaveCSS('position', 'sticky');

  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByRole('button', { name: 'Back to the standard columns' }).click();
  await page.keyboard.press('Escape');
  await expect.poll(titles).toEqual(before);
});

test('an edge is dragged to make a column wider, which stays where it is; rows are as wide as their columns', async ({ program }) => {
  const { page } = program;
  const table = await seeModels(page);
  const titles = (): Promise<readonly string[]> => table.getByRole('columnheader').allTextContents();
  const before = await titles();
  const name = header(page, 'Name');
  const width = async (): Promise<number> => (await name.boundingBox())?.width ?? 0;
  const from = await width();
  const edge = await name.boundingBox();
  if (edge === null) throw new Error('The header is not drawn');
  const middle = edge.y + edge.height / 2;
  await page.mouse.move(edge.x + edge.width - 3, middle);
  await page.mouse.down();
  for (const step of [30, 70, 110, 150]) await page.mouse.move(edge.x + edge.width - 3 + step, middle);
  await page.mouse.up();
  await expect.poll(width).toBeGreaterThan(from + 120);
  const wide = await width();
  await page.mouse.move(edge.x + 20, middle + 200);
  await page.mouse.move(edge.x + edge.width + 200, middle);
  expect(await width()).toBe(wide);
  expect(await titles()).toEqual(before);

  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  for (const column of ['Datasets', 'Languages', 'Tags', 'Papers', 'Base models', 'Address']) await page.getByRole('checkbox', { name: column }).check();
  await page.keyboard.press('Escape');
  const row = rowsOf(table).first();
  await table.evaluate((element) => element.scrollTo(100_000, 0));
  await expect.poll(async () => {
    const [all, last] = await Promise.all([row.boundingBox(), row.getByRole('gridcell').last().boundingBox()]);
    return Math.round((all?.x ?? 0) + (all?.width ?? 0)) - Math.round((last?.x ?? 0) + (last?.width ?? 0));
  }).toBe(0);
  await expect.poll(async () => Math.round((await row.getByRole('gridcell').nth(1).boundingBox())?.x ?? 0)).toBe(Math.round((await table.boundingBox())?.x ?? 0) + 32);
});

test('the table sorts by several columns, and the search says so', async ({ program }) => {
  const { page } = program;
  await seeModels(page);
  await header(page, 'Task').getByRole('button', { name: 'Task', exact: true }).click();
  await expect(box(page)).toHaveValue('sort:task');
  await header(page, 'Downloads').getByRole('button', { name: 'Downloads', exact: true }).click({ modifiers: ['Shift'] });
  await expect(box(page)).toHaveValue('sort:task,-downloads');
  await expect(header(page, 'Task')).toHaveAttribute('aria-sort', 'ascending');
  await expect(header(page, 'Downloads')).toHaveAttribute('aria-sort', 'descending');
  await header(page, 'Name').getByRole('button', { name: 'Name', exact: true }).click();
  await expect(box(page)).toHaveValue('sort:name');
});

test('a value narrows the search from its own menu, and a column tells its values and groups', async ({ program }) => {
  const { page } = program;
  const table = await seeModels(page);
  const value = table.getByRole('gridcell', { name: 'fill-mask', exact: true }).first();
  await value.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Only: fill-mask' }).click();
  await expect(box(page)).toHaveValue('task:fill-mask');
  await expect.poll(async () => (await rowsOf(table).count()) - (await table.getByRole('gridcell', { name: 'fill-mask', exact: true }).count())).toBe(0);

  await header(page, 'Licence').click({ button: 'right' });
  await expect(page.getByRole('region', { name: 'Values of Licence' })).toContainText('Apache-2.0');
  await page.getByRole('menuitem', { name: 'Group by licence' }).click();
  const groups = grid(page, 'Packages by licence');
  await expect(rowsOf(groups).first()).toBeVisible();
  const [name = ''] = await rowsOf(groups).first().getByRole('gridcell').allTextContents();
  await groups.focus();
  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue(`task:fill-mask license:${name}`);
});

test('picked packages are compared side by side', async ({ program }) => {
  const { page } = program;
  const table = await seeModels(page);
  await rowsOf(table).nth(0).locator('[data-tick]').click();
  await expect(tray(page).getByRole('button', { name: 'Compare' })).toBeDisabled();
  await rowsOf(table).nth(1).locator('[data-tick]').click();
  const names = await Promise.all([0, 1].map((at) => rowsOf(table).nth(at).getByRole('link').textContent()));
  await tray(page).getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible();
  for (const name of names) await expect(page.getByRole('columnheader', { name: name ?? '' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Hub/ })).toBeVisible();
  await page.getByRole('checkbox', { name: 'Only what differs' }).check();
  await expect(page.getByRole('row', { name: /^Hub/ })).toBeHidden();
});

test('the picked packages alone are what is exported', async ({ program }) => {
  const { page } = program;
  const table = await seeModels(page);
  for (const at of [0, 2, 4]) await rowsOf(table).nth(at).locator('[data-tick]').click();
  await tray(page).getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText('The packages picked in Models')).toBeVisible();
  await expect(page.getByText('3 packages', { exact: true })).toBeVisible();
});

test('picked rows are copied as a table, and as BibTeX from the tray', async ({ program }) => {
  const { page } = program;
  test.skip(program.kind !== 'browser', 'the clipboard of the system belongs to others where this runs');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const clipboard = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  const table = await seeModels(page);
  await box(page).fill('bert-base-uncased');
  await expect(counted(page)).toHaveText('3 packages');
  await box(page).press('ArrowDown');
  await expect(table).toBeFocused();
  await page.keyboard.press('ControlOrMeta+c');
  await expect(page.getByText('Copied 1 package')).toBeVisible();
  const [head = '', row = ''] = (await clipboard()).split('\n');
  expect(head.split('\t').slice(0, 2)).toEqual(['Name', 'Hub']);
  expect(row.split('\t').slice(0, 2)).toEqual(['bert-base-uncased', 'huggingface']);

  await page.keyboard.press('Space');
  await tray(page).getByRole('button', { name: 'Copy picked packages' }).click();
  await page.getByRole('menuitem', { name: 'BibTeX' }).click();
  await expect.poll(clipboard).toContain('@misc{huggingface_bert_base_uncased,');
});
