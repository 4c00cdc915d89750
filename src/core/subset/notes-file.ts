import type { z } from 'zod';
import type { CallAnswer } from '../../shared/contract/index.ts';
import type { notesFileSchema } from '../../shared/contract/notes.ts';
import { PartFile } from './part-file.ts';
import { writeSingleFile } from './single-file.ts';
import type { MirrorPlaces } from './target.ts';

type NotesFile = z.output<typeof notesFileSchema>;

/**
 * Writes notes and tags to a file beside the target, then puts it in its place in one step; on failure nothing is left.
 * One package a line, so that two files compare line by line.
 */
export function writeNotesFile(places: MirrorPlaces, args: { readonly target: string; readonly overwrite: boolean }, packages: Iterable<NotesFile['packages'][number]>): CallAnswer<'notes.export'> {
  return writeSingleFile(places, args, (part) => writePackages(part, places.mirror.title, packages));
}

function writePackages(part: string, mirror: string, packages: Iterable<NotesFile['packages'][number]>): { readonly count: number; readonly bytes: number } {
  const { format, version }: Pick<NotesFile, 'format' | 'version'> = { format: 'ptmx-notes', version: 1 };
  const file = new PartFile(part);
  try {
    file.write(`{\n"format": ${JSON.stringify(format)},\n"version": ${version},\n"mirror": ${JSON.stringify(mirror)},\n"packages": [`);
    let count = 0;
    for (const annotated of packages) {
      file.write(`${count === 0 ? '' : ','}\n${JSON.stringify(annotated)}`);
      count += 1;
    }
    file.write('\n]\n}\n');
    return { count, bytes: file.finish().bytes };
  } finally {
    file.close();
  }
}
