import type { ReachKind } from '../../../../shared/contract/index.ts';

/** What the kinds of reach call those who reach and what is reached. */
export const reachWords = {
  direct: { who: 'maintainer', whos: 'maintainers', what: 'repository', whats: 'repositories' },
  owner: { who: 'owner', whos: 'owners', what: 'package', whats: 'packages' },
  transitive: { who: 'maintainer', whos: 'maintainers', what: 'package', whats: 'packages' },
} as const satisfies Record<ReachKind, Record<'who' | 'whos' | 'what' | 'whats', string>>;

export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
