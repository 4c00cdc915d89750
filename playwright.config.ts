import { defineConfig } from '@playwright/test';
import { browserLaunch } from './scripts/test-browser.mjs';

/** Specs of more than the page, which both have the same: files, windows, threads, the policy. The rest runs once, in the browser, which keeps the whole below half an hour. */
const specsOfBoth = ['archives', 'export', 'hostile-text', 'keyboard', 'opening', 'policy', 'reach', 'start', 'story', 'table'].map((name) => `**/e2e/${name}.spec.ts`);

/** `browser/` and `electron/` hold specs that concern one alone. */
export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/e2e/support/prepare.ts',
  outputDir: 'test-results',
  workers: 2,
  // A second try keeps one slow moment of a shared machine from hiding what the others found; `npm test` names every test that needed it.
  retries: 1,
  forbidOnly: process.env['CI'] !== undefined,
  // A shared machine may stand still for seconds; none of it is waited for where all goes well.
  timeout: 240_000,
  expect: { timeout: 40_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    actionTimeout: 40_000,
    screenshot: 'only-on-failure',
    launchOptions: browserLaunch(),
  },
  projects: [
    { name: 'browser', testIgnore: '**/electron/**' },
    // One at a time: two Electrons and their indexers are more than the smallest machine that this must run on can take.
    { name: 'electron', workers: 1, testMatch: ['**/electron/**/*.spec.ts', ...specsOfBoth] },
  ],
});
