import { expect, test } from '../support/fixtures.ts';
import { goTo, goToAddress, seeOverview } from '../support/window.ts';

test('a view that one window saves is in the other, and undo does not take back what the other changed', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  const other = await page.context().newPage();
  await program.guard.watch(other);
  await other.goto(`${new URL(page.url()).origin}/#/models?q=bert`);
  await goTo(page, 'Models');
  await page.getByRole('combobox', { name: 'Search models' }).fill('gpt2');
  await page.keyboard.press('ControlOrMeta+s');
  await page.getByRole('textbox', { name: 'Name' }).fill('Mine');
  await page.keyboard.press('Enter');
  const theirs = other.getByRole('region', { name: 'Saved views' }).getByRole('link');
  await expect(theirs).toHaveText(['Mine']);

  await other.getByRole('button', { name: /^Saved views/ }).click();
  await other.getByRole('menuitem', { name: 'Manage views…' }).click();
  await other.getByRole('button', { name: 'Rename Mine' }).click();
  await other.getByRole('textbox', { name: 'New name of Mine' }).fill('Theirs');
  await other.keyboard.press('Enter');
  const own = page.getByRole('region', { name: 'Saved views' }).getByRole('link');
  await expect(own).toHaveText(['Theirs']);
  await own.focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText('The view “Theirs” was changed elsewhere meanwhile.')).toBeVisible();
  await expect(own).toHaveText(['Theirs']);
});

test('the link that is copied opens the view, and holds no token', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await goToAddress(page, '#/models?q=bert');
  await page.getByRole('button', { name: /^Saved views/ }).click();
  await page.getByRole('menuitem', { name: 'Copy link to this search' }).click();
  await expect(page.getByText('Link copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(`${new URL(page.url()).origin}/#/models?q=bert`);
});
