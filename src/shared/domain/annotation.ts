import { fold } from '../search/fold.ts';

/** What a user may write about a package. Lengths in UTF-16 units, as forms count them. */
export const annotationLimits = { note: 100_000, tag: 100, tagsPerPackage: 100 } as const;

/** Stands between an own note and one from elsewhere where both are kept. */
export const noteDivider = '\n\n---\n\n';

/** A tag as it is shown: as written, without space around it and with single spaces in it. */
export function tidyTag(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}

/** The form in which tags are compared; never empty for a tag that is not. */
export function foldTag(text: string): string {
  const tidy = tidyTag(text);
  return fold(tidy).trim() || tidy;
}
