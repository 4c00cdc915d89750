import type { Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { severeViolations } from '../a11y/audit.ts';
import { answerSaveDialog, chooseFile } from './support/dialogs.ts';
import { expect, test } from './support/fixtures.ts';
import { goToAddress, seeOverview } from './support/window.ts';

const legend = (page: Page): Locator => page.getByRole('group', { name: 'Legend' });
const saving = (page: Page): Locator => page.getByRole('dialog', { name: 'Save the picture' });

async function seePicture(page: Page): Promise<void> {
  await seeOverview(page);
  await goToAddress(page, '#/reach/direct?picture=together&holder=committed');
  await expect(legend(page).getByRole('button', { name: /^Maintainer/ })).toBeVisible();
}

async function openSaving(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Save the picture/ }).click();
  await expect(saving(page)).toBeVisible();
  return saving(page);
}

test('colours and the legend follow what is chosen, and a time is stepped to', async ({ program: { page } }) => {
  await seePicture(page);
  await page.getByRole('combobox', { name: 'Colour by' }).selectOption({ label: 'Signed commits' });
  await expect(legend(page).getByRole('heading', { name: 'Colour: signed commits' })).toBeVisible();
  const people = legend(page).getByRole('button', { name: /^Maintainer/ });
  await people.click();
  await expect(people).toHaveAttribute('aria-pressed', 'false');
  await legend(page).getByRole('button', { name: 'Show all again' }).click();
  await expect(people).toHaveAttribute('aria-pressed', 'true');

  await page.getByRole('button', { name: 'Play by commit date' }).click();
  const bar = page.getByRole('group', { name: 'Time, by commit date' });
  await expect(bar).toContainText(/all, to/);
  await bar.getByRole('slider', { name: 'Date shown' }).press('Home');
  await expect(bar).toContainText(/until/);
  await bar.getByRole('button', { name: 'To the next commit' }).click();
  expect(await severeViolations(page)).toEqual([]);
  await bar.getByRole('button', { name: 'Show all dates' }).click();
  await expect(bar).toContainText(/all, to/);
  await bar.getByRole('button', { name: 'Play by commit date' }).click();
  await expect(bar.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(bar).toContainText(/until/);
  await bar.getByRole('button', { name: 'Pause' }).click();
});

test('a picture is saved as SVG, as PNG at its resolution, and as a graph', async ({ program, folder }) => {
  const { page } = program;
  await seePicture(page);
  let dialog = await openSaving(page);
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Who works together');
  await expect(dialog.getByRole('img', { name: /^Preview\. Who works together\./ })).toBeVisible();
  expect(await severeViolations(page)).toEqual([]);
  const svg = join(folder, 'figure.svg');
  await chooseFile(program, dialog, svg, answerSaveDialog);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  const figure = await readFile(svg, 'utf8');
  expect(figure).toContain('width="178mm"');
  expect(figure).toContain('>Who works together</text>');
  expect(figure).toMatch(/>Maintainer \(\d+\)<\/text>/);

  dialog = await openSaving(page);
  await dialog.getByRole('button', { name: 'PNG' }).click();
  await dialog.getByRole('combobox', { name: 'Usual widths' }).selectOption({ label: 'One column, 85 mm' });
  await expect(dialog).toContainText(/85 × \d+ mm, 1004 × \d+ pixels/);
  const png = join(folder, 'figure.png');
  await chooseFile(program, dialog, png, answerSaveDialog);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  const picture = await readFile(png);
  expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect([picture.readUInt32BE(16), picture.toString('latin1', 37, 41), picture.readUInt32BE(41)]).toEqual([1004, 'pHYs', 11_811]);

  dialog = await openSaving(page);
  await dialog.getByRole('button', { name: 'Graph for other programs' }).click();
  await dialog.getByRole('radio', { name: 'GraphML' }).check();
  const graphml = join(folder, 'graph.graphml');
  await chooseFile(program, dialog, graphml, answerSaveDialog);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  expect(await readFile(graphml, 'utf8')).toContain('<graphml xmlns="http://graphml.graphdrawing.org/xmlns"');
});
