import { foldSubsetName } from '../../shared/domain/index.ts';
import { assertNever, ExpectedError } from '../../shared/result.ts';
import { type DefinedSubset, findCycle, idsByName, type PackageList, type ReadDatabase, type StoredDefinition, usesOf } from '../index/index.ts';
import { difference, hold, intersection, type NamedSets, type PackageSet, packagesOf, readSearch, setNamedSets, union } from '../query/index.ts';
import { type PlacedList, placeList } from './package-lines.ts';
import { drawSample, type Sample } from './sample.ts';

export interface SubsetSets {
  /** Throws `not-found` for a subset that is not among them. */
  packages(id: string): PackageSet;
  /** What a definition holds that is not kept, or not kept yet. */
  packagesOf(definition: StoredDefinition): PackageSet;
  /** The same, and what it is drawn from. */
  sampleOf(definition: StoredDefinition & { readonly kind: 'sample' }): Sample & { readonly from: PackageSet };
}

/**
 * Says what `subset:` stands for in an open index. `revision` differs whenever one of the subsets may. Throws `refused` where one is made of
 * itself, or of one that is not there: the store lets none in, but a manifest may come from anywhere.
 */
export function bindSubsets(database: ReadDatabase, subsets: readonly DefinedSubset[], revision: string): SubsetSets {
  const byId = new Map(subsets.map((subset) => [subset.id, subset]));
  const idOfName = idsByName(subsets);
  const uses = usesOf(subsets);
  if (findCycle(uses)) throw new ExpectedError('refused', 'A subset is made of itself.');
  const operand = (id: string): PackageSet => {
    if (!byId.has(id)) throw new ExpectedError('not-found', 'It is made of a subset that is not there any more.', 'Choose others.');
    return sets.packages(id);
  };
  const sets: SubsetSets = {
    packages(id) {
      const subset = byId.get(id);
      if (!subset) throw new ExpectedError('not-found', 'This subset is not there any more.');
      // The colon makes it one of what is forgotten when a subset changes.
      return hold(database, `subset: ${id}`, (set) => set.byteLength, () => sets.packagesOf(subset.definition));
    },
    packagesOf(definition) {
      switch (definition.kind) {
        case 'query':
          return packagesOf(database, readSearch(definition.query).tree);
        case 'list':
          return placed(database, definition.list).set;
        case 'operation':
          return definition.of.map(operand).reduce((left, right) => operations[definition.operation](left, right));
        case 'sample':
          return sets.sampleOf(definition).packages;
        default:
          return assertNever(definition);
      }
    },
    sampleOf({ from: source, rule, seed }) {
      const from = source.kind === 'subset' ? operand(source.id) : sets.packagesOf(source);
      return { ...drawSample(database, from, rule, seed), from };
    },
  };
  const named: NamedSets = {
    revision,
    names: subsets.map(({ name }) => name),
    renamed: (name) => {
      const now = byId.get(idOfName.get(name) ?? '')?.name;
      return now === undefined || foldSubsetName(now) === name ? null : now;
    },
    packages(name) {
      const id = idOfName.get(foldSubsetName(name));
      return id === undefined ? null : sets.packages(id);
    },
    unknown: (name) => `There is no subset named “${name}”.`,
  };
  setNamedSets(database, 'subset', named);
  return sets;
}

/** Where a list's packages are in an open index. Held by what the list names, so that no change of other subsets makes it be looked up anew. */
export function placed(database: ReadDatabase, list: PackageList): PlacedList {
  return hold(database, `list ${list.sha256}`, ({ set, here }) => set.byteLength + here.byteLength, () => placeList(database, list));
}

const operations = { union, intersection, difference } as const;
