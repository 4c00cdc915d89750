import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { severeViolations } from '../a11y/audit.ts';
import { expect, test } from './support/fixtures.ts';
import { goToAddress, seeOverview } from './support/window.ts';

test('a report is written, and opens by itself: accessible, light and dark, without a request, an error or a script', async ({ program, folder }) => {
  const { page } = program;
  const file = join(folder, 'report.html');
  await seeOverview(page);
  await goToAddress(page, '#/export?q=hub%3Ahuggingface');
  await page.getByRole('radiogroup', { name: 'Form' }).getByText('Report', { exact: true }).last().click();
  const where = page.getByRole('region', { name: 'Where' });
  await where.getByRole('textbox', { name: 'File' }).fill(file);
  await where.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByRole('article', { name: file }).getByText('Exported', { exact: true })).toBeVisible();

  const report = await page.context().newPage();
  const told: string[] = [];
  report.on('console', (message) => told.push(message.text()));
  report.on('pageerror', (error) => told.push(String(error)));
  report.on('request', (request) => told.push(request.url()));
  const address = pathToFileURL(file).href;
  await report.goto(address);
  await expect(report.getByRole('heading', { level: 1 })).toHaveText(/^Report on \d+ packages$/);
  await expect(report.getByText('hub:huggingface', { exact: true })).toBeVisible();
  await expect(report.getByRole('heading', { name: 'Claims by task', level: 3 })).toBeVisible();
  expect(await report.getByRole('img').count()).toBeGreaterThan(5);
  expect(told).toEqual([address]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await report.emulateMedia({ colorScheme });
    expect(await severeViolations(report)).toEqual([]);
  }
  await report.getByRole('navigation').getByRole('link', { name: 'Licences' }).click();
  await expect(report.getByRole('heading', { name: 'Licences', level: 3 })).toBeInViewport();
});
