import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { startInBrowser } from '../e2e/support/program.ts';
import { richCard, writeContentMirror } from '../fixtures/content-mirror.ts';
import { watchBlocks } from './measured-window.ts';
import { longestTask } from './page-tasks.ts';
import type { BenchContext } from './types.ts';

/** Characters of the card, most of them one byte. */
const cardLength = 5_000_000;

export interface MeasuredCard {
  readonly bytes: number;
  /** From the click on its tab to its first words on screen, and to all of it. Milliseconds. */
  readonly firstWords: number;
  readonly whole: number;
  /** The longest that the page's thread kept a timer waiting until then, and while the card was scrolled and left. */
  readonly block: number;
  readonly scrollingBlock: number;
  /** The longest task of the page's thread in all of that, by what it worked: a machine with other work to do keeps it waiting besides. */
  readonly atWork: number;
  readonly elements: number;
}

/** Cards of every kind of Markdown behind each other, until they are 5 MB. */
function longCard(): string {
  const body = richCard.split('---\n').slice(2).join('---\n');
  const parts: string[] = [];
  for (let length = 0; length < cardLength; length += parts.at(-1)?.length ?? 0) parts.push(body.replace('# Example base model', `# Example base model ${parts.length}`));
  return parts.join('');
}

/** A card of 5 MB in a real browser. */
export async function measureCard(context: BenchContext): Promise<MeasuredCard> {
  const folder = mkdtempSync(join(context.scratchDir, 'card-'));
  const card = longCard();
  const files = { 'README.md': card };
  const mirror = writeContentMirror(join(folder, 'mirror'), [{ name: 'org/long', commits: [{ message: 'Long', files }] }, { name: 'org/short', commits: [{ message: 'Short', files: { 'README.md': richCard } }] }]);
  const program = await startInBrowser(folder, [mirror]);
  const { page } = program;
  try {
    await page.getByRole('button', { name: /2 packages/ }).waitFor({ timeout: 60_000 });
    // Loads the code of the tab once.
    await show(page, 'org/short');
    const { answer, longest: atWork } = await longestTask(page, async () => {
      const shown = await watchBlocks(page, () => show(page, 'org/long'));
      const elements = await page.locator('article').evaluate((article) => article.getElementsByTagName('*').length);
      const scrolled = await watchBlocks(page, () => scrollAndLeave(page));
      return { ...shown.answer, block: shown.longest, scrollingBlock: scrolled.longest, elements };
    });
    return { bytes: Buffer.byteLength(card), ...answer, atWork };
  } finally {
    await program.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function show(page: Page, name: string): Promise<{ firstWords: number; whole: number }> {
  return page.evaluate(
    (wanted) =>
      new Promise<{ firstWords: number; whole: number }>((resolve) => {
        const from = performance.now();
        let firstWords = 0;
        location.hash = `#/package/huggingface/${encodeURIComponent(wanted)}/card`;
        // A timer, since looking at each frame would itself be work that is watched.
        const timer = setInterval(() => {
          const isThere = document.querySelector('h1')?.textContent === wanted;
          const article = isThere ? document.querySelector('article') : null;
          if (firstWords === 0 && article?.firstElementChild) firstWords = performance.now() - from;
          if (article?.getAttribute('aria-busy') !== 'false') return;
          clearInterval(timer);
          resolve({ firstWords, whole: performance.now() - from });
        }, 20);
      }),
    name,
  );
}

/** From the first word to the last in steps of a frame, then to another tab. */
async function scrollAndLeave(page: Page): Promise<void> {
  await page.locator('article').evaluate(async (article) => {
    let scroller: Element = article;
    while (scroller.parentElement && scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement;
    for (let step = 0; step <= 120; step += 1) {
      scroller.scrollTop = ((scroller.scrollHeight - scroller.clientHeight) * step) / 120;
      await new Promise(requestAnimationFrame);
    }
  });
  await page.evaluate(() => {
    location.hash = '#/package/huggingface/org%2Flong/raw';
  });
  await page.getByRole('textbox', { name: 'Unified record' }).waitFor();
}
