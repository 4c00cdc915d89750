import type { Graph } from '../contract/graph.ts';
import { groupBy } from '../group.ts';

/** Pixels between columns, and between nodes of one. */
const columnGap = 190;
const rowGap = 48;
/** Longer tiers are broken into columns side by side. */
const mostInColumn = 40;

/**
 * Places for figures that are made without a window: columns by steps from the focus, those that edges lead to on its right, those that edges
 * come from on its left; in each, nodes near their neighbours in the column before.
 */
export function layTiers(graph: Pick<Graph, 'nodes' | 'edges'>): Float32Array {
  const { nodes } = graph;
  const neighbours = neighboursOf(graph);
  const tierOf = tiersOf(graph, neighbours);
  const tiers = [...groupBy(tierOf.keys(), (node) => tierOf[node] as number)].sort(([a], [b]) => a - b).map(([, members]) => members);
  const rank = new Float64Array(nodes.length);
  for (const members of tiers) members.forEach((node, at) => (rank[node] = at));
  for (let sweep = 0; sweep < 6; sweep += 1) {
    for (const members of sweep % 2 === 0 ? tiers : tiers.toReversed()) {
      const wish = new Map(members.map((node) => [node, meanRank(neighbours[node] ?? [], rank) ?? rank[node] ?? 0]));
      members.sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0) || a - b);
      // Shares of the tier's height, so that tiers of different length can be compared.
      members.forEach((node, at) => (rank[node] = (at + 0.5) / members.length));
    }
  }
  const positions = new Float32Array(nodes.length * 2);
  let x = 0;
  for (const members of tiers) {
    const columns = Math.ceil(members.length / mostInColumn);
    const rows = Math.ceil(members.length / columns);
    members.forEach((node, at) => {
      const inColumn = Math.min(rows, members.length - Math.floor(at / rows) * rows);
      positions[node * 2] = x + Math.floor(at / rows) * columnGap * 0.8;
      positions[node * 2 + 1] = ((at % rows) - (inColumn - 1) / 2) * rowGap;
    });
    x += columnGap + (columns - 1) * columnGap * 0.8;
  }
  return positions;
}

interface Neighbour {
  readonly node: number;
  /** 1: an edge leads there; -1: one comes from there. */
  readonly step: 1 | -1;
}

function neighboursOf({ nodes, edges }: Pick<Graph, 'nodes' | 'edges'>): readonly (readonly Neighbour[])[] {
  const numbers = new Map(nodes.map(({ id }, at) => [id, at]));
  const found: Neighbour[][] = nodes.map(() => []);
  for (const edge of edges) {
    const [source, target] = [numbers.get(edge.source), numbers.get(edge.target)];
    if (source === undefined || target === undefined || source === target) continue;
    found[source]?.push({ node: target, step: 1 });
    found[target]?.push({ node: source, step: -1 });
  }
  return found;
}

/** Steps from the nearest focus, with the direction of the edges on the way; parts without a focus begin behind all others. */
function tiersOf({ nodes }: Pick<Graph, 'nodes'>, neighbours: readonly (readonly Neighbour[])[]): Int32Array {
  const tiers = new Int32Array(nodes.length);
  const reached = new Uint8Array(nodes.length);
  const walk = (starts: readonly number[], tier: number): number => {
    const queue = [...starts];
    let last = tier;
    for (const start of starts) {
      tiers[start] = tier;
      reached[start] = 1;
    }
    for (let at = 0; at < queue.length; at += 1) {
      const node = queue[at] ?? 0;
      for (const next of neighbours[node] ?? []) {
        if (reached[next.node]) continue;
        reached[next.node] = 1;
        tiers[next.node] = (tiers[node] ?? 0) + next.step;
        last = Math.max(last, tiers[next.node] ?? 0);
        queue.push(next.node);
      }
    }
    return last;
  };
  let last = walk(nodes.flatMap(({ focus }, at) => (focus ? [at] : [])), 0);
  // Nodes without any tie share one column.
  const alone = nodes.flatMap((_, at) => (!reached[at] && neighbours[at]?.length === 0 ? [at] : []));
  if (alone.length > 0) last = walk(alone, last + 1);
  nodes.forEach((_, at) => {
    if (!reached[at]) last = walk([at], last + 1);
  });
  return tiers;
}

function meanRank(neighbours: readonly Neighbour[], rank: Float64Array): number | null {
  if (neighbours.length === 0) return null;
  return neighbours.reduce((sum, { node }) => sum + (rank[node] ?? 0), 0) / neighbours.length;
}
