import type { z } from 'zod';
import type { CallAnswer, ViewContent } from '../../shared/contract/index.ts';
import type { viewsFileSchema } from '../../shared/contract/views.ts';
import { writeListFile } from './list-file.ts';
import { writeSingleFile, type SingleFile } from './single-file.ts';
import type { MirrorPlaces } from './target.ts';

/** Writes saved views to a file beside the target, then puts it in its place in one step; on failure nothing is left. */
export function writeViewsFile(places: MirrorPlaces, args: SingleFile, views: Iterable<ViewContent>): CallAnswer<'views.export'> {
  const head = { format: 'ptmx-views', version: 1 } satisfies Omit<z.output<typeof viewsFileSchema>, 'views'>;
  return writeSingleFile(places, args, (part) => writeListFile(part, head, 'views', views));
}
