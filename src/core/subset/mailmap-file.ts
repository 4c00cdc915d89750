import { PartFile } from './part-file.ts';
import { type SingleFile, writeSingleFile, type WrittenFile } from './single-file.ts';
import type { MirrorPlaces } from './target.ts';

/** Writes the lines of a mailmap to a file beside the target, then puts it in its place in one step; on failure nothing is left. */
export function writeMailmapFile(places: MirrorPlaces, args: SingleFile, lines: readonly string[]): WrittenFile {
  return writeSingleFile(places, args, (part) => {
    const file = new PartFile(part);
    try {
      file.write(['# Who is the same person in the commits of pre-trained models; a mailmap, as git reads it.', ...lines, ''].join('\n'));
      return { count: lines.length, bytes: file.finish().bytes };
    } finally {
      file.close();
    }
  });
}
