import { rmSync } from 'node:fs';
import { explainFailure } from './failure.ts';
import { PartFile } from './part-file.ts';
import { checkTarget, partPathOf, placeFiles, type MirrorPlaces } from './target.ts';

export interface SingleFile {
  readonly target: string;
  readonly overwrite: boolean;
}

export interface WrittenFile {
  readonly path: string;
  readonly count: number;
  readonly bytes: number;
}

/**
 * Writes a file beside the target and puts it in its place in one step; on failure or cancel nothing is left. `write` answers how many entries
 * it wrote. Throws `refused`, `not-found`, `no-space`, `unreadable`, `invalid-arguments` or `cancelled`.
 */
export function writeSingleFile(places: MirrorPlaces, { target: asked, overwrite }: SingleFile, write: (file: PartFile) => number): WrittenFile {
  try {
    const target = checkTarget(places, { target: asked, kind: 'file', overwrite });
    const part = partPathOf(target);
    const file = new PartFile(part);
    try {
      const count = write(file);
      const { bytes } = file.finish();
      placeFiles(target, [[part, target]], overwrite);
      return { path: target, count, bytes };
    } finally {
      file.close();
      rmSync(part, { force: true });
    }
  } catch (error) {
    throw explainFailure(error, asked);
  }
}

/** A JSON object whose last field is a list, one entry a line, so that two files compare line by line. */
export function writeListFile(places: MirrorPlaces, place: SingleFile, head: Readonly<Record<string, string | number>>, list: string, entries: Iterable<object>): WrittenFile {
  return writeSingleFile(places, place, (file) => {
    const fields = Object.entries(head).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)},\n`);
    file.write(`{\n${fields.join('')}${JSON.stringify(list)}: [`);
    let count = 0;
    for (const entry of entries) {
      file.write(`${count === 0 ? '' : ','}\n${JSON.stringify(entry)}`);
      count += 1;
    }
    file.write('\n]\n}\n');
    return count;
  });
}
