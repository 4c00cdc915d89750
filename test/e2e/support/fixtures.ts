import { expect, test as base, type TestInfo } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findElectronRuntime } from '../../../scripts/electron-runtime.mjs';
import { startInBrowser, startInElectron, type Program } from './program.ts';

/** Starts the program: in a browser or in Electron, as the project says. */
export type StartProgram = (paths?: readonly string[], dataDir?: string) => Promise<Program>;

interface Fixtures {
  /** Where tests make their folders. */
  readonly scratch: string;
  /** What to start the program with: `test.use({ startPaths: [path] })`; without a path it opens the sample mirror. */
  readonly startPaths: readonly string[];
  /** A new folder, removed after the test. */
  readonly folder: string;
  /**
   * Starts a program, over a new data folder unless one is given, and closes it after the test; skips the test, with the
   * reason, where there is no Electron. The test fails if a page throws, logs an error, breaks its policy or asks another
   * place.
   */
  readonly start: StartProgram;
  /** The program over a new data folder, opened with `startPaths`. */
  readonly program: Program;
}

export const test = base.extend<Fixtures>({
  scratch: [tmpdir(), { option: true }],

  startPaths: [[], { option: true }],

  folder: async ({ scratch }, handOver) => {
    const folder = await mkdtemp(join(scratch, 'ptmx-spec-'));
    await handOver(folder);
    await removeFolder(folder);
  },

  start: async ({ scratch }, handOver, testInfo) => {
    const started: Program[] = [];
    const folders: string[] = [];
    const start: StartProgram = async (paths = [], given) => {
      const runtime = testInfo.project.name === 'electron' ? findElectronRuntime() : undefined;
      if (runtime !== undefined && 'reason' in runtime) {
        testInfo.skip(true, runtime.reason);
        throw new Error(runtime.reason);
      }
      const dataDir = given ?? (await mkdtemp(join(scratch, 'ptmx-e2e-')));
      if (given === undefined) folders.push(dataDir);
      const program = runtime === undefined ? await startInBrowser(dataDir, paths) : await startInElectron(runtime, dataDir, paths);
      started.push(program);
      return program;
    };
    try {
      await handOver(start);
      for (const program of started) await program.close();
      await attachOutput(testInfo, started);
      for (const { guard } of started) expect(guard.problems(), 'the page threw nothing, logged no error and kept to its policy').toEqual([]);
    } finally {
      for (const folder of folders) await removeFolder(folder);
    }
  },

  program: async ({ start, startPaths }, handOver) => {
    await handOver(await start(startPaths));
  },
});

async function attachOutput(testInfo: TestInfo, programs: readonly Program[]): Promise<void> {
  if (testInfo.status === testInfo.expectedStatus) return;
  for (const program of programs) await testInfo.attach('program output', { body: program.output(), contentType: 'text/plain' });
}

async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

export { expect } from '@playwright/test';
export type { Program } from './program.ts';
