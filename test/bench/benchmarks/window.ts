import type { Benchmark, BenchContext, Skipped } from '../types.ts';

/** The build and the browser that the end-to-end tests use; skipped where that browser cannot be had. */
export async function prepareBrowser(): Promise<Skipped | null> {
  const { ensureBuilt } = await import('../../../scripts/build.mjs');
  const { unpackBrowser } = await import('../../../scripts/test-browser.mjs');
  try {
    await unpackBrowser();
  } catch (error) {
    return { kind: 'skipped', reason: error instanceof Error ? error.message : String(error) };
  }
  await ensureBuilt();
  return null;
}

/** The same, with the index that is searched. */
export async function prepareWindow(context: BenchContext): Promise<Skipped | null> {
  const lack = await prepareBrowser();
  if (lack !== null) return lack;
  const { searchedData } = await import('../searched-data.ts');
  await searchedData(context);
  return null;
}

/** The window in a real browser, while somebody types and scrolls. */
export const window: Benchmark = {
  name: 'window',
  summary: 'the window in a real browser: from a key to rows or a package; blocks while typing and scrolling',
  needs: [],
  prepare: prepareWindow,
  measurements: [
    {
      name: 'window-typing',
      goals: [{ kind: 'p95', atMostMilliseconds: 100 }, { kind: 'longest', atMostMilliseconds: 50 }],
      async run(context) {
        const { measureTyping } = await import('../measured-window.ts');
        const { waits, typing, scrolling } = await measureTyping(context);
        return {
          kind: 'measured', seconds: null, records: null, bytesIn: null, bytesOut: null, parts: [], waits, longestMilliseconds: Math.max(typing.atWork, scrolling.atWork),
          notes: [
            `tasks of ${typing.atWork.toFixed(1)} ms at most while typing, ${scrolling.atWork.toFixed(1)} ms while scrolling`,
            `a timer ${typing.late.toFixed(1)} ms late at most while typing, ${scrolling.late.toFixed(1)} ms while scrolling`,
          ],
        };
      },
    },
    {
      name: 'window-opening',
      goals: [{ kind: 'p95', atMostMilliseconds: 100 }],
      async run(context) {
        const { measureOpening } = await import('../measured-window.ts');
        const waits = await measureOpening(context);
        return { kind: 'measured', seconds: null, records: null, bytesIn: null, bytesOut: null, parts: [], notes: [], waits };
      },
    },
    {
      name: 'window-charts',
      goals: [{ kind: 'p95', atMostMilliseconds: 200 }, { kind: 'longest', atMostMilliseconds: 50 }],
      async run(context) {
        const { measureCharts } = await import('../measured-charts.ts');
        const { waits, block } = await measureCharts(context);
        return { kind: 'measured', seconds: null, records: null, bytesIn: null, bytesOut: null, parts: [], notes: [`a timer ${block.late.toFixed(1)} ms late at most`], waits, longestMilliseconds: block.atWork };
      },
    },
  ],
};
