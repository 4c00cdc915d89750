import { addTo, difference, emptySet, fullSet, hasId, lastPackage, type PackageSet, prepare, remember } from '../query/index.ts';
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

/** Repositories of the selection that have commits, each once, and how many of its packages have one. */
export function repositoriesOf({ database, selected }: MeasureContext): { readonly repositories: readonly Repository[]; readonly withClone: number } {
  const sql = `SELECT p.id AS package, r.id, r.commits, r.signed_commits AS signed, r.first_commit AS first, r.last_commit AS last
    FROM package AS p JOIN repository AS r ON r.id = p.repository WHERE r.commits > 0 AND live()`;
  const rows = prepare<[], Repository & { package: number }>(database, sql).all().filter((row) => hasId(selected, row.package));
  return { repositories: [...new Map(rows.map((row) => [row.id, row])).values()], withClone: rows.length };
}

/** The packages of some repositories. */
export function packagesIn({ database }: MeasureContext, repositories: readonly Repository[]): PackageSet {
  const wanted = new Set(repositories.map(({ id }) => id));
  const set = emptySet(lastPackage(database));
  const sql = 'SELECT id, repository FROM package WHERE repository IS NOT NULL AND live()';
  for (const { id, repository } of prepare<[], { id: number; repository: number }>(database, sql).all()) if (wanted.has(repository)) addTo(set, id);
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
