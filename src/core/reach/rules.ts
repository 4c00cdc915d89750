import type { ReachKind } from '../../shared/contract/index.ts';

/** What a reach counts, in words that stand beside every figure of it. */
export const reachRules = {
  direct: {
    rule:
      'Repositories with at least one commit by the maintainer, each counted once. A maintainer is an author of a commit reachable from HEAD; ' +
      'the same e-mail, in any case, is the same maintainer. Denominator: repositories of this scope with a readable commit.',
    source: "SCORED'22 §7.2, Fig. 5",
  },
  owner: {
    rule:
      'Packages that belong to the account on its hub. Denominator: all packages of this scope; those without an owning account count as held together by their hub itself, ' +
      'which is no row of this list.',
    source: "Packages per owning account, from the hub's metadata; needs no clones (not a measure of SCORED'22)",
  },
} as const satisfies Record<ReachKind, { readonly rule: string; readonly source: string }>;
