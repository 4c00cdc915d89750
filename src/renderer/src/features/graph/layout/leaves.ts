import { edgeSteps, partOf, type Adjacency } from './adjacency.ts';

/** Pixels that stay free between a leaf and what is beside it. */
const gap = 7;

/** A component without its leaves, which stand in rings around the one neighbour that they have. */
export interface Trunk {
  /** Edges between nodes with many leaves are longer, by the room that those take. */
  readonly adjacency: Adjacency;
  /** The component's numbers of the trunk's nodes. */
  readonly nodes: Uint32Array;
  /** Of each node of the trunk with its leaves, in pixels. */
  readonly sizes: Float32Array;
  /** The component's numbers of the leaves of each node of the trunk. */
  readonly leaves: readonly (readonly number[])[];
}

/** Takes the leaves off a component of more than two nodes. */
export function trunkOf(adjacency: Adjacency, sizes: Float32Array, stepLength: number): Trunk {
  const { nodes, starts, neighbours } = adjacency;
  const degreeOf = (node: number): number => (starts[node + 1] as number) - (starts[node] as number);
  const kept = Uint32Array.from({ length: nodes }, (_, node) => node).filter((node) => degreeOf(node) > 1);
  const leaves = Array.from(kept, (node) => Array.from(neighbours.subarray(starts[node], starts[node + 1])).filter((neighbour) => degreeOf(neighbour) === 1));
  const part = partOf(adjacency, kept, new Int32Array(nodes).fill(-1));
  const whole = Float32Array.from(kept, (node, index) => {
    const own = leaves[index] as number[];
    return own.length < fewLeaves ? (sizes[node] as number) : ringsOf(sizes[node] as number, own.map((leaf) => sizes[leaf] as number)).diameter;
  });
  const lengths = part.lengths.slice();
  const roomOf = (node: number): number => ((whole[node] as number) - (sizes[kept[node] as number] as number)) / 2;
  for (let node = 0; node < part.nodes; node += 1) {
    for (let at = part.starts[node] as number; at < (part.starts[node + 1] as number); at += 1) {
      lengths[at] = edgeSteps + Math.round((roomOf(node) + roomOf(part.neighbours[at] as number)) / stepLength);
    }
  }
  return { adjacency: { ...part, lengths }, nodes: kept, sizes: whole, leaves };
}

/** So few leaves stand where their node has no other edges; more of them stand all around. */
const fewLeaves = 4;

interface Ring {
  readonly radius: number;
  readonly count: number;
}

/** Rings of leaves around a node, inner ones full before outer ones begin. */
function ringsOf(centre: number, sizes: readonly number[]): { readonly rings: readonly Ring[]; readonly diameter: number } {
  const widest = sizes.reduce((most, size) => Math.max(most, size), 0) + gap;
  const rings: Ring[] = [];
  let left = sizes.length;
  for (let radius = centre / 2 + widest / 2 + 14; left > 0; radius += widest) {
    const room = Math.max(1, Math.floor((2 * Math.PI * radius) / widest));
    const count = Math.min(room, left);
    rings.push({ radius, count });
    left -= count;
  }
  return { rings, diameter: 2 * ((rings.at(-1)?.radius ?? 0) + widest / 2) };
}

/** Puts the leaves of every node of the trunk beside it; `positions` are the component's. */
export function placeLeaves({ adjacency, nodes, leaves }: Trunk, sizes: Float32Array, positions: Float64Array): void {
  for (const [index, node] of nodes.entries()) {
    const own = leaves[index] as readonly number[];
    if (own.length === 0) continue;
    const across = positions[node * 2] as number;
    const down = positions[node * 2 + 1] as number;
    const others = Array.from(adjacency.neighbours.subarray(adjacency.starts[index], adjacency.starts[index + 1]), (neighbour) => nodes[neighbour] as number);
    const angles = others.map((other) => Math.atan2((positions[other * 2 + 1] as number) - down, (positions[other * 2] as number) - across)).sort((one, other) => one - other);
    if (own.length < fewLeaves) {
      const { from, width } = widestGap(angles);
      const radius = (sizes[node] as number) / 2 + 42;
      // Closer than the free angle allows, so that the leaves look like one bunch.
      const step = Math.min(width / (own.length + 1), 0.6);
      for (const [place, leaf] of own.entries()) put(positions, leaf, across, down, radius, from + width / 2 + (place - (own.length - 1) / 2) * step);
      continue;
    }
    const { rings } = ringsOf(sizes[node] as number, own.map((leaf) => sizes[leaf] as number));
    let next = 0;
    for (const [ring, { radius, count }] of rings.entries()) {
      const first = (widestGap(angles).from + (ring % 2) * (Math.PI / count)) % (2 * Math.PI);
      for (let place = 0; place < count; place += 1) {
        put(positions, own[next] as number, across, down, radius, first + (2 * Math.PI * place) / count);
        next += 1;
      }
    }
  }
}

function put(positions: Float64Array, node: number, across: number, down: number, radius: number, angle: number): void {
  positions[node * 2] = across + radius * Math.cos(angle);
  positions[node * 2 + 1] = down + radius * Math.sin(angle);
}

/** The widest angle without an edge. */
function widestGap(angles: readonly number[]): { readonly from: number; readonly width: number } {
  let widest = { from: angles.at(-1) ?? -Math.PI / 2, width: 2 * Math.PI };
  if (angles.length < 2) return widest;
  widest = { from: 0, width: 0 };
  for (const [index, angle] of angles.entries()) {
    const next = angles[(index + 1) % angles.length] as number;
    const width = index === angles.length - 1 ? next + 2 * Math.PI - angle : next - angle;
    if (width > widest.width) widest = { from: angle, width };
  }
  return widest;
}
