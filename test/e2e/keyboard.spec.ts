import { expect, test } from './support/fixtures.ts';
import { grid, rowsOf, seeOverview } from './support/window.ts';

test('the palette opens a view and a package by their names', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await page.keyboard.press('ControlOrMeta+k');
  const box = page.getByRole('combobox', { name: 'Find a command or package' });
  await expect(box).toBeFocused();
  await page.keyboard.type('models');
  await expect(page.getByRole('option', { name: /^Models/ }).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(box).toBeHidden();
  await expect(grid(page, 'Packages')).toBeVisible();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('wav2vec2-base-960h');
  await expect(page.getByRole('option', { name: /facebook\/wav2vec2-base-960h/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'facebook/wav2vec2-base-960h' })).toBeVisible();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.press('Escape');
  await expect(box).toBeHidden();
});

test('sequences and single keys lead to every view, and do nothing while text is typed', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  for (const [key, heading] of [['m', 'Models'], ['r', 'Reach'], ['p', 'Problems'], ['n', 'Notes'], ['e', 'Export']] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeAttached();
  }
  await page.keyboard.press('/');
  const search = page.getByRole('combobox', { name: 'Search models' });
  await expect(search).toBeFocused();
  await page.keyboard.type('gr?');
  await expect(search).toHaveValue('gr?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeHidden();
});

test('? lists the shortcuts', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toBeVisible();
  await expect(help.getByText('Open the row')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(help).toBeHidden();
});

test('rows are walked with the arrow keys, Enter opens one, and back finds it again', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  const table = grid(page, 'Packages');
  await table.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const chosen = rowsOf(table).nth(2);
  await expect(chosen).toHaveAttribute('data-cursor', 'true');
  const active = await table.getAttribute('aria-activedescendant');
  expect(active).toBe(`${await chosen.getAttribute('id')}-0`);
  const name = await chosen.getByRole('link').textContent();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: name ?? '' })).toBeVisible();

  await page.getByRole('main').getByRole('button', { name: 'Back' }).click();
  await expect(rowsOf(table).nth(2)).toHaveAttribute('data-cursor', 'true');
});
