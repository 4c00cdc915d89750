import type { Locator, Page } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bridgeName, type Transport } from '../../src/shared/contract/transport.ts';
import { severeViolations } from '../a11y/audit.ts';
import { answerSaveDialog, chooseFile } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import { goTo, grid, rowCount, seeOverview } from './support/window.ts';

const box = (page: Page): Locator => page.getByRole('combobox', { name: 'Search models' });
const viewsButton = (page: Page): Locator => page.getByRole('button', { name: /^Saved views/ });
const menu = (page: Page): Locator => page.getByRole('menu', { name: /^Saved views/ });
const links = (page: Page): Locator => page.getByRole('region', { name: 'Saved views' }).getByRole('link');
const manager = (page: Page): Locator => page.getByRole('dialog', { name: 'Saved views' });

async function search(page: Page, query: string): Promise<void> {
  await box(page).fill(query);
  await expect.poll(() => page.evaluate(() => decodeURIComponent(location.hash.replaceAll('+', ' ')))).toBe(query === '' ? '#/models' : `#/models?q=${query}`);
  await page.keyboard.press('Escape');
}

async function save(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+s');
  const dialog = page.getByRole('dialog', { name: 'Save as a view' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
}

async function choose(page: Page, item: string): Promise<void> {
  await viewsButton(page).click();
  await menu(page).getByRole('menuitem', { name: item }).click();
}

/** Keys go to the page itself: a text field has an undo of its own. */
async function press(page: Page, keys: string): Promise<void> {
  await page.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined));
  await page.keyboard.press(keys);
}

/** What the program keeps of the window, asked as the window asks it. */
function keptSession(page: Page): Promise<unknown> {
  return page.evaluate(async (bridge) => {
    const transport = Reflect.get(globalThis, bridge) as Transport | undefined;
    if (transport === undefined) {
      const answer = await fetch('/api/call/session.get', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
      return ((await answer.json()) as { value: { session: unknown } }).value.session;
    }
    const answer = (await transport.invoke(1_000_000 + Math.floor(performance.now()), 'session.get', {})) as { value: { session: unknown } };
    return answer.value.session;
  }, bridgeName);
}

test('a search is saved as a view, changed, reverted, updated, renamed, moved and deleted, and each is undone', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await goTo(page, 'Models');
  await search(page, 'task:fill-mask sort:-downloads');
  await expect.poll(() => rowCount(grid(page, 'Packages'))).toBe(4);
  await save(page, 'Fill mask');
  await search(page, 'license:mit');
  await save(page, 'MIT only');
  await expect(links(page)).toHaveText(['Fill mask', 'MIT only']);
  await expect(viewsButton(page)).toHaveAccessibleName('Saved views: MIT only');

  await links(page).filter({ hasText: 'Fill mask' }).click();
  await expect(box(page)).toHaveValue('task:fill-mask sort:-downloads');
  await viewsButton(page).click();
  await expect(menu(page).getByRole('menuitemradio', { name: 'Fill mask' })).toHaveAccessibleName('Fill mask 4');
  await expect(menu(page).getByRole('menuitemradio', { name: 'MIT only' })).toHaveAccessibleName(/^MIT only \d+$/);
  expect(await severeViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await search(page, 'task:fill-mask bert');
  await expect(viewsButton(page)).toHaveAccessibleName('Saved views: Fill mask, changed since saved');
  await choose(page, 'Revert to what was saved');
  await expect(box(page)).toHaveValue('task:fill-mask sort:-downloads');
  await expect(viewsButton(page)).toHaveAccessibleName('Saved views: Fill mask');
  await search(page, 'task:fill-mask bert');
  await choose(page, 'Update this view');
  await expect(viewsButton(page)).toHaveAccessibleName('Saved views: Fill mask');
  await press(page, 'ControlOrMeta+z');
  await expect(viewsButton(page)).toHaveAccessibleName('Saved views: Fill mask, changed since saved');

  await choose(page, 'Manage views…');
  await manager(page).getByRole('button', { name: 'Move MIT only up' }).click();
  await expect(links(page)).toHaveText(['MIT only', 'Fill mask']);
  await manager(page).getByRole('button', { name: 'Rename Fill mask' }).click();
  await manager(page).getByRole('textbox', { name: 'New name of Fill mask' }).fill('mit ONLY');
  await manager(page).getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(manager(page).getByRole('alert')).toContainText('There is a view named “MIT only” already.');
  expect(await severeViolations(page)).toEqual([]);
  await manager(page).getByRole('textbox', { name: 'New name of Fill mask' }).fill('Masked');
  await page.keyboard.press('Enter');
  await expect(links(page)).toHaveText(['MIT only', 'Masked']);
  await manager(page).getByRole('button', { name: 'Delete MIT only' }).click();
  await expect(links(page)).toHaveText(['Masked']);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(links(page)).toHaveText(['MIT only', 'Masked']);
  await manager(page).getByRole('button', { name: 'Done' }).click();

  await press(page, 'ControlOrMeta+z');
  await expect(links(page)).toHaveText(['MIT only', 'Fill mask']);
  await press(page, 'ControlOrMeta+z');
  await expect(links(page)).toHaveText(['Fill mask', 'MIT only']);
  await press(page, 'ControlOrMeta+z');
  await expect(links(page)).toHaveText(['Fill mask']);
  await press(page, 'ControlOrMeta+Shift+z');
  await expect(links(page)).toHaveText(['Fill mask', 'MIT only']);
});

test('views are exported, and imported beside one’s own', async ({ program, folder }) => {
  const { page } = program;
  await seeOverview(page);
  await goTo(page, 'Models');
  await search(page, 'license:mit');
  await save(page, 'MIT only');
  const file = join(folder, 'views.json');
  await choose(page, 'Manage views…');
  await manager(page).getByRole('button', { name: 'Export all…' }).click();
  const saving = page.getByRole('dialog', { name: 'Export all views' });
  await chooseFile(program, saving, file, answerSaveDialog);
  await saving.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByText('Exported 1 view', { exact: true })).toBeVisible();

  const shared = JSON.parse(await readFile(file, 'utf8')) as { views: { name: string; query: string }[] };
  expect(shared.views).toMatchObject([{ name: 'MIT only', query: 'license:mit' }]);
  const theirs = shared.views.map((view) => ({ ...view, query: 'license:mit bert' }));
  await writeFile(file, JSON.stringify({ ...shared, views: [...theirs, { ...shared.views[0], name: 'No columns', columns: [] }] }));
  await manager(page).getByRole('button', { name: 'Import…' }).click();
  const taking = page.getByRole('dialog', { name: 'Import views' });
  await chooseFile(program, taking, file);
  await taking.getByRole('button', { name: 'Import' }).click();
  await expect(page.getByText(/^MIT only is named MIT only 2 · Left out: No columns \(columns /)).toBeVisible();
  await expect(links(page)).toHaveText(['MIT only', 'MIT only 2']);
  await manager(page).getByRole('button', { name: 'Done' }).click();
  await press(page, 'ControlOrMeta+z');
  await expect(links(page)).toHaveText(['MIT only']);
});

test('what was shown is there again at the next start, and a search does not outlive its mirror', async ({ start, program }) => {
  const { page, dataDir } = program;
  await seeOverview(page);
  await goTo(page, 'Models');
  await search(page, 'license:mit');
  await save(page, 'MIT only');
  await search(page, 'license:mit bert');
  await page.getByRole('button', { name: 'Hide filters' }).click();
  await expect.poll(() => keptSession(page)).toMatchObject({ address: '#/models?q=license%3Amit+bert', facetsShown: false });
  await program.close();

  const again = await start([], dataDir);
  await expect(box(again.page)).toHaveValue('license:mit bert');
  await expect(again.page.getByRole('button', { name: 'Show filters' })).toBeVisible();
  await expect(viewsButton(again.page)).toHaveAccessibleName('Saved views: MIT only, changed since saved');

  const other = join(dataDir, 'sample-mirror', 'data', 'huggingface');
  await again.page.keyboard.press('ControlOrMeta+o');
  await again.page.getByRole('textbox', { name: /path/i }).fill(other);
  await again.page.keyboard.press('Enter');
  await seeOverview(again.page, 'huggingface');
});

test('back and forward go through what was shown, and a recent search is found again', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await goTo(page, 'Models');
  await search(page, 'license:mit');
  await goTo(page, 'Reach');
  await expect(grid(page, 'Maintainers by reach')).toBeVisible();
  await press(page, 'Alt+ArrowLeft');
  await expect(box(page)).toHaveValue('license:mit');
  await press(page, 'Alt+ArrowLeft');
  await seeOverview(page);
  await press(page, 'Alt+ArrowRight');
  await expect(box(page)).toHaveValue('license:mit');
  await expect(page.getByRole('button', { name: 'Back', exact: true })).toHaveCount(0);

  await goTo(page, 'Overview');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('option', { name: 'license:mit' }).click();
  await expect(box(page)).toHaveValue('license:mit');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Clear recent');
  await page.getByRole('option', { name: 'Clear recent searches and packages' }).click();
  await expect(page.getByText('Cleared recent searches and packages')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('option', { name: 'license:mit' })).toHaveCount(0);
});

test('a mirror that was forgotten comes back by undo', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await page.keyboard.press('ControlOrMeta+o');
  const dialog = page.getByRole('dialog', { name: 'Open your mirror' });
  await dialog.getByRole('button', { name: /^Forget Sample mirror/ }).click();
  await expect(page.getByText('Forgot Sample mirror')).toBeVisible();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.keyboard.press('Escape');
  await seeOverview(page);
});
