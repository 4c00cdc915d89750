import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { browserLaunch } from '../../scripts/test-browser.mjs';
import { computeLayout } from '../../src/renderer/src/features/graph/layout/layout.ts';
import { startInBrowser } from '../e2e/support/program.ts';
import { generatedMirror } from './data.ts';
import { sharedWork } from './measured-layout.ts';
import { longestTask } from './page-tasks.ts';
import { searchedData } from './searched-data.ts';
import type { BenchContext } from './types.ts';

/** The form for pages, which the package's exports do not name. */
const cytoscapeScript = fileURLToPath(new URL('../../node_modules/cytoscape/dist/cytoscape.min.js', import.meta.url));

/** Milliseconds of each frame while cytoscape's picture is dragged; `texture` is what `adaptRenderer` sets for large pictures. */
export async function measureFrames(texture: boolean): Promise<readonly number[]> {
  const { nodes, edges } = sharedWork(3000, 6000, 1);
  const graph = { nodes, edges, sizes: new Float32Array(nodes).fill(14), focus: new Uint8Array(nodes), distances: new Int32Array(nodes).fill(-1) };
  const positions = computeLayout({ kind: 'force', seed: 1, aspect: 1.6, fixed: null, graph });
  const browser = await chromium.launch(browserLaunch());
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.setContent('<div id="graph" style="position: absolute; inset: 0"></div>');
    await page.addScriptTag({ content: readFileSync(cytoscapeScript, 'utf8') });
    await page.evaluate(drawInPage, { texture, nodes, edges: [...edges], positions: [...positions] });
    await page.mouse.move(4, 4);
    await page.mouse.down();
    await page.mouse.move(12, 8);
    const dragging = await watchFrames(page, async () => {
      for (let step = 0; step < 60; step += 1) await page.mouse.move(12 + step * 5, 8 + step * 2);
    });
    await page.mouse.up();
    return dragging;
  } finally {
    await browser.close();
  }
}

/** Runs in the page. */
async function drawInPage({ texture, nodes, edges, positions }: { texture: boolean; nodes: number; edges: number[]; positions: number[] }): Promise<void> {
  const { cytoscape } = globalThis as unknown as { cytoscape: (options: object) => unknown };
  cytoscape({
    container: document.querySelector('#graph'), textureOnViewport: texture,
    elements: [
      ...Array.from({ length: nodes }, (_, node) => ({ data: { id: `n${node}`, label: `organisation/model-${node}` }, classes: node % 20 === 0 ? 'named' : '', position: { x: positions[node * 2], y: positions[node * 2 + 1] } })),
      ...Array.from({ length: edges.length / 2 }, (_, edge) => ({ data: { id: `e${edge}`, source: `n${edges[edge * 2] ?? 0}`, target: `n${edges[edge * 2 + 1] ?? 0}` } })),
    ],
    layout: { name: 'preset', fit: true },
    style: [
      { selector: 'node', style: { width: 14, height: 14, 'background-color': '#3366cc', 'border-width': 1.5, 'border-color': '#ffffff' } },
      { selector: 'node.named', style: { label: 'data(label)', 'font-size': 33, 'text-outline-width': 5, 'text-outline-color': '#ffffff' } },
      { selector: 'edge', style: { width: 1.5, 'line-color': '#888888', 'curve-style': 'haystack', opacity: 0.55 } },
    ],
  });
  for (let frame = 0; frame < 20; frame += 1) await new Promise(requestAnimationFrame);
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
export async function measureMap(context: BenchContext): Promise<MeasuredMap> {
  const folder = mkdtempSync(join(context.scratchDir, 'map-'));
  cpSync(await searchedData(context), folder, { recursive: true });
  const program = await startInBrowser(folder, [generatedMirror(context)]);
  const { page } = program;
  try {
    await page.getByRole('button', { name: /packages/ }).first().waitFor({ timeout: 60_000 });
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
  } finally {
    await program.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
