import type { Locator, Page } from '@playwright/test';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { goTo, grid, numberIn, rowsOf, seeOverview } from './support/window.ts';

const box = (page: Page): Locator => page.getByRole('combobox', { name: 'Search models' });
/** Waits while the packages of a search are still counted. */
const total = async (page: Page): Promise<number> => numberIn(await page.getByRole('main').locator('output').first().filter({ hasText: /\d/ }).textContent());
const list = (page: Page): Locator => page.getByRole('navigation', { name: 'Subsets' }).getByRole('link');
const linkTo = (page: Page, subset: string): Locator => page.getByRole('navigation', { name: 'Subsets' }).getByRole('link', { name: new RegExp(`^${subset}`) });
const detail = (page: Page): Locator => page.getByRole('article');

async function name(page: Page, dialog: string, text: string): Promise<Locator> {
  const open = page.getByRole('dialog', { name: dialog });
  await open.getByRole('textbox', { name: 'Name' }).fill(text);
  return open;
}

async function save(dialog: Locator, verb = 'Save'): Promise<void> {
  await dialog.getByRole('button', { name: verb, exact: true }).click();
  await expect(dialog).toHaveCount(0);
}

test('a search becomes a subset, is sampled, combined and searched; its change makes drift, which is accepted and undone', async ({ program, folder }) => {
  const { page } = program;
  await seeOverview(page);
  await goTo(page, 'Subsets');
  await expect(page.getByRole('heading', { name: 'No subsets yet' })).toBeVisible();

  await goTo(page, 'Models');
  await box(page).fill('hub:huggingface has:task');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/q=hub/);
  // The command belongs to the result that is on screen.
  await expect.poll(() => total(page)).toBeLessThan(63);
  await expect(rowsOf(grid(page, 'Packages')).first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+s');
  await save(await name(page, 'Save as a subset', 'With task'));
  const held = await total(page);

  await goTo(page, 'Subsets');
  await expect(list(page)).toHaveText([/With task/]);
  await list(page).first().click();
  await expect(detail(page).getByText(`The same ${held} packages, on the same index.`)).toBeVisible();

  await detail(page).getByRole('button', { name: 'Sample…' }).click();
  const sample = await name(page, 'Draw a sample', 'Pilot');
  await sample.getByRole('combobox', { name: 'How it is drawn' }).selectOption({ label: 'At random from each group, in proportion' });
  await sample.getByRole('textbox', { name: 'Packages', exact: true }).fill('5');
  await sample.getByRole('textbox', { name: 'Seed' }).fill('42');
  await expect(sample.getByText(`5 packages of ${held}`)).toBeVisible();
  await save(sample);

  await page.getByRole('button', { name: 'Combine…' }).click();
  const combined = await name(page, 'Combine subsets', 'Rest');
  await combined.getByRole('combobox', { name: 'How they are combined' }).selectOption({ index: 2 });
  await combined.getByRole('combobox', { name: 'First subset' }).selectOption({ label: 'With task' });
  await combined.getByRole('checkbox', { name: 'Pilot' }).check();
  await expect(combined.getByText(`${held - 5} packages`)).toBeVisible();
  await save(combined);

  // The search completes names, narrows by them, and says which are not there.
  await goTo(page, 'Models');
  await box(page).fill('subset:pi');
  await page.getByRole('option', { name: /^Pilot/ }).click();
  await expect(rowsOf(grid(page, 'Packages'))).toHaveCount(5);
  await box(page).fill('');
  const facet = page.getByRole('region', { name: 'Subset', exact: true });
  await facet.getByRole('button', { name: 'Subset', exact: true }).click();
  const pilot = facet.getByRole('checkbox', { name: /^Pilot/ });
  // A facet is counted while it is in sight, and those above it grow as their own counts come.
  await expect
    .poll(async () => {
      await facet.evaluate((element) => element.scrollIntoView({ block: 'nearest' }));
      return pilot.count();
    })
    .toBe(1);
  await pilot.click();
  await expect(box(page)).toHaveValue(/^subset:Pilot/);
  await expect(rowsOf(grid(page, 'Packages'))).toHaveCount(5);
  await expect(facet.getByRole('listitem').filter({ hasText: 'Rest' })).toContainText(String(held - 5));
  await box(page).fill('subset:"no one"');
  await expect(page.getByText('There is no subset named “no one”.')).toBeVisible();

  await goTo(page, 'Subsets');
  await linkTo(page, 'With task').click();
  await detail(page).getByRole('button', { name: 'Change…' }).click();
  const change = page.getByRole('dialog', { name: 'Change With task' });
  await change.getByRole('textbox', { name: 'Search' }).fill('hub:huggingface has:task has:license');
  await change.getByRole('textbox', { name: 'Tags' }).fill('study, pilot');
  await save(change);
  await expect(detail(page).getByRole('listitem').filter({ hasText: 'in force' })).toContainText('has:license');
  await linkTo(page, 'Rest').click();
  await expect(detail(page).getByRole('region', { name: 'Went' })).toBeVisible();
  await detail(page).getByRole('button', { name: 'Accept as a new version' }).click();
  await expect(detail(page).getByText(/on the same index\.$/)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(detail(page).getByRole('region', { name: 'Went' })).toBeVisible();

  await linkTo(page, 'With task').click();
  await detail(page).getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText(/“With task” cannot be removed/)).toBeVisible();
  await linkTo(page, 'Rest').click();
  await detail(page).getByRole('button', { name: 'Remove' }).click();
  await expect(list(page)).toHaveCount(2);
  await page.keyboard.press('ControlOrMeta+z');
  await expect(list(page)).toHaveCount(3);

  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('combobox', { name: /^Find/ }).fill('show pilot');
  await page.getByRole('option', { name: /Show Pilot in Models/ }).click();
  await expect(box(page)).toHaveValue(/^subset:Pilot/);
  await goTo(page, 'Subsets');

  const file = join(folder, 'ids.txt');
  await writeFile(file, 'bert-base-uncased\nhttps://huggingface.co/gpt2/tree/main\nno/such\n');
  await page.getByRole('button', { name: 'Import a list…' }).click();
  const ids = await name(page, 'Import a list', 'By hand');
  await ids.getByRole('textbox', { name: 'File' }).fill(file);
  await ids.getByRole('button', { name: 'Look at the file' }).click();
  await expect(ids.getByText('Line 3: no/such')).toBeVisible();
  await save(ids, 'Import');
  await expect(detail(page).getByText('2 packages, listed one by one').first()).toBeVisible();

  // Members, rules and operands are edited as new versions, with what they would hold.
  const edit = async (subset: string): Promise<Locator> => {
    await linkTo(page, subset).click();
    await detail(page).getByRole('button', { name: 'Change…' }).click();
    return page.getByRole('dialog', { name: `Change ${subset}` });
  };
  const members = await edit('By hand');
  await members.getByRole('button', { name: 'Take away gpt2' }).click();
  await expect(members.getByText('1 package', { exact: true })).toBeVisible();
  await save(members);
  await expect(detail(page).getByText('One package, named').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(detail(page).getByText('2 packages, listed one by one').first()).toBeVisible();
  const operands = await edit('Rest');
  await operands.getByRole('combobox', { name: 'How they are combined' }).selectOption({ index: 1 });
  await expect(operands.getByText('5 packages', { exact: true })).toBeVisible();
  await save(operands);
  const rule = await edit('Pilot');
  await rule.getByRole('combobox', { name: 'Drawn from' }).selectOption({ label: 'Rest' });
  await expect(rule.getByText('A subset cannot be made of itself: “Pilot” is made of “Rest” is made of “Pilot”.')).toBeVisible();
  await rule.getByRole('combobox', { name: 'Drawn from' }).selectOption({ label: 'By hand' });
  await rule.getByRole('combobox', { name: 'How it is drawn' }).selectOption({ label: 'Those with the largest number' });
  await rule.getByRole('textbox', { name: 'Packages of each group' }).fill('1');
  await save(rule);
  await expect(detail(page).getByRole('listitem').filter({ hasText: 'in force' })).toContainText('The package with the most downloads of each task of “By hand”');
  await linkTo(page, 'By hand').click();
  await detail(page).getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByText('subset:"By hand"')).toBeVisible();
  await expect(page.locator('output').filter({ hasText: '2 packages' })).toBeVisible();
});
