import { resolve } from 'node:path';
import { type DashboardChart, writeDashboard } from '../../core/report/index.ts';
import type { DashboardContent, DashboardTile, MeasureInfo } from '../../shared/contract/index.ts';
import { foldViewName } from '../../shared/domain/index.ts';
import { health, healthId } from '../../shared/dashboards/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import { UsageError } from '../arguments.ts';
import { printPart } from '../print-part.ts';
import { textTable } from '../table.ts';
import type { Verb, VerbContext } from '../verb.ts';

const actions = ['list', 'show', 'export', 'import'] as const;

export const dashboardVerb: Verb = {
  name: 'dashboard',
  summary: 'measures put together in the window: list, show, export, import',
  usage: `ptmx dashboard [list] [--json]
ptmx dashboard show NAME [--html | --json] [--mirror PATH]
ptmx dashboard export FILE [NAME…] [--overwrite]
ptmx dashboard import FILE

NAME is a dashboard's name, or health for the one that comes with the program. show measures each chart and prints it as a
table; --html writes one page with the charts, which needs no network and runs nothing. import adds the dashboards
of a file that export wrote; none is replaced, and a name that is taken gets a number.`,
  options: { html: { type: 'boolean' }, overwrite: { type: 'boolean' } },
  async run(context) {
    const { args } = context;
    const [given = 'list', ...names] = args.positionals;
    const action = actions.find((one) => one === given);
    if (action === undefined) throw new UsageError(`dashboard takes one of ${actions.join(', ')}; not ${given}.`);
    if (args.flag('html') && action !== 'show') throw new UsageError('--html is for dashboard show.');
    if (args.flag('overwrite') && action !== 'export') throw new UsageError('--overwrite is for dashboard export.');
    const [first, ...more] = names;
    switch (action) {
      case 'list':
        if (first !== undefined) throw new UsageError('dashboard list takes nothing behind it.');
        return list(context);
      case 'show':
        if (first === undefined || more.length > 0) throw new UsageError('dashboard show takes one NAME.');
        return show(context, await dashboardNamed(context, first));
      case 'export':
        if (first === undefined) throw new UsageError('dashboard export takes a FILE.');
        return exportAll(context, first, more);
      case 'import':
        if (first === undefined || more.length > 0) throw new UsageError('dashboard import takes one FILE.');
        return importFile(context, first);
    }
  },
};

async function list(context: VerbContext): Promise<void> {
  const { dashboards } = await context.call('dashboards.list', {});
  const all = [{ id: healthId, ...health }, ...dashboards];
  if (context.args.flag('json')) return context.printJson({ dashboards: all });
  context.print(
    textTable(all, [
      { title: 'name', value: ({ name }) => name, most: 60 },
      { title: 'charts', align: 'right', value: ({ tiles }) => String(tiles.length) },
      { title: 'measures', value: ({ tiles }) => [...new Set(tiles.map(({ measure }) => measure))].join(', '), most: 100 },
    ]),
  );
  context.note(`${healthId} comes with the program.`);
}

async function dashboardNamed(context: VerbContext, given: string): Promise<DashboardContent> {
  if (given === healthId) return health;
  const { dashboards } = await context.call('dashboards.list', {});
  const found = [health, ...dashboards].find(({ name }) => foldViewName(name) === foldViewName(given));
  if (found === undefined) throw new ExpectedError('not-found', `There is no dashboard ${given}.`, `There are: ${[healthId, ...dashboards.map(({ name }) => name)].join(', ')}.`);
  return found;
}

async function show(context: VerbContext, dashboard: DashboardContent): Promise<void> {
  const { args } = context;
  if (args.flag('html') && args.flag('json')) throw new UsageError('dashboard show takes --html or --json, not both.');
  const mirror = await context.mirror();
  const { measures } = await context.call('measures.list', {});
  const charts: (DashboardChart & { readonly tile: DashboardTile })[] = [];
  for (const tile of dashboard.tiles) {
    const info = measures.find(({ id }) => id === tile.measure);
    // A measure that this version lacks is not shown, as in the window.
    if (info !== undefined) charts.push({ tile, info, query: tile.query, found: await measured(context, mirror, tile, info) });
  }
  if (args.flag('json')) {
    context.printJson({ name: dashboard.name, charts: charts.map(({ tile, found }) => ({ ...tile, ...('part' in found ? { result: { ...found.result, parts: [found.part] } } : { reason: found.reason }) })) });
  } else if (args.flag('html')) {
    const pieces: string[] = [];
    writeDashboard({ name: dashboard.name, charts, appVersion: (await context.call('app.info', {})).version }, (text) => pieces.push(text));
    await context.write(pieces.join(''));
  } else for (const chart of charts) printChart(context, chart);
}

async function measured(context: VerbContext, mirror: string, { query, parameters, part: wanted }: DashboardTile, info: MeasureInfo): Promise<DashboardChart['found']> {
  try {
    const result = await context.call('measures.run', { mirror, measure: info.id, query, parameters });
    const part = result.parts.find(({ key }) => key === wanted) ?? result.parts[0];
    return part === undefined ? { reason: 'It has no part.' } : { result, part };
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code === 'cancelled') throw error;
    return { reason: error.message };
  }
}

function printChart(context: VerbContext, { info, query, found }: DashboardChart): void {
  context.print(`${info.title}${query.trim() === '' ? '' : `: ${query.trim()}`}`);
  if ('part' in found) printPart(context, found.part);
  else context.print(`${found.reason}\n`);
}

async function exportAll(context: VerbContext, file: string, names: readonly string[]): Promise<void> {
  const { dashboards } = await context.call('dashboards.list', {});
  const ids = names.map((given) => {
    const found = dashboards.find(({ name }) => foldViewName(name) === foldViewName(given));
    if (found === undefined) throw new ExpectedError('not-found', `There is no dashboard ${given} of one's own.`, `There are: ${dashboards.map(({ name }) => name).join(', ')}.`);
    return found.id;
  });
  const written = await context.call('dashboards.export', { ids: ids.length === 0 ? null : ids, target: resolve(file), overwrite: context.args.flag('overwrite') });
  if (context.args.flag('json')) context.printJson(written);
  else context.note(`${pluralText(written.count, 'dashboard')} written to ${written.path}.`);
}

async function importFile(context: VerbContext, file: string): Promise<void> {
  const taken = await context.call('dashboards.import', { path: resolve(file) });
  if (context.args.flag('json')) return context.printJson(taken);
  context.note(`${pluralText(taken.added.length, 'dashboard')} added; here already: ${taken.same}.`);
  for (const { entry, reason } of taken.bad) context.note(`Left out: ${entry}: ${reason}`);
}
