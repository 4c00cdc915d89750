import type { z } from 'zod';
import { dashboardContentSchema, dashboardsFileSchema } from '../../shared/contract/dashboards.ts';
import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { dashboardLimits } from '../../shared/domain/index.ts';
import { writeListFile } from '../subset/index.ts';
import { readEntries, readJsonFile } from './read-json-file.ts';
import type { WorkerContext } from './worker-context.ts';
import { chosenToWrite, placesOfAll } from './write-user-file.ts';

export function exportDashboards(context: WorkerContext, { ids, ...place }: CallArguments<'dashboards.export'>): CallAnswer<'dashboards.export'> {
  const chosen = chosenToWrite('A dashboard', context.userDatabase.dashboards.list(), ids);
  const head = { format: 'ptmx-dashboards', version: 1 } satisfies Omit<z.output<ReturnType<typeof dashboardsFileSchema>>, 'dashboards'>;
  return writeListFile(placesOfAll(context), place, head, 'dashboards', chosen.map(({ name, tiles }) => ({ name, tiles })));
}

/** Throws `not-found`, `unreadable`, or `refused` for a file of another form; nothing is taken in then. */
export function importDashboards(context: WorkerContext, { path }: CallArguments<'dashboards.import'>): CallAnswer<'dashboards.import'> {
  const { good, bad } = readEntries(readJsonFile(path, 'a file of dashboards', dashboardsFileSchema()).dashboards, dashboardContentSchema());
  const { added, same, leftOut } = context.userDatabase.dashboards.addAll(good);
  const over = leftOut.map((name) => ({ entry: name, reason: `There are ${dashboardLimits.dashboards} dashboards at most.` }));
  return { added: [...added], same, bad: [...bad, ...over] };
}
