import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { type FoundMembers, type MembersChange, type PackageKey, type SubsetDefinition, subsetLimits } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { fold, hasWords, typedWords } from '../../shared/search/index.ts';
import { blocksOf, blockText, linesFrom, linesOf, linesPerBlock, listOfKeys, ListPacker, mergeLines, type PackageList, packageOfLine, type ReadDatabase, type StoredDefinition } from '../index/index.ts';
import { lineFinder, placed, storedDefinition } from '../named-subsets/index.ts';
import { addTo, difference, emptySet, hasId, hold, idsOf, type PackageSet, removeFrom, sizeOf, stopIfUnwanted, union } from '../query/index.ts';
import type { WorkerContext } from './worker-context.ts';

/** The definition that a change makes of the one in force; `id` may be null for a whole definition. */
export function changedDefinition(context: WorkerContext, mirror: string, id: string | null, change: SubsetDefinition | MembersChange): StoredDefinition {
  if (change.kind !== 'members') return storedDefinition(change);
  const list = listOf(context, mirror, id);
  const removed = removedFrom(() => context.read(mirror).database, list, change);
  return { kind: 'list', list: packMembers(mergeLines(without(list, removed), linesOf(listOfKeys(change.add)))) };
}

/** A list with the packages of another one, or without them. */
export function withMembers(list: PackageList, change: 'add' | 'remove', others: PackageList): PackageList {
  return packMembers(change === 'add' ? mergeLines(linesOf(list), linesOf(others)) : notIn(list, others));
}

function* notIn(list: PackageList, others: PackageList): Merged {
  for (const merged of mergeLines(linesOf(list), linesOf(others))) if (merged[1] === -1) yield merged;
}

type Merged = ReturnType<typeof mergeLines>;

function packMembers(merged: Merged): PackageList {
  const packer = new ListPacker();
  for (const [line] of merged) {
    if (packer.total === subsetLimits.listed) throw new ExpectedError('refused', `A list has ${subsetLimits.listed.toLocaleString('en')} packages at most, and this would have more.`, 'Add fewer, or make two lists and their union.');
    packer.add(line);
  }
  if (packer.total === 0) throw new ExpectedError('refused', 'A list names one package at least.', 'Keep one, or remove the subset.');
  return packer.finish();
}

/** Positions of what a change takes away. The index is opened only where it is asked. */
function removedFrom(openIndex: () => ReadDatabase, list: PackageList, { remove, removeFound = [] }: MembersChange): PackageSet {
  const removed = emptySet(list.total);
  if (remove.length > 0) {
    let position = 0;
    for (const [, side] of mergeLines(linesOf(list), linesOf(listOfKeys(remove)))) {
      if (side === 0) addTo(removed, position);
      if (side < 1) position += 1;
    }
  }
  return removeFound.reduce((sum, found) => union(sum, foundMembers(openIndex(), list, found)), removed);
}

function* without(list: PackageList, removed: PackageSet): Generator<string> {
  let position = 0;
  for (const line of linesOf(list)) {
    if (!hasId(removed, position)) yield line;
    position += 1;
  }
}

/** What a change of members would make of a list, without making it: how many it would name, and those that the mirror has. */
export function previewMembers(context: WorkerContext, database: ReadDatabase, mirror: string, id: string | null, change: MembersChange): { readonly total: number; readonly set: PackageSet } {
  const list = listOf(context, mirror, id);
  const removed = removedFrom(() => database, list, change);
  const [find, set] = [lineFinder(database), placed(database, list).set.slice()];
  let total = list.total - sizeOf(removed);
  if (total < list.total) {
    let position = 0;
    for (const line of linesOf(list)) {
      if (hasId(removed, position)) removeFrom(set, find(line));
      position += 1;
    }
  }
  if (change.add.length > 0) {
    for (const [line, side] of mergeLines(without(list, removed), linesOf(listOfKeys(change.add)))) {
      if (side < 1) continue;
      total += 1;
      const added = find(line);
      if (added > 0) addTo(set, added);
    }
  }
  return { total, set };
}

function listOf(context: WorkerContext, mirror: string, id: string | null): PackageList {
  if (id === null) throw new ExpectedError('invalid-arguments', 'Members are those of a list that is there.');
  const { name, current: { definition } } = context.userDatabase.subsets.get(mirror, id);
  if (definition.kind !== 'list') throw new ExpectedError('refused', `“${name}” is not a list.`, 'Only a list has packages to add or take away; freezing makes it one.');
  return definition.list;
}

export function subsetMembers(context: WorkerContext, { mirror, id, find, gone, offset, limit }: CallArguments<'subsets.members'>): CallAnswer<'subsets.members'> {
  const { database } = context.read(mirror);
  const list = listOf(context, mirror, id);
  const { here } = placed(database, list);
  const wanted = typedWords(find).length === 0 && !gone ? null : foundMembers(database, list, { find, gone });
  const positions = wanted === null ? Array.from({ length: Math.max(0, Math.min(limit, list.total - offset)) }, (_, at) => offset + at) : [...idsOf(wanted).subarray(offset, offset + limit)];
  return { total: list.total, found: wanted === null ? list.total : sizeOf(wanted), packages: keysAt(list, positions, here) };
}

function keysAt(list: PackageList, positions: readonly number[], here: PackageSet): CallAnswer<'subsets.members'>['packages'] {
  let [block, lines]: [number, readonly string[]] = [-1, []];
  return positions.flatMap((position) => {
    const of = Math.floor(position / linesPerBlock);
    if (of !== block) [block, lines] = [of, blockText(list, of).split('\n')];
    const key = packageOfLine(lines[position % linesPerBlock] ?? '');
    return key === null ? [] : [{ ...key, isGone: !hasId(here, position) }];
  });
}

/** Positions of the packages with some words in their name, and of those alone that the mirror does not have. */
function foundMembers(database: ReadDatabase, list: PackageList, { find, gone }: FoundMembers): PackageSet {
  const words = typedWords(find);
  const named = hold(database, `list ${list.sha256} with ${JSON.stringify(words)}`, (set) => set.byteLength, () => positionsWith(database, list, words));
  return gone ? difference(named, placed(database, list).here) : named;
}

function positionsWith(database: ReadDatabase, list: PackageList, words: readonly string[]): PackageSet {
  const set = emptySet(list.total);
  // As the lines have them: what JSON escapes is looked for in the name alone.
  const plain = words.filter((word) => !/["\\]/.test(word));
  for (let block = 0; block < blocksOf(list); block += 1) {
    stopIfUnwanted(database);
    const text = blockText(list, block);
    const folded = fold(text);
    if (!plain.every((word) => folded.includes(word))) continue;
    const foldedLines = folded.split('\n');
    for (const [at, line] of text.split('\n').entries()) {
      if (!plain.every((word) => foldedLines[at]?.includes(word))) continue;
      if (hasWords([packageOfLine(line)?.name ?? ''], words)) addTo(set, block * linesPerBlock + at);
    }
  }
  return set;
}

/** The first packages of a list. */
export function firstOf(list: PackageList, packages: number): PackageKey[] {
  return linesFrom(list, 0, packages).flatMap((line) => packageOfLine(line) ?? []);
}
