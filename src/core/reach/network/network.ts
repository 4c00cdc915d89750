import { lineageRelations } from '../../../shared/domain/index.ts';
import type { Lists } from '../../../shared/number-lists.ts';
import type { ReadDatabase } from '../../index/index.ts';
import type { Condensed } from './condense.ts';

/** What a tie is: a relation of a base model, or what else a package depends on. Ties hold positions in this list. */
export const tieKinds = [...lineageRelations, 'dataset', 'architecture', 'repository'] as const;

/** Kinds of nodes, in the order in which a network numbers them. */
export const networkKinds = ['package', 'missing', 'dataset', 'architecture', 'repository'] as const;

export type NetworkKind = (typeof networkKinds)[number];

/** The other end of each tie of each node, and what the tie is. */
export interface Ties extends Lists {
  readonly kinds: Uint8Array;
}

/** What was met while ties were read, and is told beside every figure. */
export interface Oddities {
  /** Packages that name themselves as a base. */
  readonly self: number;
  /** Ties to packages of this mirror that the scope leaves out. */
  readonly outside: number;
  /** Base models found under another case of letters. */
  readonly otherCase: number;
  /** Cycles: packages that depend on one another. */
  readonly cycles: number;
}

/**
 * Who depends on what in a scope. Packages come first, by ascending id; a base model that the mirror lacks, a dataset, an
 * architecture and a repository are nodes too. A repository and its packages depend on one another.
 */
export interface Network {
  readonly database: ReadDatabase;
  /** Under which it, and what is worked out from it, is held. */
  readonly key: string;
  /** Id of each package. */
  readonly packages: Uint32Array;
  /** Node of each id; -1 out of scope. */
  readonly nodeOf: Int32Array;
  readonly size: number;
  /** First node of each kind, in the order of `networkKinds`, and the size. */
  readonly firsts: readonly number[];
  /** Names of the nodes after the packages. */
  readonly names: readonly string[];
  readonly dependants: Ties;
  readonly bases: Ties;
  readonly condensed: Condensed;
  readonly odd: Oddities;
}

export function kindOfNode({ firsts }: Network, node: number): NetworkKind {
  for (let kind = networkKinds.length - 1; kind > 0; kind -= 1) if (node >= (firsts[kind] as number)) return networkKinds[kind] as NetworkKind;
  return 'package';
}

/** Name of a node that is no package. */
export function nameOfNode({ packages, names }: Network, node: number): string {
  return names[node - packages.length] ?? '';
}

/** Nodes that are neither packages nor repositories. */
export function namedNodes({ packages, firsts }: Pick<Network, 'packages' | 'firsts'>): readonly number[] {
  const from = packages.length;
  const to = firsts[networkKinds.indexOf('repository')] as number;
  return Array.from({ length: to - from }, (_, at) => from + at);
}
