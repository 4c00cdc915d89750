import type { z } from 'zod';
import type { dashboardsFileSchema } from '../../shared/contract/dashboards.ts';
import type { CallAnswer, DashboardContent } from '../../shared/contract/index.ts';
import { writeListFile } from './list-file.ts';
import { writeSingleFile, type SingleFile } from './single-file.ts';
import type { MirrorPlaces } from './target.ts';

/** Writes dashboards to a file beside the target, then puts it in its place in one step; on failure nothing is left. */
export function writeDashboardsFile(places: MirrorPlaces, args: SingleFile, dashboards: Iterable<DashboardContent>): CallAnswer<'dashboards.export'> {
  const head = { format: 'ptmx-dashboards', version: 1 } satisfies Omit<z.output<typeof dashboardsFileSchema>, 'dashboards'>;
  return writeSingleFile(places, args, (part) => writeListFile(part, head, 'dashboards', dashboards));
}
