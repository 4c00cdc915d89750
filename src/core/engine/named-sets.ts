import type { ReadDatabase, UserDatabase } from '../index/index.ts';
import { setNamedSets } from '../query/index.ts';

/** Says, before an index is asked, what the fields of the search language that ask for sets stand for in it. */
export function bindNamedSets(_userDatabase: UserDatabase, _mirror: string, database: ReadDatabase): void {
  setNamedSets(database, 'subset', { revision: '', packages: () => null, unknown: (name) => `There is no subset named “${name}”.` });
}
