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

/** The next moment at which something begins, or the last before; null behind the last, where all is shown. */
export function stepFrom({ moments }: GraphTimes, time: number | null, direction: 1 | -1): number | null {
  const last = moments.at(-1);
  if (last === undefined) return null;
  const next = direction === 1 ? moments.find((moment) => time !== null && moment > time) : moments.findLast((moment) => moment < (time ?? last));
  if (next === undefined) return direction === 1 ? null : (moments[0] ?? null);
  return next === last ? null : next;
}

/** How much begins in each of `count` even stretches from the first moment to the last. */
export function beginnings(times: GraphTimes, count: number): readonly number[] {
  const [first, last] = [times.moments[0] ?? 0, times.moments.at(-1) ?? 0];
  const bars = Array.from({ length: count }, () => 0);
  for (const time of [...times.nodes, ...times.edges]) {
    if (!Number.isFinite(time)) continue;
    const at = last === first ? 0 : Math.min(count - 1, Math.floor(((time - first) / (last - first)) * count));
    bars[at] = (bars[at] ?? 0) + 1;
  }
  return bars;
}
