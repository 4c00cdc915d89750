import { resolve } from 'node:path';
import { exportFormats } from '../../shared/contract/exports.ts';
import { UsageError } from '../arguments.ts';
import { followJob } from '../progress.ts';
import type { Verb } from '../verb.ts';

export const exportVerb: Verb = {
  name: 'export',
  summary: 'write the packages of a search to a file or a mirror subset',
  usage: `ptmx export --format ${exportFormats.join('|')} --out PATH [--query QUERY]
            [--columns a,b,…] [--overwrite] [--with-clones] [--mirror PATH] [--json]

Without --query every package is written. --columns names the columns of a table, in their
order (docs/exports.md has them all); without it, those of the format. mirror makes a folder that this program and the
dataset's own scripts read; --with-clones copies the clones into it.`,
  options: {
    format: { type: 'string' },
    out: { type: 'string', short: 'o' },
    query: { type: 'string' },
    columns: { type: 'string' },
    overwrite: { type: 'boolean' },
    'with-clones': { type: 'boolean' },
  },
  async run(context) {
    const { args } = context;
    const out = args.text('out');
    const format = args.optionalChoice('format', exportFormats);
    if (out === null || format === null) throw new UsageError('export needs --format and --out.');
    const columns = args.text('columns');
    if (columns !== null && format === 'mirror') throw new UsageError('A mirror subset has no columns to choose.');
    const { job } = await context.call('exports.start', {
      mirror: await context.mirror(), format, target: resolve(out), overwrite: args.flag('overwrite'), withClones: args.flag('with-clones'),
      columns: columns === null ? null : columns.split(',').map((name) => name.trim()).filter((name) => name !== ''),
      selection: { kind: 'query', query: args.text('query') ?? '' },
    });
    const done = await followJob(context.engine, job, context.signal);
    if (args.flag('json')) context.printJson(done.outcome);
    else context.note(done.message);
  },
};
