import { annotationLimits, foldTag, noteDivider, tidyTag } from '../../shared/domain/index.ts';

interface Content {
  readonly note: string;
  readonly tags: readonly string[];
  /** Milliseconds since 1970; null where nothing is written. */
  readonly changedAt: number | null;
}

/** What became of one package's annotations that others wrote. */
export interface MergeOutcome {
  /** `kept`: both notes together would be too long, so that the own one stays alone. */
  readonly note: 'same' | 'added' | 'joined' | 'kept';
  readonly tagsAdded: number;
  /** Tags above the limit of a package. */
  readonly tagsLeftOut: number;
}

/**
 * Takes in what others wrote and takes nothing away. Tags are united; where both have one, the own spelling stays. A note
 * goes where there is none; one that holds the other stands for both; else the other one is put below the own. So the same
 * file taken in twice changes nothing the second time. `merged` is null where nothing changes.
 */
export function mergeAnnotation(own: Content, other: Content & { readonly changedAt: number }): { readonly merged: (Content & { readonly changedAt: number }) | null; readonly outcome: MergeOutcome } {
  const { note, what } = mergeNotes(own.note, other.note);
  const tags = [...own.tags];
  const there = new Set(tags.map(foldTag));
  let tagsLeftOut = 0;
  for (const tag of other.tags.map(tidyTag)) {
    const folded = foldTag(tag);
    if (tag === '' || there.has(folded)) continue;
    there.add(folded);
    if (tags.length < annotationLimits.tagsPerPackage) tags.push(tag);
    else tagsLeftOut += 1;
  }
  const outcome: MergeOutcome = { note: what, tagsAdded: tags.length - own.tags.length, tagsLeftOut };
  const changed = note !== own.note || outcome.tagsAdded > 0;
  return { merged: changed ? { note, tags, changedAt: Math.max(own.changedAt ?? 0, other.changedAt) } : null, outcome };
}

function mergeNotes(own: string, other: string): { readonly note: string; readonly what: MergeOutcome['note'] } {
  if (own.includes(other)) return { note: own, what: 'same' };
  if (own === '') return { note: other, what: 'added' };
  if (other.includes(own)) return { note: other, what: 'joined' };
  const note = `${own}${noteDivider}${other}`;
  return note.length > annotationLimits.note ? { note: own, what: 'kept' } : { note, what: 'joined' };
}
