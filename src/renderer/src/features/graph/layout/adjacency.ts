/** Neighbours of every node, one after the other; those of node `n` lie from `starts[n]` to `starts[n + 1]`. */
export interface Adjacency {
  readonly nodes: number;
  readonly starts: Uint32Array;
  readonly neighbours: Uint32Array;
  /** Of the edge to each neighbour, in whole steps; one edge between small nodes is `edgeSteps` long. */
  readonly lengths: Uint16Array;
}

export const edgeSteps = 4;

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
  return { nodes, starts, neighbours, lengths: new Uint16Array(edges.length).fill(edgeSteps) };
}

/** The part between some nodes, numbered anew in their order; what leads elsewhere is left out. */
export function partOf({ starts, neighbours, lengths }: Adjacency, nodes: Uint32Array, numbers: Int32Array): Adjacency {
  for (const [index, node] of nodes.entries()) numbers[node] = index;
  const partStarts = new Uint32Array(nodes.length + 1);
  const partNeighbours: number[] = [];
  const partLengths: number[] = [];
  for (const [index, node] of nodes.entries()) {
    for (let at = starts[node] as number; at < (starts[node + 1] as number); at += 1) {
      const number = numbers[neighbours[at] as number] as number;
      if (number < 0) continue;
      partNeighbours.push(number);
      partLengths.push(lengths[at] as number);
    }
    partStarts[index + 1] = partNeighbours.length;
  }
  for (const node of nodes) numbers[node] = -1;
  return { nodes: nodes.length, starts: partStarts, neighbours: Uint32Array.from(partNeighbours), lengths: Uint16Array.from(partLengths) };
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
