import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { type MembersChange, type PackageKey, type SubsetDefinition, subsetLimits } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { fold, hasWords, typedWords } from '../../shared/search/index.ts';
import { blocksOf, blockText, linesFrom, linesOf, linesPerBlock, listOfKeys, ListPacker, mergeLines, type PackageList, packageOfLine, type ReadDatabase, type StoredDefinition } from '../index/index.ts';
import { packageFinder, placed, storedDefinition } from '../named-subsets/index.ts';
import { addTo, difference, emptySet, hasId, hold, idsOf, intersection, lastPackage, type PackageSet, setOfIds, sizeOf, stopIfUnwanted, union } from '../query/index.ts';
import type { WorkerContext } from './worker-context.ts';

/** The definition that a change makes of the one in force; `id` may be null for a whole definition. */
export function changedDefinition(context: WorkerContext, mirror: string, id: string | null, change: SubsetDefinition | MembersChange): StoredDefinition {
  if (change.kind !== 'members') return storedDefinition(change);
  return { kind: 'list', list: withMembers(listOf(context, mirror, id), listOfKeys(change.add), listOfKeys(change.remove)) };
}

/** A list without some of its packages and with others; one that is to be added and taken away is in it. */
export function withMembers(list: PackageList, add: PackageList, remove: PackageList): PackageList {
  const packer = new ListPacker();
  for (const [line] of mergeLines(without(list, remove), linesOf(add))) {
    if (packer.total === subsetLimits.listed) throw new ExpectedError('refused', `A list has ${subsetLimits.listed.toLocaleString('en')} packages at most, and this would have more.`, 'Add fewer, or make two lists and their union.');
    packer.add(line);
  }
  if (packer.total === 0) throw new ExpectedError('refused', 'A list names one package at least.', 'Keep one, or remove the subset.');
  return packer.finish();
}

function* without(list: PackageList, remove: PackageList): Generator<string> {
  for (const [line, side] of mergeLines(linesOf(list), linesOf(remove))) if (side === -1) yield line;
}

/** What a change of members would make of a list, without making it: how many it would name, and those that the mirror has. */
export function previewMembers(context: WorkerContext, database: ReadDatabase, mirror: string, id: string | null, change: MembersChange): { readonly total: number; readonly set: PackageSet } {
  const list = listOf(context, mirror, id);
  const [add, remove] = [listOfKeys(change.add), listOfKeys(change.remove)];
  const find = packageFinder(database);
  const setOf = (keys: readonly PackageKey[]): PackageSet => setOfIds(keys.map(find).filter((number) => number > 0), lastPackage(database));
  const set = union(difference(placed(database, list).set, setOf(change.remove)), setOf(change.add));
  const common = (other: PackageList): number => (other.total === 0 ? 0 : count(mergeLines(linesOf(list), linesOf(other))));
  return { total: list.total - common(withoutThose(remove, add)) + add.total - common(add), set };
}

function withoutThose(list: PackageList, others: PackageList): PackageList {
  const packer = new ListPacker();
  for (const line of without(list, others)) packer.add(line);
  return packer.finish();
}

function count(merged: ReturnType<typeof mergeLines>): number {
  let both = 0;
  for (const [, side] of merged) if (side === 0) both += 1;
  return both;
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
  const words = typedWords(find);
  const wanted = words.length === 0 && !gone ? null : positionsOf(database, list, words, gone ? here : null);
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

/** Positions of the packages with some words in their name, and not among those that are here. */
function positionsOf(database: ReadDatabase, list: PackageList, words: readonly string[], here: PackageSet | null): PackageSet {
  const named = hold(database, `list ${list.sha256} with ${JSON.stringify(words)}`, (set) => set.byteLength, () => positionsWith(database, list, words));
  return here === null ? named : difference(named, intersection(named, here));
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
