import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test, type Program } from '../support/fixtures.ts';
import { seeOverview } from '../support/window.ts';

type Electron = Extract<Program, { kind: 'electron' }>;

/** What the system does when somebody follows a link: it starts the program with it. Answers how that start ended. */
async function follow({ electronApp }: Electron, link: string): Promise<unknown> {
  const { spawnfile, spawnargs } = electronApp.process();
  const own = spawnargs.slice(1).filter((argument) => !/^--(inspect|remote-debugging)/.test(argument));
  const second = spawn(spawnfile, [...own, link], { stdio: 'ignore', env: { ...process.env, PTMX_ALLOW_NODE_API: '9' } });
  return (await once(second, 'exit'))[0];
}

test('a link opens in the running window, and one that names nothing is refused', async ({ program }) => {
  if (program.kind !== 'electron') throw new Error('This spec runs in Electron.');
  const { page, electronApp } = program;
  await seeOverview(page);
  expect(await follow(program, 'ptmtorrent://models?q=bert+task%3Afill-mask')).toBe(0);
  await expect(page.getByRole('combobox', { name: 'Search models' })).toHaveValue('bert task:fill-mask');
  await follow(program, 'ptmtorrent://package/huggingface/deepset%2Froberta-base-squad2/history');
  await expect(page.getByRole('heading', { level: 1, name: 'deepset/roberta-base-squad2' })).toBeAttached();
  const before = page.url();
  for (const hostile of ['ptmtorrent:///etc/passwd', 'ptmtorrent://--inspect=0', `ptmtorrent://package/huggingface/${'x'.repeat(5000)}`]) {
    expect(await follow(program, hostile)).toBe(0);
    await expect(page.getByText('The link was not opened').last()).toBeVisible();
    await page.getByRole('button', { name: 'Dismiss' }).last().click();
  }
  // More than the first program could be told is refused by the second.
  expect(await follow(program, `ptmtorrent://models?q=${'x'.repeat(20_000)}`)).toBe(1);
  expect(page.url()).toBe(before);
  expect(await electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);

  // macOS hands links over by an event of its own.
  await electronApp.evaluate(({ app }) => app.emit('open-url', { preventDefault: () => undefined }, 'ptmtorrent://reach/owner'));
  await expect(page.getByRole('grid', { name: 'Owners by reach' })).toBeVisible();
});

test('a link given at the start is what the window begins with', async ({ start }) => {
  const { page } = await start(['ptmtorrent://models?q=gpt2']);
  await expect(page.getByRole('combobox', { name: 'Search models' })).toHaveValue('gpt2');
});

test('the link that is copied is one that the program opens', async ({ program }) => {
  if (program.kind !== 'electron') throw new Error('This spec runs in Electron.');
  const { page, electronApp } = program;
  await seeOverview(page);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Copy link');
  await page.getByRole('option', { name: 'Copy link to what is shown' }).click();
  await expect(page.getByText('Link copied')).toBeVisible();
  expect(await electronApp.evaluate(({ clipboard }) => clipboard.readText())).toBe('ptmtorrent://overview');
});
