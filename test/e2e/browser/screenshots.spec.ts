import type { Page } from '@playwright/test';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../scripts/runtime.mjs';
import { expect, test } from '../support/fixtures.ts';
import { coloursDrawn, goTo, goToAddress, grid, resize, seeOverview } from '../support/window.ts';

const folder = join(root, 'docs', 'images');
/** Pictures are looked at on the web; larger ones are a mistake. In bytes. */
const largest = 400_000;

/** The pictures of the documentation, and how to come to what each shows. */
const pictures: readonly (readonly [name: string, show: (page: Page) => Promise<void>])[] = [
  ['overview', (page) => seeOverview(page)],
  ['models', async (page) => {
    await goTo(page, 'Models');
    await page.getByRole('region', { name: 'Licence' }).getByRole('checkbox', { name: /^Apache-2\.0/ }).click();
    await page.getByRole('button', { name: 'Show details' }).click();
    await grid(page, 'Packages').getByRole('row', { name: /bert-base-uncased/ }).first().getByRole('gridcell').nth(2).click();
    await expect(page.getByRole('complementary', { name: 'Details of the chosen package' }).getByText('Downloads')).toBeVisible();
  }],
  ['package', async (page) => {
    await goToAddress(page, '#/package/huggingface/bert-base-uncased');
    await expect(page.getByRole('heading', { name: 'Facts' })).toBeVisible();
    await expect(page.getByText('Nothing written yet')).toBeVisible();
  }],
  ['reach', async (page) => {
    await goTo(page, 'Reach');
    await grid(page, 'Maintainers by reach').getByTitle('ada@example.org').click();
    const picture = page.getByRole('img', { name: /^Graph of/ });
    await expect.poll(() => coloursDrawn(picture)).toBeGreaterThan(10);
    await page.mouse.move(0, 0);
  }],
];

test('the pictures of the documentation are there', async () => {
  test.skip(process.env['PTMX_SCREENSHOTS'] === '1', 'PTMX_SCREENSHOTS=1 makes them anew');
  for (const [name] of pictures) {
    const { size } = await stat(join(folder, `${name}.png`));
    expect(size, name).toBeGreaterThan(10_000);
    expect(size, name).toBeLessThan(largest);
  }
});

test('the pictures of the documentation are made', async ({ start }) => {
  test.skip(process.env['PTMX_SCREENSHOTS'] !== '1', 'PTMX_SCREENSHOTS=1 makes them anew');
  const program = await start();
  await resize(program, 1440, 900);
  await program.page.emulateMedia({ reducedMotion: 'reduce' });
  await seeOverview(program.page);
  await mkdir(folder, { recursive: true });
  for (const [name, show] of pictures) {
    await show(program.page);
    // The note that the index is ready goes by itself.
    await expect(program.page.getByText('is ready')).toHaveCount(0);
    const picture = await program.page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' });
    expect(picture.byteLength, name).toBeLessThan(largest);
  }
});
