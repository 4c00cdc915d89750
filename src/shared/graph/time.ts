import type { Graph } from '../contract/graph.ts';

/** What of a graph had begun at a time, in the graph's order. */
export interface ShownAt {
  readonly nodes: readonly boolean[];
  readonly edges: readonly boolean[];
}

/** When nodes and edges began, in seconds since 1970; -Infinity for what has no date and is there from the start. */
export interface GraphTimes {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  /** Every moment at which something begins, rising. Empty where the graph knows no dates. */
  readonly moments: readonly number[];
  /** Nodes without any date. */
  readonly undated: number;
}

/**
 * Dates of a graph: an edge begins when it says, and not before both its ends; a node with its first commit, else with its first dated
 * edge. What has neither was always there.
 */
export function timesOf(graph: Graph): GraphTimes {
  const numbers = new Map(graph.nodes.map((node, at) => [node.id, at]));
  const nodes = graph.nodes.map((node) => node.facts.first ?? Infinity);
  for (const edge of graph.edges) {
    if (edge.since === null) continue;
    for (const id of [edge.source, edge.target]) {
      const at = numbers.get(id);
      // A tie that is older than the first commit we know of shows that the node was there.
      if (at !== undefined) nodes[at] = Math.min(nodes[at] ?? Infinity, edge.since);
    }
  }
  const undated = nodes.filter((time) => time === Infinity).length;
  const begun = nodes.map((time) => (time === Infinity ? -Infinity : time));
  const of = (id: string): number => begun[numbers.get(id) ?? -1] ?? -Infinity;
  const edges = graph.edges.map((edge) => Math.max(edge.since ?? -Infinity, of(edge.source), of(edge.target)));
  const moments = [...new Set([...begun, ...edges])].filter(Number.isFinite).sort((a, b) => a - b);
  return { nodes: begun, edges, moments, undated };
}

/** What is there at `time`; null: all of it. */
export function shownAt(times: GraphTimes, time: number | null): ShownAt {
  const isThere = (begins: number): boolean => time === null || begins <= time;
  return { nodes: times.nodes.map(isThere), edges: times.edges.map(isThere) };
}
