import type { z } from 'zod';
import type { CallAnswer } from '../../shared/contract/index.ts';
import type { notesFileSchema } from '../../shared/contract/notes.ts';
import { writeListFile } from './list-file.ts';
import { writeSingleFile, type SingleFile } from './single-file.ts';
import type { MirrorPlaces } from './target.ts';

type NotesFile = z.output<typeof notesFileSchema>;

/** Writes notes and tags to a file beside the target, then puts it in its place in one step; on failure nothing is left. */
export function writeNotesFile(places: MirrorPlaces, args: SingleFile, packages: Iterable<NotesFile['packages'][number]>): CallAnswer<'notes.export'> {
  const head = { format: 'ptmx-notes', version: 1, mirror: places.mirror.title } satisfies Omit<NotesFile, 'packages'>;
  return writeSingleFile(places, args, (part) => writeListFile(part, head, 'packages', packages));
}
