import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { ensureBuilt } from '../../../scripts/build.mjs';
import { prepareSampleMirror } from '../../../src/core/mirror/index.ts';
import { contract, type CallAnswer, type CallName } from '../../../src/shared/contract/index.ts';
import { runCommand, type CommandResult } from '../../e2e/support/command-line.ts';
import { projectFolder } from './engine.ts';

/** `ptmx` of the build in a folder of its own, where the sample mirror lies at `sample` and its index in `data`. */
export interface SampleProgram {
  /** A path in the folder. */
  here(...names: readonly string[]): string;
  /** Runs a verb over the index. */
  ptmx(...args: readonly string[]): Promise<CommandResult>;
  /** Runs a verb with --json and checks what it printed with the schema of the contract's call. */
  ask<Name extends CallName>(name: Name, ...args: readonly string[]): Promise<CallAnswer<Name>>;
  /** All packages that a search finds. */
  foundBy(query: string, ...args: readonly string[]): Promise<Pick<CallAnswer<'packages.search'>, 'total' | 'rows'>>;
}

/** Packages as they are compared with one another. */
export function namesOf(rows: readonly { readonly hub: string; readonly name: string }[]): string[] {
  return rows.map(({ hub, name }) => `${hub} ${name}`).sort();
}

/** Made before the tests of a file, and removed behind them. */
export function sampleProgram(): SampleProgram {
  let folder = '';
  const here: SampleProgram['here'] = (...names) => join(folder, ...names);
  const ptmx: SampleProgram['ptmx'] = (...args) => runCommand([...args, '--data-dir', here('data')], folder);
  beforeAll(async () => {
    await ensureBuilt();
    folder = mkdtempSync(join(tmpdir(), 'ptmx-sample-'));
    prepareSampleMirror(join(projectFolder, 'resources', 'sample-mirror'), here('sample'));
    const indexed = await ptmx('index', here('sample'));
    if (indexed.code !== 0) throw new Error(indexed.stderr);
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    here,
    ptmx,
    ask: async (name, ...args) => {
      const { code, stdout, stderr } = await ptmx(...args, '--json');
      expect(code, stderr).toBe(0);
      const answer: unknown = JSON.parse(stdout);
      contract[name].answer.parse(answer);
      return answer as CallAnswer<typeof name>;
    },
    foundBy: async (query, ...args) => {
      const { code, stdout, stderr } = await ptmx('search', query, '--limit', '0', '--json', ...args);
      expect(code, stderr).toBe(0);
      const answer = JSON.parse(stdout) as Pick<CallAnswer<'packages.search'>, 'total' | 'rows'>;
      expect(Object.keys(answer)).toEqual(['total', 'rows']);
      contract['packages.search'].answer.parse({ ...answer, notes: [] });
      return answer;
    },
  };
}
