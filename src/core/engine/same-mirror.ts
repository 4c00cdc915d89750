import { statSync } from 'node:fs';
import { ExpectedError } from '../../shared/result.ts';
import type { LocatedMirror } from '../mirror/index.ts';

/** Remembers which folders and archives a mirror was found at; `check` throws `unreadable` where one is away or another one. */
export function watchPlaces(located: LocatedMirror): { check(): void } {
  const before = new Map([...located.folders.map(({ folder }) => folder), ...located.archives].map((path) => [path, identityOf(path)]));
  return {
    check: () => {
      for (const [path, identity] of before) {
        if (identity !== null && identityOf(path) === identity) continue;
        throw new ExpectedError('unreadable', `${path} went away while it was read.`, 'Connect its disk, then index again. The last good index stays in force.');
      }
    },
  };
}

function identityOf(path: string): string | null {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    return null;
  }
}
