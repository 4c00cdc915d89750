import type { SubsetDefinition } from '../../shared/domain/index.ts';
import type { PackageList } from './package-list.ts';
import { foldSubsetName } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { maximumLength, printValue, valuesWritten } from '../../shared/search/index.ts';

/** A definition as it is kept: the packages of a list are read when they are asked for. */
export type StoredDefinition = Exclude<SubsetDefinition, { readonly kind: 'list' }> | { readonly kind: 'list'; readonly list: PackageList };

export interface DefinedSubset {
  readonly id: string;
  readonly name: string;
  /** Names that it had, the latest last; where no other subset is called so, they go on to mean it. */
  readonly formerNames?: readonly string[];
  readonly definition: StoredDefinition;
}

/** Which subset a folded name means. */
export function idsByName(subsets: readonly Omit<DefinedSubset, 'definition'>[]): ReadonlyMap<string, string> {
  const former = subsets.flatMap(({ id, formerNames = [] }) => formerNames.map((name) => [foldSubsetName(name), id] as const));
  return new Map([...former, ...subsets.map(({ id, name }) => [foldSubsetName(name), id] as const)]);
}

/** Names of subsets in a search text, folded. */
export function subsetsNamedIn(query: string): readonly string[] {
  return valuesWritten(query).flatMap(({ field, text }) => (field === 'subset' ? [foldSubsetName(text)] : []));
}

/** A definition whose searches go on to mean the same subsets under other names: by folded name, what each is called now. */
export function withNames(definition: StoredDefinition, nameNow: ReadonlyMap<string, string>): StoredDefinition {
  if (definition.kind === 'query') return { ...definition, query: withNamesIn(definition.query, nameNow) };
  if (definition.kind === 'sample' && definition.from.kind === 'query') return { ...definition, from: { kind: 'query', query: withNamesIn(definition.from.query, nameNow) } };
  return definition;
}

/** Throws `refused` where the search would be longer than searches are. */
export function withNamesIn(query: string, nameNow: ReadonlyMap<string, string>): string {
  const found = valuesWritten(query).filter(({ field, text }) => field === 'subset' && nameNow.has(foldSubsetName(text)));
  // From the last one on, so that places before it stay right.
  const named = found.reduceRight((text, value) => text.slice(0, value.from) + printValue(nameNow.get(foldSubsetName(value.text)) ?? '') + text.slice(value.to), query);
  if (named.length > maximumLength) throw new ExpectedError('refused', `A search that asks for it would be longer than ${maximumLength.toLocaleString('en')} characters.`, 'Choose a shorter name.');
  return named;
}

/** Ids of the subsets that a definition is made of, in its order; names that no subset has are passed over. */
export function usedBy(definition: StoredDefinition, idOfName: (folded: string) => string | undefined): readonly string[] {
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
  const idOfName = idsByName(subsets);
  return new Map(subsets.map(({ id, definition }) => [id, [...new Set(usedBy(definition, (name) => idOfName.get(name)))]]));
}

/** Throws `refused` where a subset is made of itself, or of one that is not there. */
export function refuseBadUses(subsets: readonly DefinedSubset[]): void {
  const uses = usesOf(subsets);
  const nameOf = (id: string): string => `“${subsets.find((subset) => subset.id === id)?.name ?? ''}”`;
  const cycle = findCycle(uses);
  if (cycle) throw new ExpectedError('refused', `A subset cannot be made of itself: ${cycle.map(nameOf).join(' is made of ')}.`);
  for (const [id, used] of uses) {
    if (used.some((other) => !uses.has(other))) throw new ExpectedError('refused', `${nameOf(id)} is made of a subset that is not there.`, 'It was removed. Choose others, or put it back with undo.');
  }
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
