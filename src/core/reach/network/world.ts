import type { ReachScope } from '../../../shared/contract/index.ts';
import { itemsOf, type Lists, listsBy } from '../../../shared/number-lists.ts';
import { NumberStack } from '../../../shared/numbers.ts';
import { hubNumber, hubOfNumber, type ReadDatabase, termKinds } from '../../index/index.ts';
import { hold, prepare, stopIfUnwanted } from '../../query/index.ts';
import type { ReachContext } from '../people.ts';
import { accountKey, type PackageFacts, packageFacts, packagesByAccount, repositoriesInScope } from '../scope.ts';
import { termText } from '../term-text.ts';
import { entriesOf, readTouches, type Touches } from '../touches.ts';
import { kindOfNode, nameOfNode, type Network } from './network.ts';
import type { NodeRef } from './node-ref.ts';
import { keyOf, networkOf } from './scoped-network.ts';
import { holdersOf, type TransitiveReach, transitiveReach } from './transitive.ts';

export type Scope = Omit<ReachScope, 'mirror'>;

/** Who committed where, seen from the repositories: entries of the touches, by repository id. */
interface TouchedRepositories {
  readonly entries: Lists;
  /** Identity of each entry. */
  readonly identities: Uint32Array;
}

type OwnerRef = Extract<NodeRef, { kind: 'owner' }>;

interface StoredPackage {
  readonly hub: number;
  readonly name: string;
  readonly ordinal: number;
  readonly owner: number | null;
  readonly task: number | null;
  readonly license: number | null;
  readonly downloads: number | null;
  readonly bytes: number | null;
  readonly repository: number | null;
}

/** What pictures of one scope are drawn from. Everything is read when it is first asked for, and held by the index. */
export class World {
  readonly context: ReachContext;
  readonly scope: Scope;
  // A picture asks for the same ones again and again.
  readonly #owners = new Map<number, OwnerRef>();
  readonly #terms = new Map<number, string>();
  readonly #packages = new Map<number, StoredPackage>();

  constructor(context: ReachContext, scope: Scope) {
    this.context = context;
    this.scope = scope;
  }

  get database(): ReadDatabase {
    return this.context.database;
  }

  readonly stopIfUnwanted = (): void => stopIfUnwanted(this.database);
  readonly network = once((): Network => networkOf(this.database, this.scope));
  readonly reach = once((): TransitiveReach => transitiveReach(this.context, this.scope));
  readonly facts = once((): PackageFacts => packageFacts(this.database));
  readonly touches = once((): Touches => readTouches(this.context, this.scope));
  /** 1 for each repository in scope, by id. */
  readonly repositories = once((): Uint8Array => this.hold('repositories of', (has) => has.length, () => repositoriesInScope(this.database, this.scope)));

  readonly packagesByRepository = once((): Lists => this.hold('packages by repository of', bytesOf, () => {
    const { packages } = this.network();
    const { repositories } = this.facts();
    const [keys, ids] = [new NumberStack(), new NumberStack()];
    let last = 0;
    for (const id of packages) {
      if (repositories[id] === 0) continue;
      keys.push(repositories[id] as number);
      ids.push(id);
      last = Math.max(last, repositories[id] as number);
    }
    return listsBy(keys.toArray(), ids.toArray(), Math.max(last + 1, this.repositories().length));
  }));

  readonly packagesByOwner = once((): ReadonlyMap<number, readonly number[]> =>
    this.hold('packages by owner of', (found) => 80 * found.size, () => packagesByAccount(this.database, this.scope)));

  readonly touchedRepositories = once((): TouchedRepositories => {
    const touches = this.touches();
    const { key, role } = this.scope;
    return hold(this.database, `touched ${key} ${role} ${this.context.aliases.revision}`, ({ identities }) => 12 * identities.length, () => {
      const identities = new Uint32Array(touches.repositories.length);
      for (let identity = 0; identity + 1 < touches.offsets.length; identity += 1) identities.fill(identity, touches.offsets[identity], touches.offsets[identity + 1]);
      const last = touches.repositories.reduce((most, repository) => Math.max(most, repository), 0);
      return { identities, entries: listsBy(touches.repositories, new Uint32Array(identities.length).map((_, entry) => entry), Math.max(last + 1, this.repositories().length)) };
    });
  });

  /** MR of an account; 0 where it holds nothing. */
  accountReach(identity: string): number {
    const { reach } = this.reach();
    return reach[this.accountNumbers().get(identity) ?? -1] ?? 0;
  }

  identityNumber(identity: string): number | undefined {
    const touches = this.touches();
    const { key, role } = this.scope;
    return hold(this.database, `identities ${key} ${role} ${this.context.aliases.revision}`, (numbers) => 60 * numbers.size, () =>
      new Map(touches.people.keys.map((known, number) => [known, number]))).get(identity);
  }

  packagesOfOwner({ hub, name }: OwnerRef): readonly number[] {
    const term = prepare<[string], { id: number }>(this.database, `SELECT id FROM term WHERE kind = ${termKinds.owner} AND text = ?`).get(name);
    return term ? (this.packagesByOwner().get(accountKey(term.id, hubNumber(hub))) ?? []) : [];
  }

  packagesOfRepository(repository: number): Uint32Array {
    const lists = this.packagesByRepository();
    return repository + 1 < lists.offsets.length ? itemsOf(lists, repository) : new Uint32Array();
  }

  /** Entries of the touches of an identity whose repository is in scope. */
  touchesOf(identity: number): readonly number[] {
    return entriesOf(this.touches(), identity, this.repositories());
  }

  /** Entries of the touches of a repository. */
  touchesAt(repository: number): Uint32Array {
    const { entries } = this.touchedRepositories();
    return repository + 1 < entries.offsets.length ? itemsOf(entries, repository) : new Uint32Array();
  }

  ownerOf(id: number): OwnerRef | null {
    const facts = this.facts();
    const [owner, hub] = [facts.owners[id] as number, facts.hubs[id] as number];
    return owner === 0 ? null : known(this.#owners, accountKey(owner, hub), () => ({ kind: 'owner', hub: hubOfNumber(hub), name: this.term(owner) }));
  }

  term(id: number): string {
    return known(this.#terms, id, () => termText(this.database, id));
  }

  /** What the index says of a package. */
  package(id: number): StoredPackage {
    return known(this.#packages, id, () => {
      const stored = prepare<[number], StoredPackage>(this.database, 'SELECT hub, name, ordinal, owner, task, license, downloads, bytes, repository FROM package WHERE id = ?').get(id);
      if (!stored) throw new Error(`No package has the id ${id}`);
      return stored;
    });
  }

  /** The node of the network that a ref stands for; -1 where there is none. */
  networkNode(ref: NodeRef): number {
    switch (ref.kind) {
      case 'package':
        return this.network().nodeOf[ref.id] ?? -1;
      case 'missing':
      case 'dataset':
      case 'architecture':
        return this.nodeNumbers().get(`${ref.kind} ${ref.name}`) ?? -1;
      case 'repository':
        return this.nodeNumbers().get(`repository ${prepare<[number], { path: string }>(this.database, 'SELECT path FROM repository WHERE id = ?').get(ref.id)?.path ?? ''}`) ?? -1;
      default:
        return -1;
    }
  }

  refOfNode(node: number): NodeRef {
    const network = this.network();
    const kind = kindOfNode(network, node);
    if (kind === 'package') return { kind, id: network.packages[node] as number };
    const name = nameOfNode(network, node);
    if (kind !== 'repository') return { kind, name };
    return { kind, id: prepare<[string], { id: number }>(this.database, 'SELECT id FROM repository WHERE path = ?').get(name)?.id ?? 0 };
  }

  /** Nodes of the network that somebody holds, or the node itself. */
  heldNodes(ref: NodeRef): readonly number[] {
    const { nodeOf } = this.network();
    const nodes = (ids: Iterable<number>): number[] => Array.from(ids, (id) => nodeOf[id] as number);
    switch (ref.kind) {
      case 'owner': {
        if (this.scope.holder !== 'owner') return nodes(this.packagesOfOwner(ref));
        const { held } = holdersOf(this.context, this.scope);
        const holder = this.accountNumbers().get(`${ref.hub}/${ref.name}`);
        return holder === undefined ? [] : [...itemsOf(held, holder)];
      }
      case 'maintainer':
        return nodes(new Set(this.touchesOf(ref.identity).flatMap((entry) => [...this.packagesOfRepository(this.touches().repositories[entry] as number)])));
      case 'repository':
        return nodes(this.packagesOfRepository(ref.id));
      default:
        return [this.networkNode(ref)].filter((node) => node !== -1);
    }
  }

  private readonly nodeNumbers = once((): ReadonlyMap<string, number> => this.hold('nodes by name of', (numbers) => 100 * numbers.size, () => {
    const network = this.network();
    return new Map(network.names.map((name, at) => [`${kindOfNode(network, network.packages.length + at)} ${name}`, network.packages.length + at]));
  }));

  /** Holders by `hub/account`, where accounts are the holders. */
  private readonly accountNumbers = once((): ReadonlyMap<string, number> => this.hold('accounts by name of', (numbers) => 100 * numbers.size, () =>
    new Map(holdersOf(this.context, this.scope).identities.map((identity, holder) => [identity, holder]))));

  private hold<Value>(what: string, bytes: (value: Value) => number, compute: () => Value): Value {
    return hold(this.database, `${what} ${keyOf(this.scope)}`, bytes, compute);
  }
}

function bytesOf({ offsets, items }: Lists): number {
  return 4 * (offsets.length + items.length);
}

/** To find out whether the index holds a value takes longer than most of what is asked of it. */
function once<Value>(compute: () => Value): () => Value {
  let value: { readonly is: Value } | null = null;
  return () => (value ??= { is: compute() }).is;
}

function known<Key, Value>(values: Map<Key, Value>, key: Key, compute: () => Value): Value {
  const before = values.get(key);
  if (before !== undefined) return before;
  const value = compute();
  values.set(key, value);
  return value;
}
