import { PartFile } from './part-file.ts';
import { writeSingleFile, type SingleFile, type WrittenFile } from './single-file.ts';
import type { MirrorPlaces } from './target.ts';

/** Writes a text to a file beside the target, then puts it in its place in one step; on failure nothing is left. */
export function writeTextFile(places: MirrorPlaces, args: SingleFile, text: string): WrittenFile {
  return writeSingleFile(places, args, (part) => {
    const file = new PartFile(part);
    try {
      file.write(text);
      return { count: 1, bytes: file.finish().bytes };
    } finally {
      file.close();
    }
  });
}
