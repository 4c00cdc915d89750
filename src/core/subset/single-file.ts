import { rmSync } from 'node:fs';
import { explainFailure } from './failure.ts';
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
 * Has a file written beside the target and puts it in its place in one step; on failure or cancel nothing is left. Throws
 * `refused`, `not-found`, `no-space`, `unreadable`, `invalid-arguments` or `cancelled`.
 */
export function writeSingleFile(places: MirrorPlaces, { target: asked, overwrite }: SingleFile, write: (part: string) => Omit<WrittenFile, 'path'>): WrittenFile {
  try {
    const target = checkTarget(places, { target: asked, kind: 'file', overwrite });
    const part = partPathOf(target);
    try {
      const written = write(part);
      placeFiles(target, [[part, target]], overwrite);
      return { path: target, ...written };
    } finally {
      rmSync(part, { force: true });
    }
  } catch (error) {
    throw explainFailure(error, asked);
  }
}
