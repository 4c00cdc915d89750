import type { MaintainerRow, ReachGraph, ReachNode } from '../../shared/contract/index.ts';
import type { HubId, PackageKey } from '../../shared/domain/index.ts';
import { layOut } from './layout/index.ts';

type Node = ReachGraph['nodes'][number];
type Edge = ReachGraph['edges'][number];

export type NodeDraft = ReachNode;

/** Gathers nodes and edges, each once, and places them. */
export class GraphBuilder {
  private readonly nodes = new Map<string, NodeDraft>();
  private readonly edges = new Map<string, Edge>();

  get size(): number {
    return this.nodes.size;
  }

  has(id: string): boolean {
    return this.nodes.has(id);
  }

  add(node: NodeDraft): string {
    if (!this.nodes.has(node.id)) this.nodes.set(node.id, node);
    return node.id;
  }

  /** Weights of edges between the same two nodes add up; an edge to a node that is not there is left out. */
  join(source: string, target: string, weight: number): void {
    if (source === target || !this.nodes.has(source) || !this.nodes.has(target)) return;
    const key = JSON.stringify([source, target]);
    this.edges.set(key, { source, target, weight: weight + (this.edges.get(key)?.weight ?? 0) });
  }

  /** A node that stands for what the cap left out. */
  addMore(id: string, from: string, hidden: number, noun: string): void {
    if (hidden === 0) return;
    this.add({ ...plainNode(`more:${id}`, 'more', `${hidden.toLocaleString('en')} more ${noun}`), weight: hidden });
    this.join(from, `more:${id}`, 1);
  }

  /** The whole graph with positions; the same nodes, edges and seed text give the same ones. */
  place(seedText: string): Pick<ReachGraph, 'nodes' | 'edges'> {
    const nodes = [...this.nodes.values()];
    const edges = [...this.edges.values()];
    const numbers = new Map(nodes.map((node, index) => [node.id, index]));
    const layout = layOut({
      radii: Float64Array.from(nodes, radiusOf),
      sources: Uint32Array.from(edges, (edge) => numbers.get(edge.source) ?? 0),
      targets: Uint32Array.from(edges, (edge) => numbers.get(edge.target) ?? 0),
      seed: hash(seedText),
    });
    return { nodes: nodes.map((node, index) => ({ ...node, x: layout.x[index] ?? 0, y: layout.y[index] ?? 0 })), edges };
  }
}

export function plainNode(id: string, kind: Node['kind'], label: string): NodeDraft {
  return { id, kind, label, hub: null, weight: 1, focus: false, automated: false, package: null };
}

export function maintainerNode(row: MaintainerRow, focus: boolean): NodeDraft {
  const [hub = null] = row.hubs.length === 1 ? row.hubs : [];
  return { ...plainNode(maintainerId(row.maintainer), 'maintainer', row.name), hub, weight: row.reach, focus, automated: row.automated };
}

export function maintainerId(maintainer: string): string {
  return `maintainer:${maintainer}`;
}

export function packageNode(key: PackageKey): NodeDraft {
  return { ...plainNode(packageId(key), 'package', key.name), hub: key.hub, package: key };
}

export function packageId({ hub, name, ordinal }: PackageKey): string {
  return `package:${hub}/${name}#${ordinal}`;
}

/** A repository by its path; `only` is its package where it has just one. */
export function repositoryNode(path: string, hub: HubId, packages: number, only: PackageKey | null): NodeDraft {
  return { ...plainNode(repositoryId(path), 'repository', labelOfPath(path)), hub, weight: packages, package: only };
}

export function repositoryId(path: string): string {
  return `repository:${path}`;
}

/** What follows `repos/`. */
function labelOfPath(path: string): string {
  const mark = '/repos/';
  const start = path.indexOf(mark);
  return start === -1 ? path : path.slice(start + mark.length);
}

/** Half of the size in px that a node with its label is given room for. */
function radiusOf(node: NodeDraft): number {
  const base = { maintainer: 14, repository: 12, package: 10, more: 12 }[node.kind];
  return (node.focus ? 10 : 0) + base + Math.min(14, 3 * Math.log2(1 + node.weight));
}

/** FNV-1a, 32 bit. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return value;
}
