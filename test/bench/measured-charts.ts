import type { Page } from '@playwright/test';
import { listMeasures } from '../../src/core/measures/index.ts';
import { type Block, watchBlocks, withWindow } from './measured-window.ts';
import { longestTask } from './page-tasks.ts';
import type { BenchContext } from './types.ts';

export interface MeasuredCharts {
  /** Of each measure, from the end of the answer with its result to the frame after the one that shows its charts. Milliseconds. */
  readonly waits: readonly number[];
  readonly block: Block;
}

/** Every measure but turnover, which needs another mirror, opened one after the other in a real browser over the generated mirror. */
export function measureCharts(context: BenchContext): Promise<MeasuredCharts> {
  return withWindow(context, async (page) => {
    const measures = listMeasures().filter(({ parameters }) => parameters.every(({ kind }) => kind !== 'mirror'));
    // The first pass loads what the page needs once; results are computed anew all the same.
    const open = async (): Promise<readonly number[]> => {
      const waits: number[] = [];
      for (const { id, title } of measures) waits.push(await chartsPainted(page, id, title));
      return waits;
    };
    await open();
    const { answer, longest } = await watchBlocks(page, open);
    // Once more, since what is traced takes longer.
    const { longest: atWork } = await longestTask(page, open);
    return { waits: answer, block: { atWork, late: longest } };
  });
}

async function chartsPainted(page: Page, id: string, title: string): Promise<number> {
  await page.evaluate(() => (location.hash = '#/measures'));
  await page.getByRole('heading', { level: 1, name: 'Measures', exact: true }).waitFor();
  return page.evaluate(
    ([address, heading]) =>
      new Promise<number>((resolve) => {
        performance.clearResourceTimings();
        location.hash = address;
        const look = (): void => {
          const isShown = document.querySelector('main h1')?.textContent === heading && document.querySelector('main [role="application"], main [role="grid"]') !== null;
          if (!isShown) {
            requestAnimationFrame(look);
            return;
          }
          const answered = Math.max(...performance.getEntriesByType('resource').map((entry) => (entry as PerformanceResourceTiming).responseEnd));
          // What this frame draws is on the screen when the next one begins.
          requestAnimationFrame(() => resolve(performance.now() - answered));
        };
        requestAnimationFrame(look);
      }),
    [`#/measures/${id}`, title] as const,
  );
}
