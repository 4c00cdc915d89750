import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { CallInput } from '../shared/contract/index.ts';
import { UsageError } from './arguments.ts';
import { followJob } from './progress.ts';
import type { VerbContext } from './verb.ts';

/** Options of every verb that calls this. */
export const outOptions = { out: { type: 'string', short: 'o' }, overwrite: { type: 'boolean' } } as const;

/** Writes an export of one file to the place that --out names, with its manifest; without --out it is printed. */
export async function exportOrPrint(context: VerbContext, asked: Pick<CallInput<'exports.start'>, 'mirror' | 'format' | 'selection'>): Promise<void> {
  const { args } = context;
  const out = args.text('out');
  const overwrite = args.flag('overwrite');
  if (out === null && overwrite) throw new UsageError('--overwrite is for --out.');
  const run = async (target: string) => {
    const { job } = await context.call('exports.start', { ...asked, target, overwrite });
    return followJob(context.engine, job, context.signal);
  };
  if (out !== null) {
    const { outcome, message } = await run(resolve(out));
    if (args.flag('json')) context.printJson(outcome);
    else context.note(message);
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'ptmx-print-'));
  try {
    const target = join(folder, 'printed');
    await run(target);
    await context.write(await readFile(target, 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
