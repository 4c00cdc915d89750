import type { ReachKind, ReachNode } from '../../../../shared/contract/index.ts';

type Side = 'repositories' | 'maintainers';

/** What the kinds of reach call those who reach and what is reached. */
export const reachWords = {
  direct: { who: 'maintainer', whos: 'maintainers', what: 'repository', whats: 'repositories' },
  owner: { who: 'owner', whos: 'owners', what: 'package', whats: 'packages' },
  transitive: { who: 'maintainer', whos: 'maintainers', what: 'package', whats: 'packages' },
} as const satisfies Record<ReachKind, Record<'who' | 'whos' | 'what' | 'whats', string>>;

export function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

export function kindName(kind: ReachKind, node: Pick<ReachNode, 'kind' | 'focus'>): string {
  if (node.focus) return 'Chosen';
  switch (node.kind) {
    case 'maintainer':
      return capitalised(reachWords[kind].who);
    case 'repository':
      return 'Repository';
    case 'package':
      return 'Package';
    case 'more':
      return 'Not drawn';
  }
}

/** Which side of the rest a node "… more" stands for. */
export function sideOf(node: Pick<ReachNode, 'id'>): Side {
  return node.id === 'more:maintainers' || node.id === 'more:owners' ? 'maintainers' : 'repositories';
}

/** "12 repositories": how many are hidden on one side. */
export function sideWords(kind: ReachKind, side: Side): { readonly one: string; readonly many: string } {
  const words = reachWords[kind];
  return side === 'maintainers' ? { one: words.who, many: words.whos } : { one: words.what, many: words.whats };
}
