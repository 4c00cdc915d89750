import type { ReachScope } from '../../../shared/contract/index.ts';
import { lineageRelations, termKinds, type ReadDatabase } from '../../index/index.ts';
import { eachNumbers, hold, numbersIn, prepare, stopIfUnwanted } from '../../query/index.ts';
import { packageFacts, packagesInScope } from '../scope.ts';
import { listsBy, NumberStack } from './arrays.ts';
import { type Network, type NetworkKind, networkKinds, type Ties, tieKinds } from './network.ts';
import { termText } from './term-text.ts';

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

function tiesBy(keys: Uint32Array, ends: Uint32Array, kinds: Uint32Array, size: number): Ties {
  const order = listsBy(keys, new Uint32Array(keys.length).map((_, tie) => tie), size);
  return { offsets: order.offsets, items: order.items.map((tie) => ends[tie] as number), kinds: Uint8Array.from(order.items, (tie) => kinds[tie] as number) };
}

function addLineage(database: ReadDatabase, builder: NetworkBuilder, relations: ReadonlySet<number>): void {
  const { nodeOf } = builder;
  const { hubs, last } = packageFacts(database);
  const others = otherCases(database);
  const missing = new Map<number, number>();
  const sql = `SELECT group_concat(package || ',' || base || ',' || relation || ',' || ifnull(target, 0)) AS numbers FROM lineage WHERE package BETWEEN ? AND ?`;
  for (let from = 1; from <= last; from += chunk) {
    stopIfUnwanted(database);
    const numbers = numbersIn(prepare<[number, number], { numbers: string | null }>(database, sql).get(from, from + chunk - 1)?.numbers ?? null);
    for (let at = 0; at < numbers.length; at += 4) {
      const [id, base, relation] = [numbers[at] as number, numbers[at + 1] as number, numbers[at + 2] as number];
      const node = nodeOf[id] as number;
      if (node === -1 || !relations.has(relation)) continue;
      let target = numbers[at + 3] as number;
      if (target === 0) {
        target = others.get(keyOfBase(hubs[id] as number, base)) ?? 0;
        if (target !== 0) builder.odd.otherCase += 1;
      }
      if (target === id) builder.odd.self += 1;
      else if (target !== 0 && nodeOf[target] === -1) builder.odd.outside += 1;
      else if (target !== 0) builder.tie(nodeOf[target] as number, node, relation);
      else {
        const known = missing.get(base) ?? builder.addNode('missing', termText(database, base));
        missing.set(base, known);
        builder.tie(known, node, relation);
      }
    }
  }
}

function keyOfBase(hub: number, base: number): number {
  return 256 * base + hub;
}

/**
 * Packages that bases name in another case of letters: hubs take such a name for the same, so that it is linked where one
 * package alone can be meant. By hub and term.
 */
function otherCases(database: ReadDatabase): ReadonlyMap<number, number> {
  return hold(database, 'bases in another case', (found) => 50 * found.size, () => {
    const bases = prepare<[], { base: number; hub: number; text: string }>(
      database,
      `SELECT DISTINCT l.base, p.hub, lower(t.text) AS text FROM lineage AS l JOIN package AS p ON p.id = l.package JOIN term AS t ON t.id = l.base WHERE l.target IS NULL AND live()`,
    ).all();
    const found = new Map<number, number>();
    if (bases.length === 0) return found;
    const candidates = prepare<[string], { id: number; hub: number; text: string }>(
      database,
      `SELECT id, hub, lower(name) AS text FROM package WHERE (id & 1023 OR live()) AND ordinal = 0 AND lower(name) IN (SELECT value FROM json_each(?))`,
    ).all(JSON.stringify([...new Set(bases.map(({ text }) => text))]));
    const byName = new Map<string, number | null>();
    for (const { id, hub, text } of candidates) byName.set(`${hub} ${text}`, byName.has(`${hub} ${text}`) ? null : id);
    for (const { base, hub, text } of bases) {
      const id = byName.get(`${hub} ${text}`);
      if (typeof id === 'number') found.set(keyOfBase(hub, base), id);
    }
    return found;
  });
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
