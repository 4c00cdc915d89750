import type { Graph, GraphEdge, GraphNode } from '../../../../../shared/contract/index.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What expanding a node brought. */
export interface Expansion {
  readonly node: string;
  readonly graph: Pick<Graph, 'nodes' | 'edges'>;
}

/** All that the viewer did to a picture, apart from looking and choosing: what undo takes back. */
export interface Exploration {
  readonly expansions: readonly Expansion[];
  /** Nodes whose neighbours that hang on them alone are folded into them. */
  readonly folded: ReadonlySet<string>;
  /** Nodes that would be folded by themselves (`clustersOf`) and are not to be. */
  readonly unfolded: ReadonlySet<string>;
  readonly hidden: ReadonlySet<string>;
  readonly pinned: ReadonlyMap<string, Point>;
  /** Entries of the legend that are switched off. */
  readonly filtered: ReadonlySet<string>;
  /** Focus mode: these and their neighbours alone; empty for all. */
  readonly only: readonly string[];
}

export const untouched: Exploration = { expansions: [], folded: new Set(), unfolded: new Set(), hidden: new Set(), pinned: new Map(), filtered: new Set(), only: [] };

export function isUntouched({ expansions, folded, unfolded, hidden, pinned, filtered, only }: Exploration): boolean {
  return expansions.length + folded.size + unfolded.size + hidden.size + pinned.size + filtered.size + only.length === 0;
}

/** Adds what a node's expansion brought; a second one of the same node adds to the first. */
export function expand(exploration: Exploration, expansion: Expansion): Exploration {
  return { ...fold(exploration, expansion.node, false), expansions: [...exploration.expansions, expansion] };
}

/** Takes a node's expansions back, and those of nodes that are there through them alone. */
export function collapse(base: Pick<Graph, 'nodes'>, exploration: Exploration, node: string): Exploration {
  const known = new Set(base.nodes.map(({ id }) => id));
  const kept: Expansion[] = [];
  for (const expansion of exploration.expansions) {
    if (expansion.node === node || !known.has(expansion.node)) continue;
    kept.push(expansion);
    for (const { id } of expansion.graph.nodes) known.add(id);
  }
  return { ...exploration, expansions: kept };
}

export function isExpanded(exploration: Exploration, node: string): boolean {
  return exploration.expansions.some((expansion) => expansion.node === node);
}

export function fold(exploration: Exploration, node: string, isFolded: boolean): Exploration {
  const { folded, unfolded } = exploration;
  return isFolded
    ? { ...exploration, folded: new Set([...folded, node]), unfolded: without(unfolded, node) }
    : { ...exploration, folded: without(folded, node), unfolded: new Set([...unfolded, node]) };
}

/** Pictures of more nodes fold their clusters by themselves. */
const roomy = 600;
/** Nodes that hang on one alone: so many are a cluster. */
const clusterSize = 12;

/** Nodes on which so much hangs that a large picture is better read without it; none of a picture with room. */
export function clustersOf({ nodes, edges }: Pick<Graph, 'nodes' | 'edges'>): readonly string[] {
  if (nodes.length <= roomy) return [];
  const neighbours = adjacency(edges);
  const hanging = new Map<string, number>();
  for (const { id, focus } of nodes) {
    const [only, ...others] = neighbours.get(id) ?? [];
    if (only !== undefined && others.length === 0 && !focus) hanging.set(only, (hanging.get(only) ?? 0) + 1);
  }
  return nodes.flatMap(({ id, focus }) => (!focus && (hanging.get(id) ?? 0) >= clusterSize ? [id] : []));
}

/** With what folds by itself. */
export function withClusters(whole: Pick<Graph, 'nodes' | 'edges'>, exploration: Exploration): Exploration {
  const own = clustersOf(whole).filter((id) => !exploration.unfolded.has(id));
  return own.length === 0 ? exploration : { ...exploration, folded: new Set([...exploration.folded, ...own]) };
}

/** The node that another one hangs on alone; undefined where it has several neighbours or none. */
export function hangsOn(edges: readonly GraphEdge[], node: string): string | undefined {
  const [only, ...others] = [...neighboursOf(edges, [node])].filter((other) => other !== node);
  return others.length === 0 ? only : undefined;
}

export function hide(exploration: Exploration, nodes: readonly string[]): Exploration {
  return { ...exploration, hidden: new Set([...exploration.hidden, ...nodes]), only: exploration.only.filter((id) => !nodes.includes(id)) };
}

export function showHidden(exploration: Exploration): Exploration {
  return { ...exploration, hidden: new Set() };
}

export function pin(exploration: Exploration, places: ReadonlyMap<string, Point>): Exploration {
  return { ...exploration, pinned: new Map([...exploration.pinned, ...places]) };
}

export function unpin(exploration: Exploration, nodes: readonly string[]): Exploration {
  return { ...exploration, pinned: new Map([...exploration.pinned].filter(([id]) => !nodes.includes(id))) };
}

export function filter(exploration: Exploration, filtered: ReadonlySet<string>): Exploration {
  return { ...exploration, filtered };
}

export function focusOn(exploration: Exploration, nodes: readonly string[]): Exploration {
  return { ...exploration, only: nodes };
}

/** The picture as the viewer has it, before anything is hidden: the engine's with what expanding brought. */
export function wholeGraph<Whole extends Pick<Graph, 'nodes' | 'edges'>>(base: Whole, { expansions }: Exploration): Whole {
  if (expansions.length === 0) return base;
  const nodes = new Map(base.nodes.map((node) => [node.id, node]));
  const edges = new Map(base.edges.map((edge) => [edgeKey(edge), edge]));
  for (const { node, graph } of expansions) {
    // What expanding left out stands behind new "more" nodes; the old ones counted what is drawn now.
    for (const id of nodes.keys()) if (isMoreOf(id, node)) nodes.delete(id);
    for (const added of graph.nodes) if (!nodes.has(added.id)) nodes.set(added.id, added);
    for (const edge of graph.edges) edges.set(edgeKey(edge), edge);
  }
  return { ...base, nodes: [...nodes.values()], edges: [...edges.values()].filter(({ source, target }) => nodes.has(source) && nodes.has(target)) };
}

export interface SeenGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** How many neighbours are folded into a node. */
  readonly foldedInto: ReadonlyMap<string, number>;
}

/** Which nodes and edges of a picture a filter leaves, in its order. */
export interface Filtered {
  readonly nodes: readonly boolean[];
  readonly edges: readonly boolean[];
}

/** What is left to see of a picture, where filters leave what all of them leave. */
export function seenGraph(whole: Pick<Graph, 'nodes' | 'edges'>, exploration: Exploration, filters: readonly Filtered[]): SeenGraph {
  const { hidden, only, folded } = exploration;
  const near = only.length === 0 ? null : neighboursOf(whole.edges, only);
  const isLeft = ({ id }: GraphNode, at: number): boolean => !hidden.has(id) && (near?.has(id) ?? true) && filters.every(({ nodes }) => nodes[at]);
  const left = new Map(whole.nodes.filter(isLeft).map((node) => [node.id, node]));
  const edges = whole.edges.filter((_, at) => filters.every((filter) => filter.edges[at]));
  const joins = ({ source, target }: GraphEdge): boolean => left.has(source) && left.has(target);
  const foldedInto = new Map<string, number>();
  if (folded.size > 0) {
    const neighbours = adjacency(edges.filter(joins));
    for (const id of folded) {
      const hanging = [...(neighbours.get(id) ?? [])].filter((other) => other !== id && isLeafOf(neighbours.get(other), id, other) && left.get(other)?.focus === false && !folded.has(other));
      if (!left.has(id) || hanging.length === 0) continue;
      foldedInto.set(id, hanging.length);
      for (const other of hanging) left.delete(other);
    }
  }
  return { nodes: [...left.values()], edges: edges.filter(joins), foldedInto };
}

/** Nodes by their neighbours, in the order of the edges; a tie to oneself counts as none. */
function adjacency(edges: readonly GraphEdge[]): ReadonlyMap<string, ReadonlySet<string>> {
  const neighbours = new Map<string, Set<string>>();
  const add = (one: string, other: string): void => {
    const known = neighbours.get(one);
    if (known) known.add(other);
    else neighbours.set(one, new Set([other]));
  };
  for (const { source, target } of edges) {
    if (source === target) continue;
    add(source, target);
    add(target, source);
  }
  return neighbours;
}

export function neighboursOf(edges: readonly GraphEdge[], nodes: readonly string[]): ReadonlySet<string> {
  const of = new Set(nodes);
  const near = new Set(nodes);
  for (const { source, target } of edges) {
    if (of.has(source)) near.add(target);
    if (of.has(target)) near.add(source);
  }
  return near;
}

function isLeafOf(neighbours: ReadonlySet<string> | undefined, node: string, self: string): boolean {
  return neighbours !== undefined && [...neighbours].every((other) => other === node || other === self);
}

/** Two nodes may be tied in several ways; each is an edge. */
export function edgeKey({ source, target, kind, relation }: GraphEdge): string {
  return JSON.stringify([source, target, kind, relation]);
}

function isMoreOf(id: string, node: string): boolean {
  return id.startsWith(`more:${node}:`);
}

/** The node that a "more" node hangs on, and its side: `more:<node>:<side>`. */
export function partsOfMore(id: string): { readonly node: string; readonly side: string } {
  const [, node = '', side = ''] = /^more:(.*):([^:]*)$/s.exec(id) ?? [];
  return { node, side };
}

function without(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return set.has(id) ? new Set([...set].filter((other) => other !== id)) : set;
}
