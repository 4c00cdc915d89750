import { definedSubsets, type ReadDatabase, type UserDatabase } from '../index/index.ts';
import { bindSubsets, type SubsetSets } from '../named-subsets/index.ts';

interface Bound {
  readonly mirror: string;
  readonly revision: string;
  readonly sets: SubsetSets;
}

const bound = new WeakMap<ReadDatabase, Bound>();

/** Says, before an index is asked, what the fields of the search language that ask for sets stand for in it; read anew only when they changed. */
export function bindNamedSets(userDatabase: UserDatabase, mirror: string, database: ReadDatabase): SubsetSets {
  const store = userDatabase.subsets;
  const revision = store.revision();
  const known = bound.get(database);
  if (known?.mirror === mirror && known.revision === revision) return known.sets;
  const subsets = definedSubsets(store.list(mirror));
  const sets = bindSubsets(database, subsets, revision);
  bound.set(database, { mirror, revision, sets });
  return sets;
}
