import { hubs, type HubId } from '../../shared/domain/index.ts';

/** What a term's number in `term.kind` means. Numbers are part of the schema: append, never reorder. */
export const termKinds = {
  owner: 0,
  task: 1,
  architecture: 2,
  license: 3,
  library: 4,
  tag: 5,
  dataset: 6,
  language: 7,
  format: 8,
  /** `arxiv:…`, `doi:…` or an address. */
  paper: 9,
  /** A base model's name as the package writes it. */
  base: 10,
  metric: 11,
} as const;

export type TermKind = keyof typeof termKinds;
export type TermKindNumber = (typeof termKinds)[TermKind];

/** Their order is part of the schema too. */
export { cloneStates, lineageRelations } from '../../shared/domain/index.ts';

export const lineageSources = ['baseModels', 'card', 'tag', 'finetuned_from', 'readme'] as const;
export const claimSources = ['model-index', 'hub', 'eval-results'] as const;
export const signatureKinds = ['none', 'pgp', 'ssh', 'x509', 'unknown'] as const;
export const severities = ['error', 'warning', 'note'] as const;
/** How the commit that a record names stands to the clone's HEAD. */
export const recordCommits = ['not-stated', 'equal', 'ancestor', 'absent', 'unknown'] as const;

/** Where a problem is met: a refresh takes over those of what it does not read again. */
export const problemStages = ['records', 'clones', 'whole', 'listing'] as const;
/** What the blocks of `text_block` hold. */
export const textBlockKinds = { name: 0, owner: 1, tag: 2 } as const;

export type TextBlockKind = keyof typeof textBlockKinds;
export type ProblemStage = (typeof problemStages)[number];
export type RecordCommit = (typeof recordCommits)[number];

export function hubNumber(hub: HubId): number {
  return hubs.findIndex((candidate) => candidate.id === hub);
}

export function hubOfNumber(number: number): HubId {
  const hub = hubs[number];
  if (!hub) throw new Error(`No hub has the number ${number}`);
  return hub.id;
}

/** The name behind a stored number; a number outside the list is a bug or a damaged index. */
export function nameOf<Name extends string>(names: readonly Name[], number: number): Name {
  const name = names[number];
  if (name === undefined) throw new Error(`No name has the number ${number} in ${names.join(', ')}`);
  return name;
}
