import type { z } from 'zod';
import type { CallAnswer } from '../../shared/contract/index.ts';
import type { sharedSubsetSchema, subsetsFileSchema } from '../../shared/contract/subsets.ts';
import { writeListFile } from './list-file.ts';
import { writeSingleFile, type SingleFile } from './single-file.ts';
import type { MirrorPlaces } from './target.ts';

/** Writes subsets to a file beside the target, then puts it in its place in one step; on failure nothing is left. */
export function writeSubsetsFile(places: MirrorPlaces, args: SingleFile, subsets: Iterable<z.output<typeof sharedSubsetSchema>>): CallAnswer<'subsets.export'> {
  const head = { format: 'ptmx-subsets', version: 1 } satisfies Omit<z.output<typeof subsetsFileSchema>, 'subsets'>;
  return writeSingleFile(places, args, (part) => writeListFile(part, head, 'subsets', subsets));
}
