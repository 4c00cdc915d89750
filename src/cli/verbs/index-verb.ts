import { resolve } from 'node:path';
import { ExpectedError } from '../../shared/result.ts';
import { UsageError } from '../arguments.ts';
import { followJob } from '../progress.ts';
import type { Verb } from '../verb.ts';
import { infoLines, readInfo } from './info.ts';

export const indexVerb: Verb = {
  name: 'index',
  summary: 'read a mirror into its index',
  usage: `ptmx index PATH… [--refresh | --rebuild] [--json]

PATH is the folder above data/, data/ itself, one hub's folder, a .tar.gz archive of the
dataset, or a folder of them. A mirror that has an index is only opened: --refresh reads
what changed since, --rebuild reads everything. The mirror is never written to.`,
  options: { refresh: { type: 'boolean' }, rebuild: { type: 'boolean' } },
  async run(context) {
    if (context.args.positionals.length === 0) throw new UsageError('index needs the path of a mirror.');
    const paths = context.args.positionals.map((path) => resolve(path));
    const opened = await context.call('mirrors.open', { paths, refresh: context.args.flag('refresh'), rebuild: context.args.flag('rebuild') });
    if (opened.job === null && opened.mirror.damaged) throw new ExpectedError('damaged-index', `The index of ${opened.mirror.title} is damaged.`, '--rebuild makes a new one.');
    if (opened.job === null) context.note(`${opened.mirror.title} has an index already; --refresh reads what changed since.`);
    else context.note((await followJob(context.engine, opened.job, context.signal)).message);
    const info = await readInfo(context, opened.mirror.id);
    if (context.args.flag('json')) context.printJson(info);
    else context.print(infoLines(info));
  },
};
