import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { goTo, goToAddress, grid, openPackage, resize, rowCount, seeOverview } from './support/window.ts';

const canvas = (page: Page): Locator => page.getByRole('application');
const picture = (page: Page, name: string | RegExp = /^Graph of/): Locator => page.getByRole('img', { name });
const nodeCount = async (page: Page): Promise<number> => Number(await picture(page).getAttribute('data-nodes'));
const card = (page: Page): Locator => page.getByRole('complementary', { name: /^Chosen node/ });

/** Draws the surroundings of a maintainer of the sample mirror. */
async function drawAda(page: Page): Promise<number> {
  await seeOverview(page);
  await goTo(page, 'Reach');
  await grid(page, 'Maintainers by reach').getByTitle('ada@example.org').click();
  await expect(picture(page, /^Graph of Ada Example/)).toBeVisible();
  const nodes = await nodeCount(page);
  // Said when all of it is on the canvas, which may be later than the canvas is there.
  await expect(picture(page)).toHaveAttribute('data-painted', String(nodes + Number(await picture(page).getAttribute('data-edges'))));
  return nodes;
}

/** Where the node with this label or id is on the screen. Nothing of a canvas is in the page's tree. */
async function placeOf(page: Page, label: string): Promise<{ x: number; y: number }> {
  const place = await picture(page).evaluate((host, wanted) => {
    const { cy } = (host as unknown as { _cyreg: { cy: { nodes(): { toArray(): { data(key: string): string; renderedPosition(): { x: number; y: number } }[] } } } })._cyreg;
    const at = cy.nodes().toArray().find((node) => node.data('label') === wanted || node.data('id') === wanted)?.renderedPosition();
    const { left, top } = host.getBoundingClientRect();
    return at ? { x: left + at.x, y: top + at.y } : null;
  }, label);
  if (place === null) throw new Error(`No node is labelled ${label}`);
  return place;
}

async function settled(page: Page): Promise<void> {
  await expect.poll(() => picture(page).evaluate((host) => {
    const { cy } = (host as unknown as { _cyreg: { cy: { animated(): boolean; nodes(): { some(test: (node: { animated(): boolean }) => boolean): boolean } } } })._cyreg;
    return cy.animated() || cy.nodes().some((node) => node.animated());
  })).toBe(false);
}

test('a picture is walked by keyboard, and what is done to it is taken back', async ({ program }) => {
  const { page } = program;
  const drawn = await drawAda(page);
  await canvas(page).focus();
  await page.keyboard.press('Home');
  await expect(card(page).getByRole('heading')).toHaveText('Ada Example');
  await expect(canvas(page).getByRole('status')).toContainText('Maintainer Ada Example (ada@example.org). Reach 6');
  await page.keyboard.press('ArrowRight');
  await expect(card(page).getByRole('heading')).not.toHaveText('Ada Example');

  await page.keyboard.press('h');
  await expect.poll(() => nodeCount(page)).toBe(drawn - 1);
  await page.getByRole('button', { name: 'Show 1 hidden' }).click();
  await expect.poll(() => nodeCount(page)).toBe(drawn);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => nodeCount(page)).toBe(drawn - 1);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => nodeCount(page)).toBe(drawn);

  await canvas(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('o');
  await expect.poll(() => nodeCount(page)).toBeLessThan(drawn);
  await page.getByRole('button', { name: 'End focus' }).click();
  await expect.poll(() => nodeCount(page)).toBe(drawn);

  await page.getByRole('group', { name: 'Legend' }).getByRole('button', { name: /^Package/ }).click();
  await expect.poll(() => nodeCount(page)).toBeLessThan(drawn);
  await page.getByRole('button', { name: 'As it was drawn first' }).click();
  await expect.poll(() => nodeCount(page)).toBe(drawn);
});

test('the legend makes room where a window gets narrow', async ({ program }) => {
  await resize(program, 1440, 900);
  await drawAda(program.page);
  const legend = program.page.getByRole('group', { name: 'Legend' });
  await expect(legend).toBeVisible();
  await resize(program, 900, 700);
  await expect(legend).toBeHidden();
  await resize(program, 1440, 900);
  await expect(legend).toBeVisible();
});

test('a node expands and collapses, and the table has what the picture has', async ({ program }) => {
  const { page } = program;
  const drawn = await drawAda(page);
  await page.getByRole('combobox', { name: 'Find in the picture, or go to' }).fill('bert-base-uncased');
  await page.getByRole('option', { name: /Repository/ }).first().click();
  await page.getByRole('button', { name: /^Expand/ }).click();
  await expect.poll(() => nodeCount(page)).toBeGreaterThan(drawn);
  const expanded = await nodeCount(page);
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await expect.poll(() => rowCount(grid(page, 'Nodes of the graph'))).toBe(expanded);
  await page.getByRole('button', { name: 'Picture', exact: true }).click();
  await page.getByRole('button', { name: /^Collapse/ }).click();
  await expect.poll(() => nodeCount(page)).toBe(drawn);
});

test('nodes are chosen by a click, by a lasso, and opened by a double click', async ({ program }) => {
  const { page } = program;
  await drawAda(page);
  await settled(page);
  const at = await placeOf(page, 'maintainer:ada@example.org');
  await page.mouse.click(at.x, at.y, { button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Together' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.mouse.click(at.x, at.y);
  await expect(card(page).getByRole('heading')).toHaveText('Ada Example');
  await page.getByRole('button', { name: 'Choose none' }).click();
  // Away from the legend, which takes no part of a lasso.
  await page.getByRole('button', { name: 'Show the whole picture' }).click();

  await page.getByRole('button', { name: /^Choose with a lasso/ }).click();
  const { x, y } = await placeOf(page, 'maintainer:ada@example.org');
  const reach = 85;
  await page.mouse.move(x - reach, y - reach);
  await page.mouse.down();
  for (const [dx, dy] of [[reach, -reach], [reach, reach], [-reach, reach]] as const) await page.mouse.move(x + dx, y + dy, { steps: 4 });
  await page.mouse.up();
  await expect(card(page).getByRole('heading')).toHaveText(/^\d+ nodes chosen$/);
  await page.getByRole('button', { name: /^Choose with a lasso/ }).click();
  await page.getByRole('button', { name: 'Choose none' }).click();

  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Models' }).click();
  await openPackage(page, 'bert-base-uncased');
  await page.getByRole('link', { name: 'Show as a picture' }).click();
  await expect(picture(page, /^Graph of Lineage of bert-base-uncased/)).toBeVisible();
  await settled(page);
  const derived = await placeOf(page, 'distilbert-base-uncased');
  await page.mouse.dblclick(derived.x, derived.y);
  await expect(page.getByRole('heading', { level: 1, name: 'distilbert-base-uncased' })).toBeVisible();
});

test('pictures lead to one another, and the way back is kept', async ({ program }) => {
  const { page } = program;
  await drawAda(page);
  const trail = page.getByRole('navigation', { name: 'Pictures looked at' });
  await page.getByRole('button', { name: 'Reach by distance', exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 2, name: 'What depends on Ada Example' })).toBeVisible();
  await expect(trail.getByRole('link')).toHaveText(['Ada Example', 'Reach by distance: Ada Example']);

  const box = page.getByRole('combobox', { name: 'Find in the picture, or go to' });
  await box.fill('gpt2');
  await page.getByRole('group', { name: 'Elsewhere in the mirror' }).getByRole('option', { name: /gpt2 Package$/ }).first().click();
  await expect(page.getByRole('heading', { level: 2, name: /^Lineage of .*gpt2$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Picture before' }).click();
  await expect(trail.getByRole('link', { name: 'Reach by distance: Ada Example' })).toHaveAttribute('aria-current', 'page');
  await page.getByRole('button', { name: 'Next picture' }).click();
  await expect(page.getByRole('heading', { level: 2, name: /^Lineage of .*gpt2$/ })).toBeVisible();
});

test('why two are connected and what a takeover reaches are pictures with figures', async ({ program }) => {
  const { page } = program;
  await seeOverview(page);
  await goToAddress(page, '#/reach/direct?picture=lineage&node=package%3Ahuggingface%2Fbert-base-uncased%230');
  await expect(picture(page)).toBeVisible();
  await canvas(page).focus();
  await page.keyboard.press('Home');
  await page.getByRole('button', { name: 'Why connected to…' }).click();
  const box = page.getByRole('combobox', { name: 'What bert-base-uncased is connected to' });
  await box.fill('ada@');
  await page.getByRole('option', { name: /Ada Example Maintainer$/ }).first().click();
  await expect(page.getByRole('heading', { level: 2, name: /^Why bert-base-uncased and Ada Example are connected$/ })).toBeVisible();
  await expect.poll(() => nodeCount(page)).toBeGreaterThan(2);

  await goToAddress(page, '#/reach/direct?picture=what-if&node=package%3Ahuggingface%2Fbert-base-uncased%230');
  const figures = page.getByRole('region', { name: 'What is reached' });
  await expect(figures).toContainText(/2 packages/);
  await page.getByRole('button', { name: 'Lost', exact: true }).click();
  await expect(figures.getByRole('heading')).toHaveText('Left without a base');
});

test('the picture fills the view, the ranking can be made wider, and what counts is in the address', async ({ program }) => {
  const { page } = program;
  await drawAda(page);
  const ranking = grid(page, 'Maintainers by reach');
  await page.getByRole('button', { name: /^Only the picture/ }).click();
  await expect(ranking).toBeHidden();
  await page.getByRole('button', { name: /^Show the ranking/ }).click();
  const before = (await ranking.boundingBox())?.width ?? 0;
  await page.getByRole('separator', { name: 'Width of the ranking' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await ranking.boundingBox())?.width ?? 0).toBeGreaterThan(before + 10);

  await page.getByRole('button', { name: 'What counts' }).click();
  await page.getByRole('checkbox', { name: /^Datasets/ }).check();
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('ties=dataset');
  await expect(page.getByRole('button', { name: 'What counts: 1 changed' })).toBeAttached();
});
