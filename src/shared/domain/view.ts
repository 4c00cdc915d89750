import { foldTag, tidyTag } from './annotation.ts';

/** What a user may save as views. Lengths in UTF-16 units, as forms count them. */
export const viewLimits = { name: 100, views: 500 } as const;

/** Names of views are tidied and compared as tags are: without regard to case, accents and space. */
export const tidyViewName = tidyTag;
export const foldViewName = foldTag;

/** The name with the first number behind it, from 2 on, that is not taken; cut where it would be too long. */
export function freeViewName(name: string, isTaken: (folded: string) => boolean): string {
  return freeName(name, viewLimits.name, isTaken);
}

/** The same for any name that is compared as tags are. */
export function freeName(name: string, longest: number, isTaken: (folded: string) => boolean): string {
  if (!isTaken(foldTag(name))) return name;
  for (let number = 2; ; number += 1) {
    const suffix = ` ${number}`;
    const candidate = `${name.slice(0, longest - suffix.length).trimEnd()}${suffix}`;
    if (!isTaken(foldTag(candidate))) return candidate;
  }
}
