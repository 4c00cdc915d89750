import type { TagCount } from '../../../../shared/contract/index.ts';
import { foldTag } from '../../../../shared/domain/index.ts';

const most = 8;

/** Tags in use that hold what is typed and are not on the package yet: those that begin with it first, most used before others. */
export function suggestTags(inUse: readonly TagCount[], typed: string, onPackage: readonly string[]): readonly TagCount[] {
  const wanted = foldTag(typed);
  const there = new Set(onPackage.map(foldTag));
  const fitting = inUse.map((tag) => ({ tag, folded: foldTag(tag.tag) })).filter(({ folded }) => folded.includes(wanted) && !there.has(folded));
  const begins = fitting.filter(({ folded }) => folded.startsWith(wanted));
  return [...begins, ...fitting.filter((tag) => !begins.includes(tag))].slice(0, most).map(({ tag }) => tag);
}
