import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from '@playwright/test';
import { startInBrowser } from '../e2e/support/program.ts';
import { goTo } from '../e2e/support/window.ts';
import { generatedMirror } from './data.ts';
import { longestTask } from './page-tasks.ts';
import { searchedData } from './searched-data.ts';
import type { BenchContext } from './types.ts';

/** What is typed, key by key; between two of them the box is emptied. */
const typed = ['bert-base', 'roberta squad', 'task:fill-mask', 'gpt2 medium', 'license:mit', 'whisper', 'deep-lab/'] as const;

/** Steps from the first row to the last, a frame each, and as many rows at a time as fit in between. */
const scrollSteps = 240;

/** Milliseconds. */
export interface Block {
  /** The longest task of the page's thread, by the time that it worked. */
  readonly atWork: number;
  /** The longest that a timer of the page had to wait: also while other programs had the cores. */
  readonly late: number;
}

export interface MeasuredTyping {
  /** From each key to the frame after the one that shows the rows of the new text, with no older rows left. Milliseconds. */
  readonly waits: readonly number[];
  readonly typing: Block;
  readonly scrolling: Block;
}

/** The window in a real browser over the generated mirror, with its filters open, so that each text has its facets counted. */
export function measureTyping(context: BenchContext): Promise<MeasuredTyping> {
  return withWindow(context, async (page) => {
    await typeAll(page, typed.slice(0, 1));
    const typing = await watchBlocks(page, () => typeAll(page, typed));
    // A second time, since what is traced takes longer.
    const { longest: atWork } = await longestTask(page, () => typeAll(page, typed));
    await emptyBox(page);
    return { waits: typing.answer, typing: { atWork, late: typing.longest }, scrolling: await scrollingBlock(page) };
  });
}

/** Packages opened, one after the other from the first row on. */
const packagesOpened = 30;

/** From Enter on a row of the list to the frame after the one that shows the package's facts; milliseconds of each package. */
export function measureOpening(context: BenchContext): Promise<readonly number[]> {
  return withWindow(context, async (page) => {
    const waits: number[] = [];
    // The first ones load what the page needs once.
    for (let at = -3; at < packagesOpened; at += 1) {
      await page.locator('[role="grid"][aria-label="Packages"]').focus();
      await page.keyboard.press('ArrowDown');
      const shown = factsPainted(page);
      await page.keyboard.press('Enter');
      const wait = await shown;
      if (at >= 0) waits.push(wait);
      await page.goBack();
      await page.locator('[role="grid"][aria-label="Packages"] [role="row"][data-index] a').first().waitFor();
    }
    return waits;
  });
}

function factsPainted(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let pressed = performance.now();
        addEventListener('keydown', (event) => (pressed = event.timeStamp), { capture: true, once: true });
        const look = (): void => {
          // What this frame draws is on the screen when the next one begins.
          if (document.querySelector('section[aria-label="Facts"] dd') === null) requestAnimationFrame(look);
          else requestAnimationFrame(() => resolve(performance.now() - pressed));
        };
        requestAnimationFrame(look);
      }),
  );
}

export interface MeasuredScrolling {
  readonly rows: number;
  /** What the page holds after it, without garbage. */
  readonly heapBytes: number;
  readonly block: Block;
}

/** Scrolls from the first row to the last of a mirror. */
export function measureScrolling(context: BenchContext): Promise<MeasuredScrolling> {
  return withWindow(context, async (page) => {
    const session = await page.context().newCDPSession(page);
    const block = await scrollingBlock(page);
    return { rows: await rowsShown(page), heapBytes: await heapOf(session), block };
  });
}

async function scrollingBlock(page: Page): Promise<Block> {
  const { answer, longest } = await longestTask(page, () => watchBlocks(page, () => scrollThrough(page)));
  return { atWork: longest, late: answer.longest };
}

/** Over a copy of the data folder, since the window writes into it. */
export async function withWindow<Answer>(context: BenchContext, work: (page: Page) => Promise<Answer>): Promise<Answer> {
  const folder = mkdtempSync(join(context.scratchDir, 'window-'));
  cpSync(await searchedData(context), folder, { recursive: true });
  const program = await startInBrowser(folder, [generatedMirror(context)]);
  try {
    await goTo(program.page, 'Models');
    await program.page.locator('[role="grid"][aria-label="Packages"] [role="row"][data-index="0"] a').waitFor({ timeout: 60_000 });
    return await work(program.page);
  } finally {
    await program.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function emptyBox(page: Page): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Search models' });
  await box.fill('');
  await painted(page, '');
}

async function typeAll(page: Page, texts: readonly string[]): Promise<readonly number[]> {
  const waits: number[] = [];
  for (const text of texts) {
    await emptyBox(page);
    await page.getByRole('combobox', { name: 'Search models' }).focus();
    for (let length = 1; length <= text.length; length += 1) {
      const shown = painted(page, text.slice(0, length));
      // The page's own clock: what the driver of the browser takes to press a key is no part of it.
      await page.keyboard.press(text[length - 1] as string);
      waits.push(await shown);
    }
  }
  return waits;
}

/** Waits until the rows of a search are painted; the milliseconds since the last key. */
function painted(page: Page, query: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        let pressed = performance.now();
        const onKey = (event: KeyboardEvent): void => {
          pressed = event.timeStamp;
        };
        addEventListener('keydown', onKey, { capture: true, once: true });
        const look = (): void => {
          const asked = new URLSearchParams(location.hash.split('?')[1] ?? '').get('q') ?? '';
          const grid = document.querySelector('[role="grid"][aria-label="Packages"]');
          const first = grid?.querySelector('[role="row"][data-index="0"]');
          const isThere = grid?.getAttribute('aria-busy') === 'false' && (grid.getAttribute('aria-rowcount') === '1' || first?.querySelector('a') !== null);
          if (asked !== wanted || !isThere) {
            requestAnimationFrame(look);
            return;
          }
          removeEventListener('keydown', onKey, { capture: true });
          // What this frame draws is on the screen when the next one begins.
          requestAnimationFrame(() => resolve(performance.now() - pressed));
        };
        requestAnimationFrame(look);
      }),
    query,
  );
}

function rowsShown(page: Page): Promise<number> {
  return page.locator('[role="grid"][aria-label="Packages"]').evaluate((grid) => Number(grid.getAttribute('aria-rowcount')) - 1);
}

/** From the first row to the last: in steps, a frame each, and at every tenth as long as its rows take to come. */
async function scrollThrough(page: Page): Promise<void> {
  const grid = page.locator('[role="grid"][aria-label="Packages"]');
  await grid.evaluate(async (element, steps) => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const isFilled = (): boolean => [...element.querySelectorAll('[role="row"][data-index]')].every((row) => row.querySelector('a') !== null);
    element.scrollTop = 0;
    for (let step = 0; step <= steps; step += 1) {
      element.scrollTop = ((element.scrollHeight - element.clientHeight) * step) / steps;
      await frame();
      const patience = step % 10 === 0 ? 300 : 0;
      for (let frames = 0; frames < patience && !isFilled(); frames += 1) await frame();
    }
  }, scrollSteps);
}

export interface Watched<Answer> {
  readonly answer: Answer;
  readonly longest: number;
}

/** How late a timer of the page came at the most, while some work was done. */
export async function watchBlocks<Answer>(page: Page, work: () => Promise<Answer>): Promise<Watched<Answer>> {
  await page.evaluate(() => {
    const watch = { longest: 0, before: performance.now() };
    const everyMs = 4;
    const timer = setInterval(() => {
      const now = performance.now();
      watch.longest = Math.max(watch.longest, now - watch.before - everyMs);
      watch.before = now;
    }, everyMs);
    Object.assign(globalThis, { benchWatch: () => (clearInterval(timer), watch.longest) });
  });
  const answer = await work();
  const longest = await page.evaluate(() => (globalThis as unknown as { readonly benchWatch: () => number }).benchWatch());
  return { answer, longest };
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}
