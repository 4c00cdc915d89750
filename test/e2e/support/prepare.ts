import { ensureBuilt } from '../../../scripts/build.mjs';
import { unpackBrowser } from '../../../scripts/test-browser.mjs';

/** Runs before all specs: what is tested is the build, in the browser that came with `npm ci`. */
export default async function prepare(): Promise<void> {
  await ensureBuilt();
  await unpackBrowser();
}
