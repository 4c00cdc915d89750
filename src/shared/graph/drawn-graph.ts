import type { Graph, GraphEdge, GraphNode } from '../contract/graph.ts';
import type { Appearance, EdgeLook, NodeLook } from './index.ts';
import { holdable } from './xml.ts';

/** A graph as it is written to a file: what is shown of it, each part with its look and place. */
export interface DrawnGraph {
  readonly title: string;
  readonly graph: Graph;
  readonly appearance: Appearance;
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly DrawnEdge[];
  /** Facts about the whole, with names: title, rule, filters, …. */
  readonly about: readonly (readonly [name: string, text: string])[];
}

export interface DrawnNode {
  /** Unique in every format: two ids that only differ in what a file cannot hold get numbers. */
  readonly id: string;
  readonly node: GraphNode;
  readonly look: NodeLook;
  readonly x: number;
  readonly y: number;
}

export interface DrawnEdge {
  readonly id: string;
  readonly edge: GraphEdge;
  readonly look: EdgeLook;
  readonly source: DrawnNode;
  readonly target: DrawnNode;
}

export interface PictureParts {
  readonly graph: Graph;
  /** Two for each node, in pixels; null gives all of them the place 0. */
  readonly positions: ArrayLike<number> | null;
  readonly appearance: Appearance;
  /** What is left of nodes and edges; by default all. */
  readonly shown?: { readonly nodes: readonly boolean[]; readonly edges: readonly boolean[] } | undefined;
  readonly title: string;
  readonly filters: string;
  /** What it was made with and when, for the files' heads. */
  readonly made: string;
}

/** Joins what a picture consists of, without what is not shown. */
export function drawnGraph({ graph, positions, appearance, shown, title, filters, made }: PictureParts): DrawnGraph {
  const taken = new Set<string>();
  const numbers = new Map<string, DrawnNode>();
  const nodes = graph.nodes.flatMap((node, at): readonly DrawnNode[] => {
    const look = appearance.nodes[at];
    if (!look || shown?.nodes[at] === false || numbers.has(node.id)) return [];
    const drawn = { id: uniqueIn(taken, node.id), node, look, x: finite(positions?.[at * 2]), y: finite(positions?.[at * 2 + 1]) };
    numbers.set(node.id, drawn);
    return [drawn];
  });
  const edges = graph.edges.flatMap((edge, at): readonly DrawnEdge[] => {
    const [look, source, target] = [appearance.edges[at], numbers.get(edge.source), numbers.get(edge.target)];
    return look && source && target && shown?.edges[at] !== false ? [{ id: `e${at}`, edge, look, source, target }] : [];
  });
  const about: readonly (readonly [string, string])[] = [
    ['title', title], ['rule', graph.rule], ['source', graph.source], ['filters', filters], ['index', graph.fingerprint], ['made', made],
    ...graph.notes.map((note, at): readonly [string, string] => [`note ${at + 1}`, note]),
  ];
  return { title, graph, appearance, nodes, edges, about: about.filter(([, text]) => text !== '') };
}

function uniqueIn(taken: Set<string>, id: string): string {
  const held = holdable(id);
  let unique = held;
  for (let number = 2; taken.has(unique); number += 1) unique = `${held} (${number})`;
  taken.add(unique);
  return unique;
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? Math.round(value * 100) / 100 : 0;
}
