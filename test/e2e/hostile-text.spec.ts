import type { Locator, Page } from '@playwright/test';
import { answerQuestions, askedQuestions } from './support/dialogs.ts';
import { expect, test, type Program, type StartProgram } from './support/fixtures.ts';
import { hostileName, hostileTextMirror, lastWords, markName, tracker, zooTitle } from './support/hostile-card.ts';
import { goTo, grid, openPackage, openPart, rowsOf } from './support/window.ts';

/** Opens the hostile mirror; the test's own guard fails it at any request, console error or breach of the policy. */
async function openHostile(start: StartProgram, folder: string): Promise<{ program: Program; dialogs: string[] }> {
  const program = await start([hostileTextMirror(folder)]);
  const dialogs: string[] = [];
  program.page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await expect(program.page.getByRole('button', { name: /^Mirror: (?!Sample mirror).*, 3 packages$/ })).toBeVisible();
  await goTo(program.page, 'Models');
  await expect(rowsOf(grid(program.page, 'Packages'))).toHaveCount(3);
  return { program, dialogs };
}

/** Elements and attributes that no card may bring into the page. */
function foundIn(card: Locator): Promise<readonly string[]> {
  return card.evaluate((article) => {
    const found: string[] = [];
    const forbidden = new Set('script style iframe object embed applet link meta base form input select video audio source template svg math noscript'.split(' '));
    for (const element of article.querySelectorAll('*')) {
      if (forbidden.has(element.localName)) found.push(element.localName);
      for (const { name, value } of element.attributes) {
        if (/^on|^(style|id|name|srcset|formaction|ping|xlink:href)$/.test(name)) found.push(`${element.localName}[${name}]`);
        if (name === 'src' && !value.startsWith('data:image/')) found.push(`${element.localName}[src=${value}]`);
        // Files of the clone are opened by the program's own address.
        if (name === 'href' && !value.startsWith('#/package/')) found.push(`${element.localName}[href=${value}]`);
      }
    }
    return found;
  });
}

/** The program asks before it leaves for the tracker: in Electron by the system's dialog, in a browser by its own. */
async function expectQuestion(program: Program, act: () => Promise<void>): Promise<void> {
  const { host } = new URL(tracker);
  if (program.kind === 'electron') {
    await answerQuestions(program, 1);
    await act();
    await expect.poll(() => askedQuestions(program)).toEqual([expect.stringContaining(host)]);
    return;
  }
  await act();
  const question = program.page.getByRole('dialog').filter({ hasText: host });
  await expect(question).toBeVisible();
  await program.page.keyboard.press('Escape');
  await expect(question).toBeHidden();
}

const markOf = (page: Page): Promise<unknown> => page.evaluate((name) => Reflect.get(globalThis, name) as unknown, markName);

for (const name of ['evil/card', zooTitle]) {
  test(`the hostile card of ${name} is shown as harmless text`, async ({ start, folder }) => {
    const { program, dialogs } = await openHostile(start, folder);
    const { page } = program;
    const address = page.url().split('#')[0] ?? '';
    await openPackage(page, name);
    await openPart(page, 'Model card');
    const card = page.getByRole('article');
    await expect(card.getByText(lastWords)).toBeVisible();
    expect(await foundIn(card)).toEqual([]);
    await expect(card.getByText('remote picture')).toBeVisible();

    const links = card.getByRole('button');
    await expect(links, 'only the web link can be followed').toHaveText(['web link']);
    await expectQuestion(program, () => links.click());
    expect(dialogs).toEqual([]);

    expect(await markOf(page), 'nothing of the mirror ran').toBeUndefined();
    expect(page.url().split('#')[0]).toBe(address);
    await expect(page.getByRole('navigation', { name: 'Views' })).toBeVisible();
  });
}

test('markup in names, tags, files and commits stays text', async ({ start, folder }) => {
  const { program, dialogs } = await openHostile(start, folder);
  const { page } = program;
  await expect(page.getByRole('region', { name: 'Task' }).getByRole('checkbox').first()).toContainText('<b onmouseover');
  await openPackage(page, hostileName);
  await openPart(page, 'Files');
  await expect(grid(page, 'Files').getByText(hostileName.slice('evil/'.length))).toBeVisible();
  await openPart(page, 'Raw record');
  await expect(page.getByRole('textbox', { name: 'Unified record' })).toHaveValue(/onerror/);
  await page.goBack();
  await goTo(page, 'Models');
  await openPackage(page, 'evil/card');
  await openPart(page, 'History');
  await expect(grid(page, 'Commits').getByText('<script>')).toBeVisible();
  expect(await markOf(page), 'nothing of the mirror ran').toBeUndefined();
  expect(dialogs).toEqual([]);
});
