import { chromium, type Page } from '@playwright/test';
import { browserLaunch } from '../../scripts/test-browser.mjs';
import type { graphPage as made } from './page/graph-page.ts';
import { pageScript } from './page-script.ts';

declare global {
  /** What `page/graph-page.ts` leaves in the page. */
  const graphPage: typeof made;
}

/** Runs work in an empty page of the real browser with the code of pictures in it. `args` are added to the browser's own. */
export async function inGraphPage<Answer>(work: (open: { readonly page: Page }) => Promise<Answer>, args: readonly string[] = []): Promise<Answer> {
  const launch = browserLaunch();
  const script = await pageScript(new URL('./page/graph-page.ts', import.meta.url));
  const browser = await chromium.launch({ ...launch, args: [...launch.args, ...args] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.setContent('<style>.__________cytoscape_container { position: relative; }</style><div id="graph" class="__________cytoscape_container" style="position: absolute; inset: 0"></div>');
    await page.addScriptTag({ content: script });
    return await work({ page });
  } finally {
    await browser.close();
  }
}
