import type { z } from 'zod';
import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { viewContentSchema, viewsFileSchema } from '../../shared/contract/views.ts';
import { viewLimits } from '../../shared/domain/index.ts';
import { writeListFile } from '../subset/index.ts';
import { readEntries, readJsonFile } from './read-json-file.ts';
import type { WorkerContext } from './worker-context.ts';
import { chosenToWrite, placesOfAll } from './write-user-file.ts';

export function exportViews(context: WorkerContext, { ids, ...place }: CallArguments<'views.export'>): CallAnswer<'views.export'> {
  const chosen = chosenToWrite('A view', context.userDatabase.views.list(), ids);
  const head = { format: 'ptmx-views', version: 1 } satisfies Omit<z.output<ReturnType<typeof viewsFileSchema>>, 'views'>;
  return writeListFile(placesOfAll(context), place, head, 'views', chosen.map(({ name, query, columns }) => ({ name, query, columns })));
}

/** Throws `not-found`, `unreadable`, or `refused` for a file of another form; nothing is taken in then. */
export function importViews(context: WorkerContext, { path }: CallArguments<'views.import'>): CallAnswer<'views.import'> {
  const { good, bad } = readEntries(readJsonFile(path, 'a file of views', viewsFileSchema()).views, viewContentSchema());
  const { added, renamed, same, leftOut } = context.userDatabase.views.addAll(good);
  const over = leftOut.map((name) => ({ entry: name, reason: `There are ${viewLimits.views} views at most.` }));
  return { added: [...added], renamed: [...renamed], same, bad: [...bad, ...over] };
}
