import type { ElectronApplication } from '@playwright/test';
import { bridgeName, type Transport } from '../../../src/shared/contract/transport.ts';
import { expect, test, type Program } from '../support/fixtures.ts';
import { grid, resize, seeOverview } from '../support/window.ts';

interface Item {
  readonly label: string;
  readonly accelerator: string | null;
  readonly role: string | null;
  readonly items: readonly Item[];
}

function appOf(program: Program): ElectronApplication {
  if (program.kind !== 'electron') throw new Error('This spec runs in Electron.');
  return program.electronApp;
}

function readMenu(app: ElectronApplication): Promise<readonly Item[]> {
  return app.evaluate(({ Menu }) => {
    const read = (menu: Electron.Menu | null | undefined): Item[] =>
      (menu?.items ?? []).filter(({ visible }) => visible).map((item) => ({ label: item.label, accelerator: item.accelerator ?? null, role: item.role ?? null, items: read(item.submenu) }));
    return read(Menu.getApplicationMenu());
  });
}

/** Clicks an item as a user does: with the window in front. */
async function choose(app: ElectronApplication, id: string): Promise<void> {
  await app.evaluate(({ BrowserWindow, Menu }, wanted) => {
    const window = BrowserWindow.getAllWindows()[0];
    Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click({ triggeredByAccelerator: false }, window, window?.webContents);
  }, id);
}

function itemsOf(menu: readonly Item[], label: string): readonly Item[] {
  const found = menu.find((item) => item.label === label);
  if (found === undefined) throw new Error(`No menu ${label} in ${menu.map((item) => item.label).join(', ')}`);
  return found.items;
}

/** Presses Ctrl, on macOS Command, with a key in the window, which the menu hears too; Playwright's keys go to the page alone. */
function pressInWindow(app: ElectronApplication, keyCode: string): Promise<void> {
  return app.evaluate(({ BrowserWindow }, key) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const modifiers: ('meta' | 'control')[] = [process.platform === 'darwin' ? 'meta' : 'control'];
    contents?.focus();
    for (const type of ['keyDown', 'keyUp'] as const) contents?.sendInputEvent({ type, keyCode: key, modifiers });
  }, keyCode);
}

test('the menu has the commands with their keys, and the platform’s own', async ({ program }) => {
  const app = appOf(program);
  await seeOverview(program.page);
  const menu = await readMenu(app);
  expect(menu.map(({ label }) => label).filter((label) => label !== 'Electron')).toEqual(['File', 'Edit', 'View', 'Go', 'Mirror', 'Window', 'Help']);
  expect(itemsOf(menu, 'File')).toContainEqual(expect.objectContaining({ label: 'Open your mirror…', accelerator: 'CommandOrControl+O' }));
  // What a menu cannot hold as an accelerator stands in the label.
  expect(itemsOf(menu, 'Go')).toContainEqual(expect.objectContaining({ label: 'Reach  [G R]', accelerator: null }));
  expect(itemsOf(itemsOf(menu, 'Go'), 'Hubs').map(({ label }) => label)).toContain('Models of Modelhub.ai');
  const roles = menu.flatMap(({ items }) => items).map(({ role }) => role?.toLowerCase());
  expect(itemsOf(menu, 'Edit')).toContainEqual(expect.objectContaining({ label: 'Undo', accelerator: 'CommandOrControl+Z' }));
  for (const role of ['cut', 'copy', 'paste', 'selectall', 'resetzoom', 'zoomin', 'zoomout', 'togglefullscreen']) expect(roles).toContain(role);
});

test('a click does what the command does, and says where it can do nothing', async ({ program }) => {
  const { page } = program;
  const app = appOf(program);
  await seeOverview(page);
  await choose(app, 'go.reach');
  await expect(page.getByRole('heading', { level: 1, name: 'Reach' })).toBeAttached();
  await choose(app, 'package.files');
  const said = page.getByText('Only on the page of a package');
  await expect(said).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).last().click();
  await choose(app, 'help.shortcuts');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  // Behind a dialog nothing happens.
  await choose(app, 'go.models');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1, name: 'Reach' })).toBeAttached();
});

test('what is said does not cover the place that was just used', async ({ program }) => {
  const { page } = program;
  const app = appOf(program);
  await resize(program, 1024, 700);
  await seeOverview(page);
  const dismiss = page.getByRole('button', { name: 'Dismiss' });
  for (const [y, isAtTop] of [[660, true], [100, false]] as const) {
    while ((await dismiss.count()) > 0) await dismiss.first().click();
    // Pressed, but let go elsewhere, so that nothing is chosen.
    await page.mouse.move(980, y);
    await page.mouse.down();
    await page.mouse.move(500, 350);
    await page.mouse.up();
    await choose(app, 'package.files');
    const box = await page.getByText('Only on the page of a package').boundingBox();
    expect((box?.y ?? 0) < 350).toBe(isAtTop);
  }
});

test('keys are handled once, by the page, and the menu shows the ones in force', async ({ program }) => {
  const { page } = program;
  const app = appOf(program);
  await seeOverview(page);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.getByRole('button', { name: 'Change the keys of Models', exact: true }).click();
  await page.keyboard.press('ControlOrMeta+j');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect.poll(async () => itemsOf(await readMenu(app), 'Go').find(({ label }) => label === 'Models')?.accelerator).toBe('CommandOrControl+J');

  const asked = await page.evaluateHandle((name) => {
    const heard = { count: 0 };
    (Reflect.get(globalThis, name) as Transport).subscribe((event) => (heard.count += event.kind === 'command' ? 1 : 0));
    return heard;
  }, bridgeName);
  const count = (): Promise<number> => asked.evaluate((heard) => heard.count);
  await pressInWindow(app, 'J');
  await expect(grid(page, 'Packages')).toBeVisible();
  await page.keyboard.press('?');
  await expect(help).toBeVisible();
  // The page leaves it alone while a dialog is open, and the menu must not take it then.
  await pressInWindow(app, 'J');
  expect(await count()).toBe(0);
  await choose(app, 'go.reach');
  await expect.poll(count).toBe(1);
});

test('the platform’s keys zoom, on every keyboard', async ({ program }) => {
  const { page } = program;
  const app = appOf(program);
  await seeOverview(page);
  const zoom = (): Promise<number> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel() ?? NaN);
  for (const [key, level] of [['=', 0.5], ['Plus', 1], ['numadd', 1.5], ['-', 1], ['numsub', 0.5], ['0', 0]] as const) {
    await pressInWindow(app, key);
    await expect.poll(zoom, key).toBe(level);
  }
});

test('everything can be used at 200 % zoom', async ({ program }) => {
  const { page } = program;
  const app = appOf(program);
  await resize(program, 1280, 800);
  await seeOverview(page);
  // A step of the menu is a factor of 1.095, eight are 207 %.
  for (let step = 0; step < 8; step += 1) {
    await app.evaluate(({ BrowserWindow, Menu }) => {
      const window = BrowserWindow.getAllWindows()[0];
      const zoomIn = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []).find(({ role }) => role?.toLowerCase() === 'zoomin');
      zoomIn?.click({}, window, window?.webContents);
    });
  }
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor())).toBeGreaterThanOrEqual(1.9);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBeLessThan(700);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('models');
  await page.keyboard.press('Enter');
  await expect(grid(page, 'Packages')).toBeVisible();
  await page.keyboard.press('?');
  await page.getByRole('button', { name: 'Change the keys of Reach', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Remove the keys' })).toBeInViewport();
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
});
