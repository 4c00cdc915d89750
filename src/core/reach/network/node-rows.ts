import type { GraphNode } from '../../../shared/contract/index.ts';
import { isAutomated } from '../../../shared/domain/index.ts';
import { itemsOf } from '../../../shared/number-lists.ts';
import { cloneStates, hubOfNumber, type ReadDatabase } from '../../index/index.ts';
import { packageKeyOf, prepare } from '../../query/index.ts';
import { sumEntries } from '../touches.ts';
import { idOf, type NodeRef } from './node-ref.ts';
import type { World } from './world.ts';

/** What a picture says of a node beside what it is. */
export interface Standing {
  readonly focus: boolean;
  readonly distance: number | null;
}

type Facts = GraphNode['facts'];

const noFacts: Facts = { owner: null, task: null, license: null, downloads: null, bytes: null, reach: null, dependants: null, signed: 'unknown', first: null, last: null };

/** A node as the contract has it. */
export function nodeRow(world: World, ref: NodeRef, standing: Standing = { focus: false, distance: null }): GraphNode {
  switch (ref.kind) {
    case 'package':
      return packageRow(world, ref, standing);
    case 'repository':
      return repositoryRow(world, ref, standing);
    case 'owner':
      return ownerRow(world, ref, standing);
    case 'maintainer':
      return maintainerRow(world, ref, standing);
    default: {
      const node = world.networkNode(ref);
      const dependants = node === -1 ? 0 : (world.reach().dependants[node] ?? 0);
      return { ...plain(world, ref, ref.name, standing), weight: dependants, facts: { ...noFacts, dependants } };
    }
  }
}

function plain(world: World, ref: NodeRef, label: string, { focus, distance }: Standing): GraphNode {
  return { id: idOf(world, ref), kind: ref.kind, label, hub: null, weight: 1, focus, automated: false, package: null, distance, facts: noFacts };
}

function packageRow(world: World, ref: Extract<NodeRef, { kind: 'package' }>, standing: Standing): GraphNode {
  const stored = world.package(ref.id);
  const dependants = world.reach().dependants[world.networkNode(ref)] ?? 0;
  const term = (id: number | null): string | null => (id === null ? null : world.term(id));
  const { signed, first, last } = repositoryFacts(world.database, stored.repository ?? 0);
  return {
    ...plain(world, ref, stored.name, standing), hub: hubOfNumber(stored.hub), weight: dependants, package: packageKeyOf(stored),
    facts: { ...noFacts, owner: term(stored.owner), task: term(stored.task), license: term(stored.license), downloads: stored.downloads, bytes: stored.bytes, dependants, signed, first, last },
  };
}

interface StoredRepository {
  readonly hub: number;
  readonly path: string;
}

function repositoryRow(world: World, ref: Extract<NodeRef, { kind: 'repository' }>, standing: Standing): GraphNode {
  const stored = prepare<[number], StoredRepository>(world.database, 'SELECT hub, path FROM repository WHERE id = ?').get(ref.id);
  const packages = world.packagesOfRepository(ref.id);
  const [only] = packages.length === 1 ? packages : [];
  const single = only === undefined ? null : packageRow(world, { kind: 'package', id: only }, standing);
  const node = world.networkNode(ref);
  return {
    ...plain(world, ref, stored?.path.split('/').slice(3).join('/') || (stored?.path ?? ''), standing),
    hub: hubOfNumber(stored?.hub ?? 0), weight: packages.length, package: single?.package ?? null,
    facts: {
      ...noFacts, ...single?.facts, ...sums(world, packages), ...repositoryFacts(world.database, ref.id),
      dependants: node === -1 ? (single?.facts.dependants ?? null) : (world.reach().dependants[node] ?? null),
    },
  };
}

function ownerRow(world: World, ref: Extract<NodeRef, { kind: 'owner' }>, standing: Standing): GraphNode {
  const packages = world.packagesOfOwner(ref);
  const times = packages.map((id) => repositoryFacts(world.database, world.facts().repositories[id] ?? 0));
  return {
    ...plain(world, ref, ref.name, standing), hub: ref.hub, weight: packages.length, automated: isAutomated(ref.name, ''),
    facts: { ...noFacts, owner: ref.name, ...sums(world, packages), reach: packages.length, dependants: holderReach(world, 'owner', `${ref.hub}/${ref.name}`), ...span(times) },
  };
}

function maintainerRow(world: World, ref: Extract<NodeRef, { kind: 'maintainer' }>, standing: Standing): GraphNode {
  const touches = world.touches();
  const entries = world.touchesOf(ref.identity);
  const packages = new Set(entries.flatMap((entry) => [...world.packagesOfRepository(touches.repositories[entry] ?? 0)]));
  const { commits, signed } = sumEntries(touches, entries);
  const times = entries.map((entry) => ({ first: known(touches.first[entry]), last: known(touches.last[entry]) }));
  const identity = touches.people.keys[ref.identity] ?? '';
  return {
    ...plain(world, ref, touches.names[ref.identity] ?? identity, standing), weight: entries.length, automated: touches.people.automated[ref.identity] === 1,
    facts: { ...noFacts, ...sums(world, packages), reach: entries.length, dependants: holderReach(world, 'committed', identity, ref.identity), signed: signedOf(commits, signed), ...span(times) },
  };
}

/** MR, where the scope counts for holders of that kind. */
function holderReach(world: World, holder: 'owner' | 'committed', identity: string, number = -1): number | null {
  if (world.scope.holder !== holder) return null;
  return number === -1 ? world.accountReach(identity) : (world.reach().reach[number] ?? 0);
}

/** Sums over packages; unknown where none of them says. */
function sums(world: World, packages: Iterable<number>): Pick<Facts, 'downloads' | 'bytes'> {
  const facts = world.facts();
  let [downloads, bytes]: (number | null)[] = [null, null];
  for (const id of packages) {
    const [one, other] = [facts.downloads[id] as number, facts.bytes[id] as number];
    if (!Number.isNaN(one)) downloads = (downloads ?? 0) + one;
    if (!Number.isNaN(other)) bytes = (bytes ?? 0) + other;
  }
  return { downloads: downloads ?? null, bytes: bytes ?? null };
}

function span(times: readonly Pick<Facts, 'first' | 'last'>[]): Pick<Facts, 'first' | 'last'> {
  const firsts = times.flatMap(({ first }) => (first === null ? [] : [first]));
  const lasts = times.flatMap(({ last }) => (last === null ? [] : [last]));
  return { first: firsts.reduce<number | null>((least, time) => Math.min(least ?? time, time), null), last: lasts.reduce<number | null>((most, time) => Math.max(most ?? time, time), null) };
}

/** Commits without a date stand at 0. */
function known(time: number | undefined): number | null {
  return time === undefined || time === 0 ? null : time;
}

function signedOf(commits: number, signed: number): Facts['signed'] {
  if (commits === 0) return 'unknown';
  return signed === 0 ? 'none' : signed >= commits ? 'all' : 'some';
}

interface StoredCommits {
  readonly commits: number;
  readonly signed_commits: number;
  readonly first_commit: number | null;
  readonly last_commit: number | null;
}

/** When a repository's commits were made, and how many of them are signed. */
export function repositoryFacts(database: ReadDatabase, id: number): Pick<Facts, 'signed' | 'first' | 'last'> {
  const sql = `SELECT commits, signed_commits, first_commit, last_commit FROM repository WHERE id = ? AND state <> ${cloneStates.indexOf('archived')}`;
  const stored = id === 0 ? undefined : prepare<[number], StoredCommits>(database, sql).get(id);
  if (!stored) return { signed: 'unknown', first: null, last: null };
  return { signed: signedOf(stored.commits, stored.signed_commits), first: stored.first_commit, last: stored.last_commit };
}

/** How much a node matters, to choose what is drawn first: who depends on it, then its downloads. */
export function importanceOf(world: World): (node: number) => readonly [number, number] {
  const { dependants, network } = world.reach();
  const { downloads } = world.facts();
  return (node) => [dependants[node] as number, node < network.packages.length ? downloads[network.packages[node] as number] || 0 : 0];
}

/** Nodes of the network, those that matter most first. */
export function byImportance(world: World, nodes: Iterable<number>): readonly number[] {
  const importance = importanceOf(world);
  const weighed = Array.from(new Set(nodes), (node) => ({ node, weight: importance(node) }));
  return weighed.sort((left, right) => right.weight[0] - left.weight[0] || right.weight[1] - left.weight[1] || left.node - right.node).map(({ node }) => node);
}

/** Packages of an iterable of ids as nodes of the network. */
export function nodesOfIds(world: World, ids: Iterable<number>): readonly number[] {
  const { nodeOf } = world.network();
  return Array.from(ids, (id) => nodeOf[id] as number);
}

/** The other ends of a node's ties, each once, those that matter most first. */
export function endsOf(world: World, node: number, side: 'bases' | 'dependants'): readonly number[] {
  return node === -1 ? [] : byImportance(world, itemsOf(world.network()[side], node));
}
