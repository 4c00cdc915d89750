import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createEngine, type Engine } from '../../../src/core/engine/index.ts';
import type { CallAnswer, CallInput, CallName, Job } from '../../../src/shared/contract/index.ts';
import { contract } from '../../../src/shared/contract/index.ts';

export const projectFolder = resolve(import.meta.dirname, '..', '..', '..');

/** The entry of worker threads, as source, and the version that the engine of tests calls itself. */
export const workerFile = join(projectFolder, 'src/core/engine/worker.ts');
export const testVersion = '0.0.0-test';

/** The engine with real workers, run from source over a data folder of its own. */
export interface TestEngine {
  readonly engine: Engine;
  readonly dataDir: string;
  /** Asks the engine, checks the answer with the contract's schema, and throws its error. */
  call<Name extends CallName>(name: Name, input: CallInput<Name>, signal?: AbortSignal): Promise<CallAnswer<Name>>;
  /** Opens a mirror and waits for its index; returns its id. */
  index(paths: readonly string[], rebuild?: boolean): Promise<string>;
  finished(job: string): Promise<Job>;
  close(): Promise<void>;
}

export function startTestEngine(dataDir = mkdtempSync(join(tmpdir(), 'ptmx-data-'))): TestEngine {
  const engine = createEngine({
    dataDir, resourcesDir: join(projectFolder, 'resources'), workerFile, surface: 'cli', version: testVersion,
  });
  const call: TestEngine['call'] = async (name, input, signal) => {
    const result = await engine.call(name, input, signal);
    if (!result.ok) throw Object.assign(new Error(result.error.message), result.error);
    // Answers that the schema refuses would reach the window unchecked: found here, not there.
    contract[name].answer.parse(result.value);
    return result.value;
  };
  const finished = async (id: string): Promise<Job> => {
    const find = async (): Promise<Job | undefined> => (await call('jobs.list', {})).jobs.find((job) => job.id === id && job.state !== 'running');
    const event = new Promise<Job>((done) => {
      const end = engine.subscribe((told) => {
        if (told.kind !== 'job' || told.job.id !== id || told.job.state === 'running') return;
        end();
        done(told.job);
      });
    });
    return (await find()) ?? event;
  };
  return {
    engine,
    dataDir,
    call,
    finished,
    index: async (paths, rebuild = false) => {
      const { mirror, job } = await call('mirrors.open', { paths: [...paths], rebuild });
      if (job !== null) {
        const ended = await finished(job);
        if (ended.state !== 'done') throw new Error(`Indexing ended as ${ended.state}: ${ended.error?.message ?? ''}`);
      }
      return mirror.id;
    },
    close: async () => {
      await engine.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
