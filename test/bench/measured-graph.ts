import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startInBrowser } from '../e2e/support/program.ts';
import { generatedMirror } from './data.ts';
import { inGraphPage } from './graph-in-page.ts';
import type { BenchGraph } from './measured-layout.ts';
import { longestTask } from './page-tasks.ts';
import { searchedData } from './searched-data.ts';
import type { BenchContext } from './types.ts';

/** Gestures measured of each kind, one per frame. */
const gestures = 150;
/** Frames as fast as they are made: what the screen shows of them would set a floor under all of them. */
const unlimited = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];
/** A pause after a gesture, in which what it left undone is drawn. Milliseconds. */
const pause = 1500;

export interface MeasuredFrames {
  /** Milliseconds of each frame. */
  readonly panning: readonly number[];
  readonly zooming: readonly number[];
  /** The longest task of the page's thread meanwhile and until the picture stands still. */
  readonly longestMilliseconds: number;
}

/** A picture in the program's own canvas, or in one with cytoscape's default settings, dragged and zoomed. */
export function measureFrames(whose: 'ours' | 'default', { nodes, edges }: BenchGraph): Promise<MeasuredFrames> {
  return inGraphPage(async ({ page }) => {
    await page.evaluate(({ whose: side, ...graph }) => graphPage.drawGraph(graph, side), { whose, nodes, edges: [...edges] });
    await page.waitForTimeout(pause);
    const { answer, longest } = await longestTask(page, async () => {
      const panning = await page.evaluate((count) => graphPage.pan(count), gestures);
      await page.waitForTimeout(pause);
      const zooming = await page.evaluate((count) => graphPage.zoom(count), gestures);
      await page.waitForTimeout(pause);
      return { panning, zooming };
    });
    return { ...answer, longestMilliseconds: longest };
  }, unlimited);
}

export interface MeasuredPictures {
  /** From each choice to the frame after the one with the picture. Milliseconds. */
  readonly waits: readonly number[];
  /** The same of the very first picture, before the network was ever read. */
  readonly first: number;
  readonly nodes: string;
  readonly atWork: number;
}

/** Pictures measured: enough for the one in twenty that is slowest. */
const pictures = 40;

/** Owners chosen in the ranking one after the other, of the generated mirror in the program in a real browser; pictures of 500 nodes. */
export async function measurePicture(context: BenchContext): Promise<MeasuredPictures> {
  return withProgram(context, async (page) => {
    await page.evaluate(() => (location.hash = '#/reach/owner'));
    await page.locator('[role="grid"] [role="row"][data-index]').first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(pause);
    const first = await choose(page, 0);
    for (const nodes of [250, 500]) {
      await page.getByRole('button', { name: 'Draw more' }).click();
      await page.locator(`[data-nodes^="${String(nodes).slice(0, 2)}"][data-painted]`).waitFor();
    }
    const { answer, longest } = await longestTask(page, async () => {
      const waits: number[] = [];
      for (let row = 1; row <= pictures; row += 1) {
        waits.push(await choose(page, row));
        await page.waitForTimeout(700);
      }
      return { waits, nodes: (await page.locator('[data-nodes]').getAttribute('data-nodes')) ?? '' };
    });
    return { ...answer, first, atWork: longest };
  });
}

/** Chooses a row of the ranking, as a mouse does; until the frame after the one that has all of its picture. */
function choose(page: Page, row: number): Promise<number> {
  return page.evaluate(async (index) => {
    const frame = (): Promise<number> => new Promise(requestAnimationFrame);
    const grid = document.querySelector<HTMLElement>('[role="grid"]');
    const cell = (): HTMLElement | null => document.querySelector<HTMLElement>(`[role="grid"] [role="row"][data-index="${index}"] [role="gridcell"]`);
    // Rows out of sight are not in the page.
    for (let tries = 0; cell() === null && tries < 100; tries += 1) {
      if (grid) grid.scrollTop += 100;
      await frame();
      await frame();
    }
    const from = performance.now();
    const before = document.querySelector('[data-nodes]');
    cell()?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }));
    cell()?.click();
    for (;;) {
      await frame();
      const host = document.querySelector<HTMLElement>('[data-nodes]');
      if (host !== null && host !== before && host.dataset['painted'] !== undefined) break;
    }
    await frame();
    return performance.now() - from;
  }, row);
}

async function withProgram<Answer>(context: BenchContext, work: (page: Page) => Promise<Answer>): Promise<Answer> {
  const folder = mkdtempSync(join(context.scratchDir, 'pictures-'));
  cpSync(await searchedData(context), folder, { recursive: true });
  const program = await startInBrowser(folder, [generatedMirror(context)]);
  try {
    await program.page.getByRole('button', { name: /packages/ }).first().waitFor({ timeout: 60_000 });
    return await work(program.page);
  } finally {
    await program.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The time from each frame to the next, while something is done. */
async function watchFrames(page: Page, work: () => Promise<void>): Promise<readonly number[]> {
  await page.evaluate(() => {
    const frames: number[] = [];
    let before = performance.now();
    let isOn = true;
    const look = (): void => {
      const now = performance.now();
      frames.push(now - before);
      before = now;
      if (isOn) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    Object.assign(globalThis, { endFrames: () => ((isOn = false), frames) });
  });
  await work();
  return page.evaluate(() => (globalThis as unknown as { endFrames: () => number[] }).endFrames());
}

export interface MeasuredMap {
  readonly nodes: string;
  /** From the choice of the map to the frame after its first picture. Milliseconds. */
  readonly firstPicture: number;
  readonly frames: readonly number[];
  /** The longest task of the page's thread in all of that, by what it worked. */
  readonly atWork: number;
}

/** The map of the generated mirror, 100,000 nodes at the most, in the program in a real browser. */
export function measureMap(context: BenchContext): Promise<MeasuredMap> {
  return withProgram(context, async (page) => {
    const { answer, longest } = await longestTask(page, async () => {
      const firstPicture = await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const from = performance.now();
            location.hash = '#/reach/owner?picture=map';
            const timer = setInterval(() => {
              if (document.querySelector('[data-map="painted"]') === null) return;
              clearInterval(timer);
              requestAnimationFrame(() => resolve(performance.now() - from));
            }, 5);
          }),
      );
      const canvas = page.locator('[data-map] canvas');
      const box = await canvas.boundingBox();
      if (box === null) throw new Error('The map has no place on the page.');
      await page.mouse.move(box.x + 300, box.y + 200);
      await page.mouse.down();
      const frames = await watchFrames(page, async () => {
        for (let step = 0; step < 80; step += 1) await page.mouse.move(box.x + 300 + step * 4, box.y + 200 + step);
      });
      await page.mouse.up();
      return { firstPicture, frames, nodes: (await canvas.getAttribute('aria-label')) ?? '' };
    });
    return { ...answer, atWork: longest };
  });
}
