import { expect, type Locator, type Page } from '@playwright/test';
import type { Program } from './program.ts';

export const sampleTitle = 'Sample mirror';

/** Waits until the overview of a mirror is on screen. */
export async function seeOverview(page: Page, title = sampleTitle): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await expect(page.getByRole('table').first()).toBeVisible();
}

export type View = 'Overview' | 'Models' | 'Reach' | 'Measures' | 'Problems' | 'Notes' | 'Subsets' | 'Choosing' | 'Export';

export async function goTo(page: Page, view: View): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).click();
}

/** Goes to an address of the window, "#/…", without loading it anew. */
export async function goToAddress(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, address);
}

/** A table of rows by its name; its first row is the header. */
export function grid(page: Page, name: string): Locator {
  return page.getByRole('grid', { name, exact: true });
}

/** The drawn rows of a table, without its header. */
export function rowsOf(table: Locator): Locator {
  return table.locator('[role="row"][data-index]');
}

/** How many rows a table has, drawn or not. */
export async function rowCount(table: Locator): Promise<number> {
  return Number(await table.getAttribute('aria-rowcount')) - 1;
}

/** The number in a text such as "1,204 packages". */
export function numberIn(text: string | null): number {
  const digits = /\d[\d,]*/.exec(text ?? '')?.[0];
  if (digits === undefined) throw new Error(`No number in: ${text}`);
  return Number(digits.replaceAll(',', ''));
}

/** The large number under a label of the overview. */
export async function figure(page: Page, label: string): Promise<number> {
  const stat = page.locator('dl > div').filter({ has: page.getByText(label, { exact: true }) });
  return numberIn(await stat.locator('dd > span').first().textContent());
}

/** Opens a package of the table of models by its name's link. */
export async function openPackage(page: Page, name: string): Promise<void> {
  await grid(page, 'Packages').getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

export async function openPart(page: Page, part: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Parts of the package' }).getByRole('link', { name: part }).click();
}

/** Makes the page this large, in CSS pixels: in Electron by the window, as a user would. */
export async function resize(program: Program, width: number, height: number): Promise<void> {
  if (program.kind === 'browser') await program.page.setViewportSize({ width, height });
  else await program.electronApp.evaluate(({ BrowserWindow }, [wide, high]) => BrowserWindow.getAllWindows()[0]?.setContentSize(wide, high), [width, height] as const);
  await expect.poll(() => program.page.evaluate(() => [innerWidth, innerHeight])).toEqual([width, height]);
}

/** The canvases of a picture: how many there are and how many different colours they hold. */
export function coloursDrawn(picture: Locator): Promise<number> {
  return picture.evaluate((element) => {
    const colours = new Set<number>();
    for (const canvas of element.querySelectorAll('canvas')) {
      const context = canvas.getContext('2d');
      if (context === null || canvas.width === 0 || canvas.height === 0) continue;
      const pixels = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
      for (const pixel of pixels) if (pixel !== 0) colours.add(pixel);
    }
    return colours.size;
  });
}
