import type { Locator, Page } from '@playwright/test';
import { join } from 'node:path';
import { type CommandDescriptor, type CommandPlace, commandPlaces, commands } from '../../src/shared/commands/index.ts';
import { goodMirror } from '../fixtures/hostile-mirrors.ts';
import { expect, test } from './support/fixtures.ts';
import { goToAddress, grid, rowCount, sampleTitle, seeOverview } from './support/window.ts';

const palette = (page: Page): Locator => page.getByRole('combobox', { name: 'Find a command or package' });
const help = (page: Page): Locator => page.getByRole('dialog', { name: 'Keyboard shortcuts' });
const option = (page: Page, name: string | RegExp): Locator => page.getByRole('option', { name });
const heading = (page: Page, name: string): Locator => page.getByRole('heading', { level: 1, name, exact: true });

/** Opens the palette, types, waits until the first entry is the wanted one, and takes it. */
async function take(page: Page, text: string, wanted: string | RegExp): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(palette(page)).toBeFocused();
  await page.keyboard.type(text);
  await expect(option(page, wanted).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(palette(page)).toBeHidden();
}

/** Opens the list of shortcuts and, in it, the editor of one command. */
async function edit(page: Page, title: string): Promise<Locator> {
  if (!(await help(page).isVisible())) await page.keyboard.press('?');
  await help(page).getByRole('button', { name: `Change the keys of ${title}`, exact: true }).click();
  const keys = help(page).getByRole('textbox', { name: `New keys for ${title}` });
  await expect(keys).toBeFocused();
  return keys;
}

async function pressAll(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test.describe('the palette', () => {
  test('leads to a view, a hub, a package, and does what a command does', async ({ program }) => {
    const { page } = program;
    await seeOverview(page);
    await take(page, 'reach', /^Reach/);
    await expect(heading(page, 'Reach')).toBeAttached();

    await take(page, 'onnx', /^Models of ONNX Model Zoo/);
    await expect(page.getByRole('combobox', { name: 'Search models' })).toHaveValue('hub:onnxmodelzoo');
    await expect.poll(() => rowCount(grid(page, 'Packages'))).toBe(9);

    await take(page, '@bert-base-uncased', /^bert-base-uncased/);
    await expect(page.getByRole('navigation', { name: 'Parts of the package' })).toBeVisible();

    await take(page, '> package files', /^Package: files/);
    await expect(grid(page, 'Files')).toBeVisible();

    await take(page, 'dark', /^Theme: dark/);
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');

    await take(page, 'search models', /^Search models/);
    await expect(page.getByRole('combobox', { name: 'Search models' })).toBeFocused();
  });

  test('says why a command can do nothing now, and does nothing then', async ({ program }) => {
    const { page } = program;
    await seeOverview(page);
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('package history');
    const history = option(page, /^Package: history/);
    await expect(history).toContainText('Only on the page of a package');
    await expect(history).toHaveAttribute('aria-disabled', 'true');
    await page.keyboard.press('Enter');
    await expect(palette(page)).toBeFocused();
    await page.keyboard.press('ControlOrMeta+k');
    await expect(palette(page)).toBeHidden();
  });

  test('begins with what was chosen lately, also after a reload', async ({ program }) => {
    const { page } = program;
    await seeOverview(page);
    await take(page, '@bert-base-uncased', /^bert-base-uncased/);
    await expect(heading(page, 'bert-base-uncased')).toBeVisible();
    await take(page, 'notes', /^Notes/);
    await expect(heading(page, 'Notes')).toBeAttached();
    await page.reload();
    await expect(heading(page, 'Notes')).toBeAttached();
    await page.keyboard.press('ControlOrMeta+k');
    const recent = page.getByRole('group', { name: 'Recent' }).getByRole('option');
    await expect(recent).toHaveText([/^Notes/, /^bert-base-uncased/]);
    await pressAll(page, ['ArrowDown', 'Enter']);
    await expect(heading(page, 'bert-base-uncased')).toBeVisible();
  });

  test('switches to another mirror', async ({ folder, start }) => {
    const { page } = await start([goodMirror(join(folder, 'mine'))]);
    await expect(page.getByRole('table').first()).toBeVisible();
    const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    await take(page, 'open the sample', /^Open the sample mirror/);
    await seeOverview(page);
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type(sampleTitle);
    await expect(option(page, /^Sample mirror/)).toContainText('Open now');
    await page.keyboard.press('Escape');
    await take(page, title, title);
    await seeOverview(page, title);
  });
});

test.describe('keys of commands', () => {
  test('are changed, used and shown at once, and kept over a reload', async ({ program }) => {
    const { page } = program;
    await seeOverview(page);
    const keys = await edit(page, 'Reach');
    await pressAll(page, ['y', 'r']);
    await expect(keys).toHaveValue('Y R');
    await page.keyboard.press('Enter');
    await expect(help(page).getByText('Reach: Y R.')).toBeVisible();
    await edit(page, 'Models of Modelhub.ai');
    await page.keyboard.press('ControlOrMeta+Shift+h');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');

    for (const when of ['at once', 'after a reload']) {
      await test.step(when, async () => {
        await expect(page.getByRole('link', { name: 'Reach', exact: true })).toHaveAttribute('title', 'Reach (Y R)');
        await pressAll(page, ['g', 'o', 'g', 'r']);
        await seeOverview(page);
        await pressAll(page, ['y', 'r']);
        await expect(heading(page, 'Reach')).toBeAttached();
        await page.keyboard.press('ControlOrMeta+Shift+h');
        await expect(page.getByRole('combobox', { name: 'Search models' })).toHaveValue('hub:modelhub');
      });
      await pressAll(page, ['g', 'o']);
      await page.reload();
      await seeOverview(page);
    }
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('reach');
    await expect(option(page, /^Reach/).first().locator('kbd')).toHaveText(['Y', 'R']);
  });

  test('of another command are named, and taken only when that is asked for', async ({ program }) => {
    const { page } = program;
    await seeOverview(page);
    await edit(page, 'Models');
    await pressAll(page, ['g', 'p', 'Enter']);
    await expect(help(page).getByText('G P is used by Problems.')).toBeVisible();
    await help(page).getByRole('button', { name: 'Take from Problems' }).click();
    await expect(help(page).getByText('Models: G P. Taken from Problems.')).toBeVisible();
    await expect(help(page).getByRole('listitem').filter({ hasText: /^Problems/ })).toContainText('no keys');
    await help(page).getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(help(page).getByRole('listitem').filter({ hasText: /^Problems/ }).locator('kbd')).toHaveText(['G', 'P']);
  });

  test('that browser and system need are refused with the reason', async ({ program }) => {
    const { page } = program;
    await seeOverview(page);
    const keys = await edit(page, 'Models');
    for (const [pressed, reason] of [['F5', 'it reloads the page'], ['ControlOrMeta+c', 'it edits text everywhere'], ['ArrowDown', 'it moves about']] as const) {
      await page.keyboard.press(pressed);
      await expect(help(page).getByText(reason)).toBeVisible();
      await expect(keys).toHaveAttribute('aria-invalid', 'true');
      await pressAll(page, ['Enter', 'Backspace']);
      await expect(keys).toHaveValue('');
    }
    await page.keyboard.press('Escape');
    await expect(help(page)).toBeVisible();
    await expect(help(page).getByRole('button', { name: 'Change the keys of Models', exact: true })).toBeFocused();
  });

  test('are removed, and reset one by one and all together', async ({ program }) => {
    const { page } = program;
    await seeOverview(page);
    const row = (title: string): Locator => help(page).getByRole('listitem').filter({ has: page.getByRole('button', { name: `Change the keys of ${title}`, exact: true }) });
    await edit(page, 'Notes');
    await help(page).getByRole('button', { name: 'Remove the keys' }).click();
    await expect(row('Notes')).toContainText('no keys');
    await edit(page, 'Notes');
    await help(page).getByRole('button', { name: 'Reset to G N' }).click();
    await expect(row('Notes').locator('kbd')).toHaveText(['G', 'N']);

    // Its own keys were given away meanwhile: reset names who has them.
    await edit(page, 'Notes');
    await help(page).getByRole('button', { name: 'Remove the keys' }).click();
    await edit(page, 'Export');
    await pressAll(page, ['g', 'n', 'Enter']);
    await expect(row('Export').locator('kbd')).toHaveText(['G', 'N']);
    await edit(page, 'Notes');
    await help(page).getByRole('button', { name: 'Reset to G N' }).click();
    await expect(help(page).getByText('G N is used by Export.')).toBeVisible();
    await page.keyboard.press('Escape');

    await help(page).getByRole('button', { name: 'Reset all' }).click();
    await expect(row('Export').locator('kbd')).toHaveText(['G', 'E']);
    await expect(row('Notes').locator('kbd')).toHaveText(['G', 'N']);
    await help(page).getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(row('Notes')).toContainText('no keys');
  });

  test('are found by name and by keys', async ({ program }) => {
    const { page } = program;
    await seeOverview(page);
    await page.keyboard.press('?');
    await page.keyboard.type('g f');
    await expect(help(page).getByRole('listitem')).toHaveText([/^Refresh: read what changed/]);
  });

  test('reach another window at once', async ({ program }) => {
    const { page } = program;
    await seeOverview(page);
    const other = await page.context().newPage();
    await program.guard.watch(other);
    await other.goto(page.url());
    await seeOverview(other);
    await edit(page, 'Reach');
    await pressAll(page, ['y', 'Enter']);
    await expect(other.getByRole('link', { name: 'Reach', exact: true })).toHaveAttribute('title', 'Reach (Y)');
  });
});

test('commands of a view are for that view alone', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await page.keyboard.press('3');
  await seeOverview(page);
  await take(page, '@bert-base-uncased', /^bert-base-uncased/);
  await expect(page.getByRole('heading', { name: 'Facts' })).toBeVisible();
  await page.keyboard.press('3');
  await expect(grid(page, 'Files')).toBeVisible();
  await page.getByRole('textbox').first().focus();
  await page.keyboard.type('1');
  await expect(grid(page, 'Files')).toBeVisible();
});

test('every command of a view is bound by that view', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  const places: readonly (readonly [place: CommandPlace, hash: string, seen: Locator])[] = [
    ['models', '#/models', grid(page, 'Packages')],
    ['package', '#/package/huggingface/bert-base-uncased', page.getByRole('heading', { name: 'Facts' })],
    ['reach', '#/reach/direct/ada%40example.org', page.getByRole('img', { name: /^Graph of Ada Example/ })],
    ['compare', '#/compare?p=huggingface%2F0%2Fbert-base-uncased&p=huggingface%2F0%2Fdistilbert-base-uncased', page.getByRole('checkbox', { name: /^Only what differs/ })],
  ];
  const rows: readonly CommandDescriptor[] = commands;
  expect([...new Set(rows.map(({ where }) => where))].sort(), 'every view with commands is looked at').toEqual(['everywhere', ...places.map(([place]) => place)].sort());
  for (const [place, hash, seen] of places) {
    await goToAddress(page, hash);
    await expect(seen).toBeVisible();
    await page.keyboard.press('ControlOrMeta+k');
    for (const { title } of rows.filter(({ where }) => where === place)) {
      await palette(page).fill(`> ${title}`);
      const entry = page.getByRole('option').filter({ has: page.getByText(title, { exact: true }) });
      await expect(entry).toBeVisible();
      await expect(entry, title).not.toContainText(commandPlaces[place], { ignoreCase: true });
    }
    await page.keyboard.press('Escape');
  }
});
