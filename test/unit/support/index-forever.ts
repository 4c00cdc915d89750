// A program to be killed: node index-forever.ts <data folder> <mirror>. It does what the engine's job thread does, over
// and over, and writes a line when the first file is being read and whenever an index was installed.
import { fileURLToPath } from 'node:url';
import { loadJob } from '../../../src/core/engine/run-job.ts';
import { WorkerContext } from '../../../src/core/engine/worker-context.ts';
import { mirrorIdOf } from '../../../src/core/index/index.ts';
import { hireHere } from '../../../src/core/jobs/index.ts';
import { locateMirror } from '../../../src/core/mirror/index.ts';

const [dataDir = '', path = ''] = process.argv.slice(2);
const hire = hireHere(fileURLToPath(new URL('../../../src/core/engine/worker.ts', import.meta.url)));
const context = new WorkerContext({ role: 'job', dataDir, resourcesDir: '', version: 'test', surface: 'cli', stop: new SharedArrayBuffer(4) }, () => false);
const { sources } = locateMirror([path]);
const task = { kind: 'index', mirror: mirrorIdOf(sources), sources, rebuild: true };
const run = await loadJob(task);
for (;;) {
  await run(context, (message) => {
    if (message.kind === 'step' && message.step.phase.startsWith('Reading')) process.stdout.write('reading\n');
  }, hire);
  process.stdout.write('installed\n');
}
