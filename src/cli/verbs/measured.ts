import { resolve } from 'node:path';
import { UsageError } from '../arguments.ts';
import { day, textTable } from '../table.ts';
import type { Verb } from '../verb.ts';

export const measuredVerb: Verb = {
  name: 'measured',
  summary: 'lists of measured results that claims are compared with',
  usage: `ptmx measured [--json]
ptmx measured --import FILE.csv
ptmx measured --remove ID

A list is a CSV with the columns name, task and results, and if there are any, dataset and metric.
ptmx show HUB/NAME --tab claims compares with all of them.`,
  options: { import: { type: 'string' }, remove: { type: 'string' } },
  async run(context) {
    const { args } = context;
    const [path, id] = [args.text('import'), args.text('remove')];
    if (path !== null && id !== null) throw new UsageError('measured takes --import or --remove, not both.');
    if (args.positionals.length > 0) throw new UsageError('Measured results belong to no mirror: it takes no path.');
    if (path !== null) {
      const taken = await context.call('measured.import', { path: resolve(path) });
      if (args.flag('json')) return context.printJson(taken);
      context.note(taken.known ? `${taken.list.title} is here already.` : `${taken.list.results.toLocaleString('en')} measured results taken in from ${taken.list.title}.`);
      for (const { line, reason } of taken.bad) context.note(`Line ${line} left out: ${reason}`);
      if (taken.badTotal > taken.bad.length) context.note(`${taken.badTotal - taken.bad.length} more rows left out.`);
      return;
    }
    if (id !== null && !(await context.call('measured.list', {})).lists.some((list) => list.id === id)) throw new UsageError(`There is no list ${id}.`);
    const { lists } = id === null ? await context.call('measured.list', {}) : await context.call('measured.remove', { lists: [id] });
    if (args.flag('json')) return context.printJson({ lists });
    context.print(
      textTable(lists, [
        { title: 'id', value: (list) => list.id },
        { title: 'results', align: 'right', value: (list) => list.results.toLocaleString('en') },
        { title: 'imported', value: (list) => day(list.importedAt / 1000) },
        { title: 'file', value: (list) => list.title, most: 60 },
      ]),
    );
  },
};
