import type { ReachScope } from '../../shared/contract/index.ts';
import { hubs } from '../../shared/domain/index.ts';
import type { TableScope } from './table.ts';

interface Described {
  readonly rule: string;
  readonly source: string;
}

/** What a reach counts, in words that stand beside every figure of it. */
export function describeReach(scope: Pick<TableScope, 'kind' | 'hub' | 'query' | 'key' | 'role' | 'holder' | 'dependencies' | 'accounts'>): Described {
  const { rule, source } = describeKind(scope);
  return { rule: [rule, ...narrowed(scope)].join(' '), source };
}

function describeKind(scope: Parameters<typeof describeReach>[0]): Described {
  switch (scope.kind) {
    case 'direct':
      return {
        rule:
          `Repositories with at least one commit by the maintainer, each counted once. A maintainer is ${roles[scope.role]} of a commit reachable from HEAD; ` +
          `${keys[scope.key]}. Denominator: repositories of this scope with a readable commit.`,
        source: "SCORED'22 §7.2, Fig. 5",
      };
    case 'owner':
      return {
        rule:
          'Packages that belong to the account on its hub, whose name is compared with its case. Denominator: all packages of this scope; those without an owning account count as held together ' +
          'by their hub itself, which is no row of this list.',
        source: "Packages per owning account, from the hub's metadata; needs no clones (not a measure of SCORED'22)",
      };
    case 'transitive': {
      const held = scope.holder === 'owner' ? 'packages that an account owns' : `packages of repositories of which the maintainer is ${roles[scope.role]} of a commit reachable from HEAD (${keys[scope.key]})`;
      return {
        rule:
          `Packages of this scope that depend, directly or through others, on a package of the maintainer: the union of the package reaches PR. Held are ${held}. ` +
          `A package depends on ${dependenciesInWords(scope)}. It is never counted for itself, but for its holder where it depends on another package held. Denominator: all packages of this scope.`,
        source: "Maintainer reach MR, USENIX Security'19; the ties between packages are this program's choice",
      };
    }
  }
}

const roles = { author: 'an author', committer: 'a committer', either: 'an author or committer' } as const satisfies Record<ReachScope['role'], string>;

const keys = {
  email: 'the same e-mail, in any case, is the same maintainer, and so is whoever is merged by aliases',
  name: 'the same name, in any case, is the same maintainer, and so is whoever is merged by aliases',
  both: 'the same name with the same e-mail, in any case, is the same maintainer, and so is whoever is merged by aliases',
} as const satisfies Record<ReachScope['key'], string>;

/** "its base models (finetune, adapter) and its datasets". */
export function dependenciesInWords({ dependencies: { relations, dataset, architecture, repository } }: Pick<ReachScope, 'dependencies'>): string {
  const base = relations.length === 0 ? [] : [`its base models (${relations.map((relation) => (relation === 'base' ? 'relation not stated' : relation)).join(', ')})`];
  const others = [...(dataset ? ['the datasets that it names'] : []), ...(architecture ? ['its architecture'] : []), ...(repository ? ['the packages of its repository'] : [])];
  return [...base, ...others].join(' and ') || 'nothing';
}

/** What narrows a scope, in sentences. */
export function narrowed({ hub, query, accounts }: Pick<TableScope, 'hub' | 'query' | 'accounts'>): readonly string[] {
  const title = hubs.find(({ id }) => id === hub)?.title;
  return [
    ...(title === undefined ? [] : [`Scope: ${title}.`]),
    ...(query.trim() === '' ? [] : [`Scope: packages found by “${query.trim()}”.`]),
    ...(accounts === 'people' ? ['Without bots and platform accounts.'] : accounts === 'automated' ? ['Bots and platform accounts only.'] : []),
  ];
}
