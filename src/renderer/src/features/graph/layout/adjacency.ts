/** Neighbours of every node, one after the other; those of node `n` lie from `starts[n]` to `starts[n + 1]`. */
export interface Adjacency {
  readonly nodes: number;
  readonly starts: Uint32Array;
  readonly neighbours: Uint32Array;
}

/** Both directions of every edge. */
export function adjacencyOf(nodes: number, edges: Uint32Array): Adjacency {
  const starts = new Uint32Array(nodes + 1);
  for (const node of edges) starts[node + 1] = (starts[node + 1] as number) + 1;
  for (let node = 0; node < nodes; node += 1) starts[node + 1] = (starts[node + 1] as number) + (starts[node] as number);
  const next = starts.slice(0, nodes);
  const neighbours = new Uint32Array(edges.length);
  for (let at = 0; at < edges.length; at += 2) {
    const source = edges[at] as number;
    const target = edges[at + 1] as number;
    neighbours[next[source] as number] = target;
    next[source] = (next[source] as number) + 1;
    neighbours[next[target] as number] = source;
    next[target] = (next[target] as number) + 1;
  }
  return { nodes, starts, neighbours };
}

/** Steps from one node to all others, into `steps` from `offset` on; 65535 where there is no way. Returns the farthest one. */
export function breadthFirst({ nodes, starts, neighbours }: Adjacency, from: number, steps: Uint16Array, offset: number, queue: Uint32Array): number {
  steps.fill(65_535, offset, offset + nodes);
  steps[offset + from] = 0;
  queue[0] = from;
  let end = 1;
  for (let head = 0; head < end; head += 1) {
    const node = queue[head] as number;
    const next = Math.min(65_534, (steps[offset + node] as number) + 1);
    for (let at = starts[node] as number; at < (starts[node + 1] as number); at += 1) {
      const neighbour = neighbours[at] as number;
      if (steps[offset + neighbour] !== 65_535) continue;
      steps[offset + neighbour] = next;
      queue[end] = neighbour;
      end += 1;
    }
  }
  return queue[end - 1] as number;
}

/** Nodes by connected component, the largest first; each with the nodes' numbers in rising order. */
export function componentsOf({ nodes, starts, neighbours }: Adjacency): readonly Uint32Array[] {
  const component = new Int32Array(nodes).fill(-1);
  const queue = new Uint32Array(nodes);
  const found: Uint32Array[] = [];
  for (let first = 0; first < nodes; first += 1) {
    if (component[first] !== -1) continue;
    component[first] = found.length;
    queue[0] = first;
    let end = 1;
    for (let head = 0; head < end; head += 1) {
      const node = queue[head] as number;
      for (let at = starts[node] as number; at < (starts[node + 1] as number); at += 1) {
        const neighbour = neighbours[at] as number;
        if (component[neighbour] !== -1) continue;
        component[neighbour] = found.length;
        queue[end] = neighbour;
        end += 1;
      }
    }
    found.push(queue.slice(0, end).sort());
  }
  return found.sort((one, other) => other.length - one.length || (one[0] as number) - (other[0] as number));
}
