import { UsageError } from '../arguments.ts';
import { exportOrPrint, outOptions } from '../export-or-print.ts';
import type { Verb } from '../verb.ts';

export const reportVerb: Verb = {
  name: 'report',
  summary: 'every measure and the reach of maintainers as one page of HTML',
  usage: `ptmx report [--selection QUERY] [--out FILE [--overwrite]] [--mirror PATH] [--json]

One HTML page that needs no network and runs nothing: what the selection is, the reach of its
maintainers, and every measure with its rule, denominator, charts and tables. Without --selection it
is about every package. Without --out it is printed; with it, a manifest stands beside the file, and
ptmx export --from makes it again.`,
  options: { selection: { type: 'string' }, ...outOptions },
  async run(context) {
    const { args } = context;
    if (args.positionals.length > 0) throw new UsageError('report takes no words: --selection narrows the packages.');
    await exportOrPrint(context, { mirror: await context.mirror(), format: 'report', selection: { kind: 'query', query: args.text('selection') ?? '' } });
  },
};
