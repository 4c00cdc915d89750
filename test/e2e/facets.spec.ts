import type { Locator, Page } from '@playwright/test';
import { severeViolations } from '../a11y/audit.ts';
import { askCommand } from './support/command-line.ts';
import { expect, test, type Program } from './support/fixtures.ts';
import { goTo, grid, numberIn, resize, rowCount, seeOverview } from './support/window.ts';

interface Found {
  readonly total: number;
}

/** How many packages the command line finds, over the same data folder as the window. */
async function found(program: Program, query: string): Promise<number> {
  // A space in front keeps a minus from being an option.
  return ((await askCommand(['search', ` ${query}`, '--limit', '0'], program.dataDir)) as Found).total;
}

const box = (page: Page): Locator => page.getByRole('combobox', { name: 'Search models' });

/** A group of the filters, opened where it is closed, and in sight: another one is not counted. */
async function facet(page: Page, title: string): Promise<Locator> {
  const group = page.getByRole('region', { name: title, exact: true });
  const toggle = group.getByRole('button', { name: new RegExp(`^${title}`) });
  if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
  await toggle.scrollIntoViewIfNeeded();
  await group.evaluate((element) => element.scrollIntoView({ block: 'nearest' }));
  return group;
}

const value = (group: Locator, name: string): Locator => group.getByRole('checkbox', { name: new RegExp(`^${name}\\b`) });

async function expectRows(program: Program, query: string): Promise<number> {
  const total = await found(program, query);
  await expect.poll(() => rowCount(grid(program.page, 'Packages')), `rows of ${query}`).toBe(total);
  return total;
}

test.beforeEach(async ({ program }) => {
  await seeOverview(program.page);
  await goTo(program.page, 'Models');
});

test('several values of a field mean any of them, one can be left out, and the other counts follow', async ({ program }) => {
  const { page } = program;
  const all = await rowCount(grid(page, 'Packages'));
  const task = await facet(page, 'Task');
  const licence = await facet(page, 'Licence');
  const before = numberIn(await value(task, 'fill-mask').textContent());
  expect(before).toBe(await found(program, 'task:fill-mask'));

  await value(task, 'fill-mask').click();
  await value(task, 'text-generation').click();
  await expect(box(page)).toHaveValue(/task:fill-mask,text-generation/);
  await expectRows(program, 'task:fill-mask,text-generation');
  await expect(value(task, 'fill-mask'), 'its own field does not narrow a count').toHaveText(new RegExp(`fill-mask${before}$`));
  const narrowed = await found(program, 'task:fill-mask,text-generation license:mit');
  await expect(value(licence, 'MIT')).toHaveText(new RegExp(`MIT${narrowed}$`));

  await value(licence, 'MIT').click({ modifiers: ['Alt'] });
  await expect(value(licence, 'MIT')).toBeChecked({ indeterminate: true });
  await expectRows(program, 'task:fill-mask,text-generation -license:mit');
  await task.getByRole('button', { name: 'Clear task' }).click();
  await expectRows(program, '-license:mit');
  await value(licence, 'MIT').click();
  await expect.poll(() => rowCount(grid(page, 'Packages'))).toBe(all);
});

test('a value is left out by the keyboard, by its button and by the other mouse button', async ({ program }) => {
  const { page } = program;
  const task = await facet(page, 'Task');
  await value(task, 'text-generation').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(value(task, 'text-generation')).toBeFocused();
  await page.keyboard.press('-');
  await expectRows(program, '-task:text-generation');
  await page.keyboard.press('Tab');
  await expect(task.getByRole('button', { name: 'Leave out text-generation' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(value(task, 'text-generation')).not.toBeChecked();
  await value(task, 'fill-mask').click({ button: 'right' });
  await expectRows(program, '-task:fill-mask');
});

test('a value that few packages have is found inside its facet, and stays in sight once chosen', async ({ program }) => {
  const { page } = program;
  const owner = await facet(page, 'Owner');
  await expect(value(owner, 'dslim')).toHaveCount(0);
  await owner.getByRole('textbox', { name: 'Find in owner' }).fill('SLIM');
  await value(owner, 'dslim').click();
  await expectRows(program, 'owner:dslim');
  await owner.getByRole('button', { name: 'Clear', exact: true }).click();
  await expect(value(owner, 'facebook')).toBeVisible();
  await expect(value(owner, 'dslim')).toBeChecked();
  await owner.getByRole('button', { name: /^\d+ more$/ }).click();
  await expect(owner.getByRole('button', { name: 'Show fewer' })).toBeVisible();
  await expect.poll(() => owner.getByRole('checkbox').count()).toBeGreaterThan(20);
});

test('a flag narrows further, and its count says by how much', async ({ program }) => {
  const { page } = program;
  await value(await facet(page, 'Hub'), 'Hugging Face').click();
  const state = await facet(page, 'State');
  const cloned = await found(program, 'hub:huggingface is:cloned');
  await expect(value(state, 'Cloned here')).toHaveText(new RegExp(`Cloned here${cloned}$`));
  await value(state, 'Cloned here').click();
  expect(await expectRows(program, 'hub:huggingface is:cloned')).toBe(cloned);
});

test('the ends of a histogram are moved by the keyboard and typed, and write the range into the search', async ({ program }) => {
  const { page } = program;
  const downloads = await facet(page, 'Downloads');
  const lower = downloads.getByRole('slider', { name: 'Downloads: lower end' });
  const upper = downloads.getByRole('slider', { name: 'Downloads: upper end' });
  await expect(lower).toHaveAttribute('aria-valuetext', 'no limit');
  await lower.focus();
  await page.keyboard.press('End');
  await expect(lower).toHaveAttribute('aria-valuetext', 'from 10M');
  await expectRows(program, 'downloads:>=10m');
  await upper.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(upper, 'one bar stays between the ends').toHaveAttribute('aria-valuetext', 'no limit');
  await lower.focus();
  await page.keyboard.press('PageDown');
  await upper.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(box(page)).toHaveValue(/^downloads:\d+k\.\.<10m$/);
  await expectRows(program, await box(page).inputValue());

  const from = downloads.getByRole('textbox', { name: 'Downloads from' });
  await from.fill('many');
  await from.press('Enter');
  await expect(downloads.getByRole('alert')).toContainText('Not understood');
  await from.fill('1k');
  await downloads.getByRole('textbox', { name: 'Downloads to' }).fill('200k');
  await page.keyboard.press('Enter');
  await expect(box(page)).toHaveValue('downloads:1k..200k');
  await expectRows(program, 'downloads:1k..200k');
  await downloads.getByRole('button', { name: 'Clear downloads' }).click();
  await expect(lower).toHaveAttribute('aria-valuetext', 'no limit');
});

test('a drag over the bars of a histogram chooses them, and a drag of an end moves it', async ({ program }) => {
  const { page } = program;
  const modified = await facet(page, 'Modified');
  const bars = modified.getByRole('img', { name: 'Modified, bars' });
  await bars.scrollIntoViewIfNeeded();
  const area = await bars.boundingBox();
  if (area === null) throw new Error('The bars are not on screen.');
  const at = (share: number): readonly [number, number] => [area.x + share * area.width, area.y + area.height / 2];
  await page.mouse.move(...at(0.45));
  await page.mouse.down();
  await page.mouse.move(...at(0.6), { steps: 4 });
  await page.mouse.up();
  await expect(box(page)).toHaveValue(/^modified:\d{4}/);
  const narrow = await expectRows(program, await box(page).inputValue());

  const upper = modified.getByRole('slider', { name: 'Modified: upper end' });
  const handle = await upper.boundingBox();
  if (handle === null) throw new Error('The handle is not on screen.');
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height - 6);
  await page.mouse.down();
  await page.mouse.move(area.x + area.width + 30, handle.y, { steps: 4 });
  await page.mouse.up();
  await expect(upper).toHaveAttribute('aria-valuetext', 'no limit');
  expect(await expectRows(program, await box(page).inputValue())).toBeGreaterThan(narrow);
});

test('a value that no package has leads to one that comes near it', async ({ program }) => {
  const { page } = program;
  await box(page).fill('task:fill_mask');
  await expect(page.getByText('No package has task:fill_mask.')).toBeVisible();
  await page.getByRole('button', { name: 'fill-mask', exact: true }).click();
  await expect(box(page)).toHaveValue('task:fill-mask');
  await expectRows(program, 'task:fill-mask');
});

test('every facet opens, and nothing serious is wrong with any for assistive technology, light and dark, in a small window too', async ({ program }) => {
  test.slow();
  const { page } = program;
  const panel = page.getByRole('complementary', { name: 'Filters by field' });
  for (let closed = await panel.locator('[aria-expanded="false"]').count(); closed > 0; closed -= 1) {
    await panel.locator('[aria-expanded="false"]').first().click();
  }
  await value(await facet(page, 'Task'), 'fill-mask').click();
  await value(await facet(page, 'Licence'), 'MIT').click({ button: 'right' });
  const downloads = await facet(page, 'Downloads');
  await downloads.getByRole('slider', { name: 'Downloads: upper end' }).press('ArrowLeft');
  await panel.getByRole('region', { name: 'Maintainer' }).scrollIntoViewIfNeeded();
  await expect(panel.getByRole('region', { name: 'Maintainer' }).getByText('Counting')).toHaveCount(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await severeViolations(page), colorScheme).toEqual([]);
  }
  await resize(program, 1024, 700);
  const filters = page.getByRole('button', { name: 'Show filters' });
  if (await filters.isVisible()) await filters.click();
  await downloads.scrollIntoViewIfNeeded();
  await expect(grid(page, 'Packages')).toBeVisible();
  expect(await severeViolations(page), 'small').toEqual([]);
});
