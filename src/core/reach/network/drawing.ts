import type { Graph, GraphEdge, GraphNode } from '../../../shared/contract/index.ts';
import { lineageRelations } from '../../../shared/domain/index.ts';
import { itemsOf } from '../../../shared/number-lists.ts';
import { countText } from '../../../shared/text/quantity.ts';
import { prepare } from '../../query/index.ts';
import { licenceConflict } from './licences.ts';
import { idOf, type NodeRef, slotOf } from './node-ref.ts';
import { tieKinds } from './network.ts';
import { nodeRow, repositoryFacts } from './node-rows.ts';
import type { Side } from './sides.ts';
import type { World } from './world.ts';

interface Drawn {
  readonly ref: NodeRef;
  readonly focus: boolean;
  readonly distance: number | null;
}

/** What a node's "more" stands for. */
export interface More {
  readonly of: NodeRef | null;
  readonly side: Side;
  readonly hidden: readonly NodeRef[];
}

/** A picture while it is put together: nodes first, then every tie among them. */
export class Drawing {
  readonly world: World;
  readonly nodes = new Map<string, Drawn>();
  private readonly edges = new Map<string, GraphEdge>();
  private readonly mores: More[] = [];

  constructor(world: World) {
    this.world = world;
  }

  add(ref: NodeRef, { focus = false, distance = null }: { readonly focus?: boolean; readonly distance?: number | null } = {}): void {
    const slot = slotOf(ref);
    if (!this.nodes.has(slot)) this.nodes.set(slot, { ref, focus, distance });
  }

  has(ref: NodeRef): boolean {
    return this.nodes.has(slotOf(ref));
  }

  /** Stands for what is not drawn of a node, or of the whole scope; nothing where all is drawn. */
  addMore(of: NodeRef | null, side: Side, all: readonly NodeRef[]): void {
    const hidden = all.filter((ref) => !this.has(ref));
    if (hidden.length > 0) this.mores.push({ of, side, hidden });
  }

  join(edge: GraphEdge): void {
    const key = `${edge.source}\n${edge.target}\n${edge.kind}`;
    if (!this.edges.has(key)) this.edges.set(key, edge);
  }

  /**
   * Draws the ties between all nodes that are drawn and `wants` to be joined; where `fresh` is given, those that touch one of
   * these alone.
   */
  joinAll(fresh: readonly NodeRef[] | null = null, wants: (source: Drawn, target: Drawn) => boolean = () => true): void {
    const { world } = this;
    const ids = new Map<string, string>();
    const idAt = (slot: string, ref: NodeRef): string => {
      const known = ids.get(slot) ?? idOf(world, ref);
      ids.set(slot, known);
      return known;
    };
    const isFresh = fresh === null ? null : new Set(fresh.map(slotOf));
    for (const [slot, node] of fresh === null ? this.nodes : this.endsOfTies(fresh)) {
      for (const tie of tiesOf(world, node.ref)) {
        const from = slotOf(tie.source);
        const source = this.nodes.get(from);
        if (!source || !wants(source, node) || (isFresh && !isFresh.has(from) && !isFresh.has(slot))) continue;
        this.join({ ...tie, source: idAt(from, source.ref), target: idAt(slot, node.ref) });
      }
    }
  }

  /** What is drawn and may be the target of a tie that touches one of these. */
  private endsOfTies(refs: readonly NodeRef[]): ReadonlyMap<string, Drawn> {
    const ends = new Map<string, Drawn>();
    for (const ref of refs) {
      for (const other of [ref, ...targetsOf(this.world, ref)]) {
        const slot = slotOf(other);
        const drawn = this.nodes.get(slot);
        if (drawn) ends.set(slot, drawn);
      }
    }
    return ends;
  }

  /** The picture; with `only`, these nodes and their ties alone. */
  finish({ rule, source, notes = [], only = null }: { readonly rule: string; readonly source: string; readonly notes?: readonly string[]; readonly only?: readonly NodeRef[] | null }): Graph {
    const { world } = this;
    const shown = only === null ? [...this.nodes.values()] : only.flatMap((ref) => this.nodes.get(slotOf(ref)) ?? []);
    const nodes: GraphNode[] = shown.map(({ ref, focus, distance }) => nodeRow(world, ref, { focus, distance }));
    for (const { of, side, hidden } of this.mores) {
      const node = of === null ? 'scope' : idOf(world, of);
      const id = `more:${node}:${side}`;
      nodes.push(moreNode(id, hidden.length));
      if (of !== null) this.join({ source: node, target: id, kind: edgeKindOf[side], relation: null, weight: hidden.length, conflict: null, since: null });
    }
    const hidden = new Set(this.mores.flatMap((more) => more.hidden.map(slotOf))).size;
    return { nodes, edges: [...this.edges.values()], hidden, rule, source, notes: [...notes], fingerprint: fingerprintOf(world) };
  }
}

const edgeKindOf = {
  packages: 'owns', repositories: 'committed', 'co-maintainers': 'together', accounts: 'together', holds: 'holds', maintainers: 'committed', owner: 'owns', repository: 'holds',
  dependants: 'base', bases: 'base', ways: 'base',
} as const satisfies Record<Side, GraphEdge['kind']>;

function moreNode(id: string, hidden: number): GraphNode {
  return {
    id, kind: 'more', label: `${countText(hidden)} more`, hub: null, weight: hidden, focus: false, automated: false, package: null, distance: null,
    facts: { owner: null, task: null, license: null, downloads: null, bytes: null, reach: null, dependants: null, signed: 'unknown', first: null, last: null },
  };
}

type TieTo = Omit<GraphEdge, 'source' | 'target'> & { readonly source: NodeRef };

const plainTie = { relation: null, weight: 1, conflict: null, since: null } as const;

/** Nodes that ties lead to from a node. */
function targetsOf(world: World, ref: NodeRef): readonly NodeRef[] {
  const { nodeOf } = world.network();
  const node = world.networkNode(ref);
  const below = node === -1 ? [] : Array.from(itemsOf(world.network().dependants, node), (other) => world.refOfNode(other));
  const packages = ref.kind === 'repository' ? world.packagesOfRepository(ref.id) : ref.kind === 'owner' ? world.packagesOfOwner(ref) : [];
  const held = Array.from(packages, (id) => world.refOfNode(nodeOf[id] as number));
  const touched = ref.kind === 'maintainer' ? world.touchesOf(ref.identity).map((entry) => ({ kind: 'repository', id: world.touches().repositories[entry] as number }) as const) : [];
  return [...below, ...held, ...touched];
}

/** All ties that end at a node: those from its bases, its holder, its repository, and whoever committed there. */
function tiesOf(world: World, ref: NodeRef): readonly TieTo[] {
  const ties: TieTo[] = [];
  const node = world.networkNode(ref);
  if (node !== -1) {
    const { offsets, items, kinds } = world.network().bases;
    const own = ref.kind === 'package' ? licenceAndTime(world, ref.id) : { license: null, since: null };
    for (let at = offsets[node] as number; at < (offsets[node + 1] as number); at += 1) {
      const kind = tieKinds[kinds[at] as number] ?? 'base';
      const source = world.refOfNode(items[at] as number);
      // A repository depends on its packages too; one line says both.
      if (kind === 'repository' && ref.kind === 'repository') continue;
      const relation = lineageRelations.find((name) => name === kind) ?? null;
      const base = relation !== null && source.kind === 'package' ? licenceAndTime(world, source.id).license : null;
      ties.push({ source, kind: relation === null ? (kind as 'dataset' | 'architecture' | 'repository') : 'base', relation, weight: 1, conflict: licenceConflict(base, own.license), since: own.since });
    }
  }
  if (ref.kind === 'package') {
    const owner = world.ownerOf(ref.id);
    if (owner) ties.push({ ...plainTie, source: owner, kind: 'owns', since: licenceAndTime(world, ref.id).since });
    const repository = world.facts().repositories[ref.id] as number;
    const isNetworkTie = ties.some((tie) => tie.kind === 'repository');
    if (repository !== 0 && !isNetworkTie) ties.push({ ...plainTie, source: { kind: 'repository', id: repository }, kind: 'holds' });
  }
  if (ref.kind === 'repository') {
    const touches = world.touches();
    const { identities } = world.touchedRepositories();
    for (const entry of world.touchesAt(ref.id)) {
      const since = touches.first[entry] as number;
      ties.push({ ...plainTie, source: { kind: 'maintainer', identity: identities[entry] as number }, kind: 'committed', weight: touches.commits[entry] as number, since: since === 0 ? null : since });
    }
  }
  return ties;
}

interface LicenceAndTime {
  readonly license: string | null;
  readonly since: number | null;
}

function licenceAndTime(world: World, id: number): LicenceAndTime {
  const { license, repository } = world.package(id);
  return { license: license === null ? null : world.term(license), since: repositoryFacts(world.database, repository ?? 0).first };
}

function fingerprintOf({ database }: World): string {
  return prepare<[], { value: string }>(database, `SELECT value FROM meta WHERE key = 'fingerprint'`).get()?.value ?? '';
}
