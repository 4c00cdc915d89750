import type { DefinedSubset, ReadDatabase } from '../index/index.ts';
import { namedSetsOf, setNamedSets } from '../query/index.ts';
import { revisionOf } from './contents.ts';
import { bindSubsets } from './resolve.ts';

/** Runs something while `subset:` stands for the subsets of a manifest, and not for the user's. */
export function withSubsets<Value>(database: ReadDatabase, subsets: readonly DefinedSubset[], run: () => Value): Value {
  const before = namedSetsOf(database, 'subset');
  try {
    bindSubsets(database, subsets, revisionOf(subsets.map((subset) => (subset.definition.kind === 'list' ? { ...subset, definition: subset.definition.list.sha256 } : subset))));
    return run();
  } finally {
    if (before) setNamedSets(database, 'subset', before);
  }
}
