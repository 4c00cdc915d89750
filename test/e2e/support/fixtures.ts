import { expect, test as base } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findElectronRuntime } from '../../../scripts/electron-runtime.mjs';
import { startInBrowser, startInElectron, type Program } from './program.ts';

interface Fixtures {
  /** What to start the program with: `test.use({ startPaths: [path] })`; without a path it opens the sample mirror. */
  readonly startPaths: readonly string[];
  /**
   * The program over a new data folder: in a browser or in Electron, as the project says; skipped, with the reason, where
   * there is no Electron. The test fails if the page throws, logs an error, breaks its policy or asks another place.
   */
  readonly program: Program;
}

export const test = base.extend<Fixtures>({
  startPaths: [[], { option: true }],

  program: async ({ startPaths }, handOver, testInfo) => {
    const runtime = testInfo.project.name === 'electron' ? findElectronRuntime() : undefined;
    if (runtime !== undefined && 'reason' in runtime) {
      testInfo.skip(true, runtime.reason);
      return;
    }
    const dataDir = await mkdtemp(join(tmpdir(), 'ptmx-e2e-'));
    try {
      const program = runtime === undefined ? await startInBrowser(dataDir, startPaths) : await startInElectron(runtime, dataDir, startPaths);
      await handOver(program);
      await program.close();
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach('program output', { body: program.output(), contentType: 'text/plain' });
      }
      expect(program.guard.problems(), 'the page threw nothing, logged no error and kept to its policy').toEqual([]);
    } finally {
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  },
});

export { expect } from '@playwright/test';
export type { Program } from './program.ts';
