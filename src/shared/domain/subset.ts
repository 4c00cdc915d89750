import { freeName } from './view.ts';
import { foldTag, tidyTag } from './annotation.ts';
import type { PackageKey } from './package.ts';

/** What a user may keep as subsets. Lengths in UTF-16 units, as forms count them. */
export const subsetLimits = {
  name: 100, note: 100_000, tag: 100, tags: 50, seed: 100, operands: 50,
  /** Subsets of one mirror. */
  subsets: 1000,
  /**
   * Packages of a list, and those of which a version keeps by name what it held; of more it keeps their number and a hash. 1,200,000 of a file of
   * 2,000,000 lines took 10 s of CPU and 290 MB to make, 11 MB to keep, and 2.5 s to look up, once in every thread that asks for it; all of it grows in proportion.
   */
  listed: 5_000_000,
  /** Packages that a call, or a file of subsets, names one by one; longer lists are packed, and never sent to the page. */
  named: 200_000,
  /** Packages of a list that an answer shows. */
  shown: 100,
  sample: 10_000_000,
} as const;

/** Fields of which a package has one value at most, which a sample can be stratified by; named as in the search language. */
export const sampleFields = ['hub', 'owner', 'task', 'arch', 'license', 'library'] as const;
export type SampleField = (typeof sampleFields)[number];

/** Numbers that packages can be ranked by. */
export const sampleNumbers = ['downloads', 'likes', 'stars', 'files', 'size', 'params', 'claims', 'created', 'modified'] as const;
export type SampleNumber = (typeof sampleNumbers)[number];

export const setOperations = ['union', 'intersection', 'difference'] as const;
export type SetOperation = (typeof setOperations)[number];

export type SampleSource = { readonly kind: 'query'; readonly query: string } | { readonly kind: 'subset'; readonly id: string };

export type SampleRule =
  | { readonly kind: 'uniform'; readonly count: number }
  /** `proportional`: as many of each group as it has packages. `equal`: the same number of each. `count` in all. */
  | { readonly kind: 'stratified'; readonly by: SampleField; readonly allocation: 'proportional' | 'equal'; readonly count: number }
  /** The `count` packages with the largest number, of each group where `by` gives some. */
  | { readonly kind: 'top'; readonly by: SampleField | null; readonly number: SampleNumber; readonly count: number };

export type SubsetDefinition =
  | { readonly kind: 'query'; readonly query: string }
  | { readonly kind: 'list'; readonly packages: readonly PackageKey[] }
  /** `difference`: what the first has and none of the others. */
  | { readonly kind: 'operation'; readonly operation: SetOperation; readonly of: readonly string[] }
  | { readonly kind: 'sample'; readonly from: SampleSource; readonly rule: SampleRule; readonly seed: string };

/** As a file tells it. `blocks`: base64 of raw-deflated text, some thousand lines each; a line is the JSON of hub, name and ordinal. */
export type SharedDefinition = SubsetDefinition | { readonly kind: 'packed-list'; readonly total: number; readonly sha256: string; readonly blocks: readonly string[] };

/** A change of a list's members, by which a page need not send them all. */
export interface MembersChange {
  readonly kind: 'members';
  readonly add: readonly PackageKey[];
  readonly remove: readonly PackageKey[];
  /** All that have some words in their name, or that the mirror does not have, or both. */
  readonly removeFound?: readonly FoundMembers[] | undefined;
}

export interface FoundMembers {
  readonly find: string;
  readonly gone: boolean;
}

/** As it is shown: a list by its length and its first packages. */
export type ShownDefinition = Exclude<SubsetDefinition, { readonly kind: 'list' }> | { readonly kind: 'list'; readonly total: number; readonly packages: readonly PackageKey[] };

/** Names of subsets are tidied as those of views are, and compared as the search language compares values. */
export const tidySubsetName = tidyTag;
export const foldSubsetName = foldTag;

/** The name with the first number behind it that is not taken. */
export function freeSubsetName(name: string, isTaken: (folded: string) => boolean): string {
  return freeName(name, subsetLimits.name, isTaken);
}

const fieldWords: Readonly<Record<SampleField, string>> = { hub: 'hub', owner: 'owner', task: 'task', arch: 'architecture', license: 'licence', library: 'library' };
const numberWords: Readonly<Record<SampleNumber, string>> = {
  downloads: 'downloads', likes: 'likes', stars: 'stars', files: 'files', size: 'bytes', params: 'parameters', claims: 'claims', created: 'recent publishing', modified: 'recent change',
};

export function sampleFieldWord(field: SampleField): string {
  return fieldWords[field];
}

export function sampleNumberWord(number: SampleNumber): string {
  return numberWords[number];
}

/** A definition in a sentence; `nameOf` names other subsets by their ids. */
export function describeSubset(definition: ShownDefinition, nameOf: (id: string) => string | null): string {
  const named = (id: string): string => `“${nameOf(id) ?? 'a subset that is gone'}”`;
  switch (definition.kind) {
    case 'query':
      return definition.query.trim() === '' ? 'All packages' : `Packages of the search ${definition.query.trim()}`;
    case 'list':
      return definition.total === 1 ? 'One package, named' : `${definition.total.toLocaleString('en')} packages, listed one by one`;
    case 'operation':
      return describeOperation(definition.operation, definition.of.map(named));
    case 'sample': {
      const { from, rule, seed } = definition;
      const source = from.kind === 'subset' ? named(from.id) : from.query.trim() === '' ? 'all packages' : `the search ${from.query.trim()}`;
      return `${describeRule(rule, source)}, seed ${seed}`;
    }
  }
}

function describeOperation(operation: SetOperation, names: readonly string[]): string {
  const [first = '', ...others] = names;
  if (operation === 'union') return `What ${names.join(' or ')} holds`;
  if (operation === 'intersection') return `What ${names.join(' and ')} ${names.length === 2 ? 'both' : 'all'} hold`;
  return `What ${first} holds and ${others.join(' and ')} ${others.length === 1 ? 'does' : 'do'} not`;
}

function describeRule(rule: SampleRule, source: string): string {
  const count = rule.count === 1 ? 'One package' : `${rule.count.toLocaleString('en')} packages`;
  switch (rule.kind) {
    case 'uniform':
      return `${count} drawn at random from ${source}`;
    case 'stratified':
      return `${count} of ${source}, drawn at random from each ${fieldWords[rule.by]}, ${rule.allocation === 'proportional' ? 'in proportion to its size' : 'as many of each'}`;
    case 'top':
      return `The ${rule.count === 1 ? 'package' : count} with the most ${numberWords[rule.number]}${rule.by === null ? '' : ` of each ${fieldWords[rule.by]}`} of ${source}, equal ones drawn at random`;
  }
}
