// A program that closes its engine in the middle of everything: node close-while-busy.ts <data folder> <mirror> <small
// mirror>. It must end by itself; it writes how the questions and the job ended.
import type { Job } from '../../../src/shared/contract/index.ts';
import { startTestEngine } from './engine.ts';

const [dataDir = '', mirror = '', small = ''] = process.argv.slice(2);
const { engine, call, index } = startTestEngine(dataDir);
const ready = await index([small]);
const { job } = await call('mirrors.open', { paths: [mirror] });
await new Promise<void>((reading) => {
  engine.subscribe((event) => {
    if (event.kind === 'job' && event.job.id === job && event.job.phase.startsWith('Reading')) reading();
  });
});
const questions = Array.from({ length: 12 }, () => engine.call('packages.search', { mirror: ready, query: '' }));
await engine.close();
const answers = await Promise.all(questions);
const ends = answers.map((answer) => (answer.ok ? 'answered' : answer.error.code));
const again = await engine.call('packages.search', { mirror: ready, query: '' });
const jobs: readonly Job[] = (await call('jobs.list', {})).jobs;
process.stdout.write(JSON.stringify({ ends, again: again.ok ? 'answered' : again.error.code, job: jobs.find((known) => known.id === job)?.state }));
