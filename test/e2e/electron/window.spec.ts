import { expect, test } from '../support/fixtures.ts';
import { bridgeName } from '../../../src/shared/contract/transport.ts';

test('the page has the bridge and nothing else of Electron or Node', async ({ program }) => {
  const found = await program.page.evaluate((name) => {
    const bridge: unknown = Reflect.get(globalThis, name);
    return {
      bridge: Object.keys(bridge ?? {}).sort(),
      leaked: ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((global) => Reflect.has(globalThis, global)),
      origin: location.origin,
    };
  }, bridgeName);
  expect(found).toEqual({ bridge: ['cancel', 'invoke', 'subscribe'], leaked: [], origin: 'app://explorer' });
});

test('the page cannot leave, open windows, or read what is not its own', async ({ program }) => {
  program.guard.allow(/Not allowed to load|ERR_|Failed to load resource|Refused to|violates the following Content Security Policy|policy violation/);
  const before = program.page.url();
  const outcome = await program.page.evaluate(async () => {
    const opened = window.open('https://example.org/');
    const outside = await fetch('app://explorer/..%2fmain%2findex.js').then((answer) => answer.status, () => 0);
    const elsewhere = await fetch('app://elsewhere/index.html').then((answer) => answer.status, () => 0);
    const file = await fetch('file:///etc/hostname').then((answer) => answer.status, () => 0);
    const camera = await navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state, () => 'denied');
    const link = document.createElement('a');
    link.href = 'https://example.org/';
    document.body.append(link);
    link.click();
    link.remove();
    return { opened: opened === null, outside, elsewhere, file, camera };
  });
  expect(outcome).toEqual({ opened: true, outside: 404, elsewhere: 0, file: 0, camera: 'denied' });
  expect(program.page.url()).toBe(before);
  if (program.kind === 'electron') {
    expect(await program.electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  }
});

test('the window has its own buttons for back and forward, which a browser has by itself', async ({ program: { page } }) => {
  for (const name of ['Back', 'Forward']) await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
});

test('there is one window, shown once it is painted', async ({ program }) => {
  if (program.kind !== 'electron') throw new Error('This spec runs in Electron.');
  const { electronApp } = program;
  await expect.poll(() => electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()))).toEqual([true]);
  const found = await electronApp.evaluate(({ BrowserWindow, webContents }) => ({
    kinds: webContents.getAllWebContents().map((contents) => contents.getType()),
    smallest: BrowserWindow.getAllWindows()[0]?.getMinimumSize(),
  }));
  expect(found).toEqual({ kinds: ['window'], smallest: [900, 600] });
});
