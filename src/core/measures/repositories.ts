import { addTo, difference, emptySet, fullSet, hasId, hold, lastPackage, type PackageSet, prepare, remember } from '../query/index.ts';
import { readPeople } from '../reach/index.ts';
import type { MeasureContext } from './types.ts';

/** A repository with commits. Times are seconds since 1970. */
export interface Repository {
  readonly id: number;
  readonly commits: number;
  readonly signed: number;
  readonly first: number;
  readonly last: number;
}

interface Clones {
  readonly repositories: readonly Repository[];
  /** Packages with one of them. */
  readonly packages: readonly { readonly id: number; readonly repository: Repository }[];
}

/** All repositories with commits of an index. */
function clonesOf({ database }: MeasureContext): Clones {
  return hold(database, 'repositories with commits', ({ repositories, packages }) => 100 * (repositories.length + packages.length), () => {
    const repositories = prepare<[], Repository>(database, 'SELECT id, commits, signed_commits AS signed, first_commit AS first, last_commit AS last FROM repository WHERE commits > 0 AND live()').all();
    const byId = new Map(repositories.map((repository) => [repository.id, repository]));
    const named = prepare<[], { id: number; repository: number }>(database, 'SELECT id, repository FROM package WHERE repository IS NOT NULL AND live()').all();
    const packages = named.flatMap(({ id, repository }) => {
      const found = byId.get(repository);
      return found === undefined ? [] : [{ id, repository: found }];
    });
    return { repositories, packages };
  });
}

/**
 * Repositories with commits of the selection's packages, each once, and how many of its packages have one. Of the whole mirror all count, those too
 * that no record names.
 */
export function repositoriesOf(context: MeasureContext): { readonly repositories: readonly Repository[]; readonly withClone: number } {
  const { repositories, packages } = clonesOf(context);
  const selected = packages.filter(({ id }) => hasId(context.selected, id));
  const found = context.query.trim() === '' ? repositories : [...new Set(selected.map(({ repository }) => repository))];
  return { repositories: found, withClone: selected.length };
}

/** The packages of some repositories. */
export function packagesIn(context: MeasureContext, repositories: Iterable<Pick<Repository, 'id'>>): PackageSet {
  const wanted = new Set(Array.from(repositories, ({ id }) => id));
  const set = emptySet(lastPackage(context.database));
  for (const { id, repository } of clonesOf(context).packages) if (wanted.has(repository.id)) addTo(set, id);
  return set;
}

/** How many people made the commits of each repository: authors by e-mail, aliases joined, automated accounts aside. */
export function maintainersOf(context: MeasureContext): ReadonlyMap<number, number> {
  const { identityOf, automated } = readPeople(context, 'email');
  const found = new Map<number, Set<number>>();
  const rows = prepare<[], { repository: number; person: number }>(context.database, 'SELECT repository, person FROM contribution WHERE live()').all();
  for (const { repository, person } of rows) {
    const identity = identityOf[person] ?? 0;
    const people = found.get(repository) ?? new Set();
    found.set(repository, people);
    if (automated[identity] !== 1) people.add(identity);
  }
  return new Map([...found].map(([repository, people]) => [repository, people.size]));
}

/** Packages whose repository has at least so many commits that HEAD reaches. */
export function packagesWithCommits({ database }: MeasureContext, least: number): PackageSet {
  return remember(database, `packages with ${least} commits`, () => {
    const set = emptySet(lastPackage(database));
    const sql = 'SELECT p.id FROM package AS p JOIN repository AS r ON r.id = p.repository WHERE r.commits >= ? AND live()';
    for (const id of prepare<[number], number>(database, sql).pluck().all(least)) addTo(set, id);
    return set;
  });
}

/** All packages of the mirror but these. */
export function complement({ database }: MeasureContext, set: PackageSet): PackageSet {
  return difference(fullSet(lastPackage(database)), set);
}
