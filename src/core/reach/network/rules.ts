import type { Picture } from '../../../shared/contract/index.ts';
import { hubById } from '../../../shared/domain/index.ts';
import { dependenciesInWords } from '../rules.ts';
import { oddNotes } from './notes.ts';
import type { Scope, World } from './world.ts';

const reachSource = "USENIX Security'19 (npm \"Small World\"), PR, ITP, ITM and MR";

const sources: Readonly<Record<Picture['view'], string>> = {
  ego: "SCORED'22 §7.2 for repositories committed to; the hubs' metadata for accounts and ties",
  together: "Commit histories (SCORED'22 §7.2) and the hubs' metadata",
  tree: reachSource,
  lineage: "Base models by the hubs' metadata and model cards",
  paths: "Commit histories and the hubs' metadata",
  'what-if': reachSource,
};

const rules: Readonly<Record<Picture['view'], string>> = {
  ego: 'What a node is tied to directly; for a maintainer the repositories committed to and the others who committed there, for an account its packages with their bases, what was made from them, and the accounts of these.',
  together: 'Maintainers are tied where they committed to the same repository, accounts where a package of one depends on a package of the other; a line is as strong as the number of these.',
  tree: 'What depends on the node directly or transitively, by the number of steps; the packages of a holder stand one step away, of a maintainer those of the repositories committed to.',
  lineage: 'Base models of the package over any number of steps, and what was made from it. A conflict of licences is told by their names alone and is no legal advice.',
  paths: 'All shortest ways between two nodes along any ties, whatever their direction: dependencies, accounts, repositories and commits.',
  'what-if': '',
};

export const whatIfRules = {
  'taken-over': 'Reached is every package that depends, directly or over any number of steps, on a package that is taken over; those taken over are not counted among them.',
  lost: 'Left without a base is every package that had a base of some kind (base models, datasets, architectures) of which all are lost or themselves left without one; lost packages are not counted among them.',
} as const;

/** The rule, filters and oddities of a picture, in words that stand under it. */
export function rulesOf(world: World, picture: Picture): { readonly rule: string; readonly source: string; readonly notes: readonly string[] } {
  const rule = picture.view === 'what-if' ? whatIfRules[picture.event] : rules[picture.view];
  return { rule: `${rule} ${scopeText(world.scope)}`, source: sources[picture.view], notes: oddNotes(world.network()) };
}

export const transitiveSource = reachSource;

/** What is in scope, and which ties count. */
export function scopeText({ hub, query, dependencies, key, role, holder }: Scope): string {
  const packages = `${hub === null ? 'all hubs' : hubById(hub).title}${query.trim() === '' ? '' : `, search ${query.trim()}`}`;
  const people = { author: 'authors', committer: 'committers', either: 'authors and committers' }[role];
  const who = { email: 'e-mail', name: 'name', both: 'name and e-mail' }[key];
  return `Scope: ${packages}. A package depends on ${dependenciesInWords({ dependencies })}. Packages are held by ${holder === 'owner' ? 'the owning account' : 'whoever committed to their repository'}; maintainers are ${people} of commits reachable from HEAD, told apart by ${who}.`;
}
