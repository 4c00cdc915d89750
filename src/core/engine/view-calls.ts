import type { z } from 'zod';
import type { CallAnswer, CallArguments, ViewContent } from '../../shared/contract/index.ts';
import { viewContentSchema, viewsFileSchema } from '../../shared/contract/views.ts';
import { viewLimits } from '../../shared/domain/index.ts';
import { writeListFile } from '../subset/index.ts';
import { issueOf, readJsonFile } from './read-json-file.ts';
import type { WorkerContext } from './worker-context.ts';
import { chosenToWrite, placesOfAll } from './write-user-file.ts';

export function exportViews(context: WorkerContext, { ids, ...place }: CallArguments<'views.export'>): CallAnswer<'views.export'> {
  const chosen = chosenToWrite('A view', context.userDatabase.views.list(), ids);
  const head = { format: 'ptmx-views', version: 1 } satisfies Omit<z.output<typeof viewsFileSchema>, 'views'>;
  return writeListFile(placesOfAll(context), place, head, 'views', chosen.map(({ name, query, columns }) => ({ name, query, columns })));
}

/** Throws `not-found`, `unreadable`, or `refused` for a file of another form; nothing is taken in then. */
export function importViews(context: WorkerContext, { path }: CallArguments<'views.import'>): CallAnswer<'views.import'> {
  const good: ViewContent[] = [];
  const bad: { entry: string; reason: string }[] = [];
  readJsonFile(path, 'a file of views', viewsFileSchema).views.forEach((entry, at) => {
    const checked = viewContentSchema.safeParse(entry);
    if (checked.success) good.push(checked.data);
    else bad.push({ entry: labelOf(entry, at), reason: issueOf(checked.error) });
  });
  const { added, renamed, same, leftOut } = context.userDatabase.views.addAll(good);
  bad.push(...leftOut.map((name) => ({ entry: name, reason: `There are ${viewLimits.views} views at most.` })));
  return { added: [...added], renamed: [...renamed], same, bad };
}

/** How people find the entry in the file: its name, else its number. */
function labelOf(entry: unknown, at: number): string {
  const name = typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string' ? entry.name.trim() : '';
  return name === '' ? `Entry ${at + 1}` : name.slice(0, viewLimits.name);
}
