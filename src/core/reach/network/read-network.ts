import type { ReachScope } from '../../../shared/contract/index.ts';
import { NumberStack } from '../../../shared/numbers.ts';
import { lineageRelations, termKinds, type ReadDatabase } from '../../index/index.ts';
import { eachNumbers, prepare, stopIfUnwanted } from '../../query/index.ts';
import { packageFacts, packagesInScope } from '../scope.ts';
import { termText } from '../term-text.ts';
import { type Network, type NetworkKind, networkKinds, type Ties, tieKinds } from './network.ts';

type ReadScope = Pick<ReachScope, 'hub' | 'query' | 'dependencies'>;
type ReadPart = Omit<Network, 'database' | 'key' | 'condensed' | 'odd'> & { readonly odd: Omit<Network['odd'], 'cycles'> };

/** Packages whose lineage is read at once: some milliseconds. */
const chunk = 8192;

/** Reads the ties of a scope; throws where the answer is not wanted any more. */
export function readNetwork(database: ReadDatabase, scope: ReadScope): ReadPart {
  const { has, count } = packagesInScope(database, scope);
  const packages = new Uint32Array(count);
  const nodeOf = new Int32Array(has.length).fill(-1);
  for (let id = 0, node = 0; id < has.length; id += 1) {
    if (has[id] !== 1) continue;
    packages[node] = id;
    nodeOf[id] = node;
    node += 1;
  }
  const builder = new NetworkBuilder(packages, nodeOf);
  const { relations, dataset, architecture, repository } = scope.dependencies;
  if (relations.length > 0) addLineage(database, builder, new Set(relations.map((relation) => lineageRelations.indexOf(relation))));
  if (dataset) addDatasets(database, builder);
  if (architecture) addArchitectures(database, builder);
  if (repository) addRepositories(database, builder);
  return builder.finish();
}

class NetworkBuilder {
  readonly odd = { self: 0, outside: 0, otherCase: 0 };
  readonly nodeOf: Int32Array;
  private readonly packages: Uint32Array;
  private readonly names: string[] = [];
  private readonly firsts: number[] = [];
  private readonly from = new NumberStack();
  private readonly to = new NumberStack();
  private readonly kinds = new NumberStack();

  constructor(packages: Uint32Array, nodeOf: Int32Array) {
    this.packages = packages;
    this.nodeOf = nodeOf;
  }

  idOf(node: number): number {
    return this.packages[node] as number;
  }

  /** A new node, of this kind or of one that stands before it no more. */
  addNode(kind: Exclude<NetworkKind, 'package'>, name: string): number {
    const place = networkKinds.indexOf(kind);
    while (this.firsts.length < place) this.firsts.push(this.packages.length + this.names.length);
    this.names.push(name);
    return this.packages.length + this.names.length - 1;
  }

  tie(base: number, dependant: number, kind: number): void {
    this.from.push(base);
    this.to.push(dependant);
    this.kinds.push(kind);
  }

  finish(): ReadPart {
    const size = this.packages.length + this.names.length;
    while (this.firsts.length < networkKinds.length) this.firsts.push(size);
    const [from, to, kinds] = [this.from.toArray(), this.to.toArray(), this.kinds.toArray()];
    return {
      packages: this.packages, nodeOf: this.nodeOf, size, names: this.names, firsts: [0, ...this.firsts],
      dependants: tiesBy(from, to, kinds, size), bases: tiesBy(to, from, kinds, size), odd: this.odd,
    };
  }
}

/** Both ends and kinds go to their places in one walk: at a million ties, each further one costs as much again. */
function tiesBy(keys: Uint32Array, ends: Uint32Array, kinds: Uint32Array, size: number): Ties {
  const offsets = new Uint32Array(size + 1);
  for (let tie = 0; tie < keys.length; tie += 1) offsets[(keys[tie] as number) + 1] = (offsets[(keys[tie] as number) + 1] as number) + 1;
  for (let node = 0; node < size; node += 1) offsets[node + 1] = (offsets[node + 1] as number) + (offsets[node] as number);
  const next = offsets.slice(0, size);
  const ties = { offsets, items: new Uint32Array(keys.length), kinds: new Uint8Array(keys.length) };
  for (let tie = 0; tie < keys.length; tie += 1) {
    const key = keys[tie] as number;
    const place = next[key] as number;
    next[key] = place + 1;
    ties.items[place] = ends[tie] as number;
    ties.kinds[place] = kinds[tie] as number;
  }
  return ties;
}

/** A tie to a base that is not here under the name that a package gives. */
interface Unresolved {
  readonly node: number;
  readonly base: number;
  readonly hub: number;
  readonly relation: number;
}

type StoredTie = readonly [id: number, base: number, relation: number, target: number | null];

function addLineage(database: ReadDatabase, builder: NetworkBuilder, relations: ReadonlySet<number>): void {
  const { nodeOf } = builder;
  const { hubs, last } = packageFacts(database);
  const unresolved: Unresolved[] = [];
  const add = (id: number, node: number, target: number, relation: number): void => {
    if (target === id) builder.odd.self += 1;
    else if (nodeOf[target] === -1) builder.odd.outside += 1;
    else builder.tie(nodeOf[target] as number, node, relation);
  };
  const rows = prepare<[number, number], StoredTie>(database, 'SELECT package, base, relation, target FROM lineage WHERE package BETWEEN ? AND ?').raw(true);
  for (let from = 1; from <= last; from += chunk) {
    stopIfUnwanted(database);
    for (const [id, base, relation, target] of rows.all(from, from + chunk - 1)) {
      const node = nodeOf[id] as number;
      if (node === -1 || !relations.has(relation)) continue;
      if (target === null) unresolved.push({ node, base, hub: hubs[id] as number, relation });
      else add(id, node, target, relation);
    }
  }
  const { texts, ids } = otherCases(database, unresolved);
  const missing = new Map<number, number>();
  for (const { node, base, hub, relation } of unresolved) {
    const text = texts.get(base) ?? '';
    const other = ids.get(`${hub} ${lower(text)}`);
    if (typeof other === 'number') {
      builder.odd.otherCase += 1;
      add(builder.idOf(node), node, other, relation);
      continue;
    }
    const known = missing.get(base) ?? builder.addNode('missing', text);
    missing.set(base, known);
    builder.tie(known, node, relation);
  }
}

/**
 * Names of bases that are not here, and the packages that they name in another case of letters: hubs take such a name for
 * the same, so that it is linked where one package alone can be meant; null where several can.
 */
function otherCases(database: ReadDatabase, unresolved: readonly Unresolved[]): { readonly texts: ReadonlyMap<number, string>; readonly ids: ReadonlyMap<string, number | null> } {
  const ids = new Map<string, number | null>();
  if (unresolved.length === 0) return { texts: new Map(), ids };
  const bases = [...new Set(unresolved.map(({ base }) => base))];
  const texts = new Map(prepare<[string], readonly [number, string]>(database, 'SELECT id, text FROM term WHERE id IN (SELECT value FROM json_each(?)) AND live()').raw(true).all(JSON.stringify(bases)));
  const candidates = prepare<[string], { id: number; hub: number; name: string }>(
    database, 'SELECT id, hub, name FROM package WHERE (id & 1023 OR live()) AND ordinal = 0 AND lower(name) IN (SELECT value FROM json_each(?))',
  ).all(JSON.stringify([...new Set([...texts.values()].map(lower))]));
  for (const { id, hub, name } of candidates) {
    const key = `${hub} ${lower(name)}`;
    ids.set(key, ids.has(key) ? null : id);
  }
  return { texts, ids };
}

/** Of ASCII letters alone, as SQLite's own function: names on hubs have no others. */
function lower(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function addDatasets(database: ReadDatabase, builder: NetworkBuilder): void {
  const rows = prepare<[], readonly [number, number, string]>(
    database,
    `SELECT pt.package, pt.term, term.text FROM term CROSS JOIN package_term AS pt ON pt.term = term.id WHERE term.kind = ${termKinds.dataset} AND (pt.package & 1023 OR live())`,
  ).raw(true);
  const nodes = new Map<number, number>();
  for (const [id, term, text] of rows.iterate()) {
    const node = builder.nodeOf[id] as number;
    if (node === -1) continue;
    const dataset = nodes.get(term) ?? builder.addNode('dataset', text);
    nodes.set(term, dataset);
    builder.tie(dataset, node, tieKinds.indexOf('dataset'));
  }
}

function addArchitectures(database: ReadDatabase, builder: NetworkBuilder): void {
  const nodes = new Map<number, number>();
  const members: [number, number][] = [];
  eachNumbers(database, 'architecture', (numbers, first) => {
    for (let at = 0; at < numbers.length; at += 1) if ((numbers[at] as number) > 0) members.push([first + at, numbers[at] as number]);
  });
  for (const [id, term] of members) {
    const node = builder.nodeOf[id] as number;
    if (node === -1) continue;
    const architecture = nodes.get(term) ?? builder.addNode('architecture', termText(database, term));
    nodes.set(term, architecture);
    builder.tie(architecture, node, tieKinds.indexOf('architecture'));
  }
}

/** One repository is a node where several packages of the scope lie in it. */
function addRepositories(database: ReadDatabase, builder: NetworkBuilder): void {
  const { repositories, last } = packageFacts(database);
  const counts = new Map<number, number>();
  for (let id = 1; id <= last; id += 1) {
    const repository = repositories[id] as number;
    if (repository !== 0 && builder.nodeOf[id] !== -1) counts.set(repository, (counts.get(repository) ?? 0) + 1);
  }
  const nodes = new Map<number, number>();
  const paths = prepare<[number], string>(database, 'SELECT path FROM repository WHERE id = ? LIMIT 1').pluck();
  for (let id = 1; id <= last; id += 1) {
    const node = builder.nodeOf[id] as number;
    const repository = repositories[id] as number;
    if (node === -1 || (counts.get(repository) ?? 0) < 2) continue;
    const shared = nodes.get(repository) ?? builder.addNode('repository', paths.get(repository) ?? '');
    nodes.set(repository, shared);
    builder.tie(shared, node, tieKinds.indexOf('repository'));
    builder.tie(node, shared, tieKinds.indexOf('repository'));
  }
}
