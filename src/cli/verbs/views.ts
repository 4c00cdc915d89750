import { resolve } from 'node:path';
import { pluralText } from '../../shared/text/quantity.ts';
import { UsageError } from '../arguments.ts';
import { textTable } from '../table.ts';
import type { Verb, VerbContext } from '../verb.ts';

export const viewsVerb: Verb = {
  name: 'views',
  summary: 'searches that were saved in the window, with their columns',
  usage: `ptmx views [--json]
ptmx views --export FILE [--overwrite]
ptmx views --import FILE

--import adds the views of a file that --export wrote; none is replaced, and a name that is
taken gets a number.`,
  options: {
    export: { type: 'string' },
    overwrite: { type: 'boolean' },
    import: { type: 'string' },
  },
  async run(context) {
    const { args } = context;
    const [target, path] = [args.text('export'), args.text('import')];
    if (target !== null && path !== null) throw new UsageError('views takes --export or --import, not both.');
    if (args.positionals.length > 0) throw new UsageError('views belong to no mirror: it takes no path.');
    if (target !== null) {
      const written = await context.call('views.export', { ids: null, target: resolve(target), overwrite: args.flag('overwrite') });
      if (args.flag('json')) context.printJson(written);
      else context.note(`${pluralText(written.count, 'view')} written to ${written.path}.`);
    } else if (path !== null) await importFile(context, path);
    else await list(context);
  },
};

async function importFile(context: VerbContext, path: string): Promise<void> {
  const taken = await context.call('views.import', { path: resolve(path) });
  if (context.args.flag('json')) {
    context.printJson(taken);
    return;
  }
  context.note(`${pluralText(taken.added.length, 'view')} added; here already: ${taken.same}.`);
  for (const { from, to } of taken.renamed) context.note(`${from} is named ${to}: the name was taken.`);
  for (const { entry, reason } of taken.bad) context.note(`Left out: ${entry}: ${reason}`);
}

async function list(context: VerbContext): Promise<void> {
  const answer = await context.call('views.list', {});
  if (context.args.flag('json')) {
    context.printJson(answer);
    return;
  }
  context.print(
    textTable(answer.views, [
      { title: 'name', value: ({ name }) => name, most: 40 },
      { title: 'search', value: ({ query }) => query, most: 80 },
      { title: 'columns', value: ({ columns }) => columns.map(({ id }) => id).join(', '), most: 60 },
    ]),
  );
  context.note(pluralText(answer.views.length, 'view'));
}
