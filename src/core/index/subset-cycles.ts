import type { SubsetDefinition } from '../../shared/domain/index.ts';
import { foldSubsetName } from '../../shared/domain/index.ts';
import { valuesWritten } from '../../shared/search/written.ts';

export interface DefinedSubset {
  readonly id: string;
  readonly name: string;
  readonly definition: SubsetDefinition;
}

/** Names of subsets in a search text, folded. */
export function subsetsNamedIn(query: string): readonly string[] {
  return valuesWritten(query).flatMap(({ field, text }) => (field === 'subset' ? [foldSubsetName(text)] : []));
}

/** Ids of the subsets that a definition is made of, in its order; names that no subset has are passed over. */
export function usedBy(definition: SubsetDefinition, idOfName: (folded: string) => string | undefined): readonly string[] {
  const ofQuery = (query: string): readonly string[] => subsetsNamedIn(query).flatMap((name) => idOfName(name) ?? []);
  switch (definition.kind) {
    case 'query':
      return ofQuery(definition.query);
    case 'list':
      return [];
    case 'operation':
      return definition.of;
    case 'sample':
      return definition.from.kind === 'subset' ? [definition.from.id] : ofQuery(definition.from.query);
  }
}

/** Of each subset those that it is made of. */
export function usesOf(subsets: readonly DefinedSubset[]): ReadonlyMap<string, readonly string[]> {
  const idOfName = new Map(subsets.map(({ id, name }) => [foldSubsetName(name), id]));
  return new Map(subsets.map(({ id, definition }) => [id, [...new Set(usedBy(definition, (name) => idOfName.get(name)))]]));
}

/** Ids along a cycle, its first one again at the end; null where there is none. */
export function findCycle(uses: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>();
  const visit = (id: string, path: readonly string[]): readonly string[] | null => {
    const at = path.indexOf(id);
    if (at !== -1) return [...path.slice(at), id];
    if (done.has(id)) return null;
    for (const next of uses.get(id) ?? []) {
      const found = visit(next, [...path, id]);
      if (found) return found;
    }
    done.add(id);
    return null;
  };
  for (const id of uses.keys()) {
    const found = visit(id, []);
    if (found) return found;
  }
  return null;
}
