import { breadthFirst, type Adjacency } from './adjacency.ts';
import type { Random } from './random.ts';

/** Distances from some nodes to all: `steps[pivot * nodes + node]`. */
export interface Pivots {
  readonly nodes: Uint32Array;
  readonly steps: Uint16Array;
}

/** Pivots far from each other, the first by chance; of a graph with as many pivots as nodes, all of them. */
export function choosePivots(adjacency: Adjacency, count: number, random: Random): Pivots {
  const { nodes } = adjacency;
  const queue = new Uint32Array(nodes);
  const steps = new Uint16Array(count * nodes);
  const chosen = new Uint32Array(count);
  if (count === nodes) {
    for (let node = 0; node < nodes; node += 1) {
      chosen[node] = node;
      breadthFirst(adjacency, node, steps, node * nodes, queue);
    }
    return { nodes: chosen, steps };
  }
  const nearest = new Uint16Array(nodes).fill(65_535);
  let next = Math.floor(random() * nodes);
  for (let pivot = 0; pivot < count; pivot += 1) {
    chosen[pivot] = next;
    breadthFirst(adjacency, next, steps, pivot * nodes, queue);
    let farthest = 0;
    let ties = 0;
    for (let node = 0; node < nodes; node += 1) {
      const near = Math.min(nearest[node] as number, steps[pivot * nodes + node] as number);
      nearest[node] = near;
      if (near > farthest) {
        farthest = near;
        next = node;
        ties = 1;
      } else if (near === farthest) {
        ties += 1;
        if (random() * ties < 1) next = node;
      }
    }
  }
  return { nodes: chosen, steps };
}

const powerRounds = 30;

/** Positions by classical scaling of the distances to the pivots (Brandes and Pich, "Eigensolver methods for progressive multidimensional scaling", 2006). */
export function startFromPivots(nodes: number, { nodes: pivots, steps }: Pivots, random: Random): Float64Array {
  const count = Math.min(pivots.length, 60);
  const centred = centre(nodes, count, Math.max(1, Math.floor(pivots.length / count)), steps);
  const product = new Float64Array(count * count);
  for (let row = 0; row < count; row += 1) {
    for (let column = row; column < count; column += 1) {
      let sum = 0;
      for (let node = 0; node < nodes; node += 1) sum += (centred[row * nodes + node] as number) * (centred[column * nodes + node] as number);
      product[row * count + column] = sum;
      product[column * count + row] = sum;
    }
  }
  const first = dominant(product, count, null, random);
  const second = dominant(product, count, first, random);
  const positions = new Float64Array(nodes * 2);
  for (const [axis, vector] of [first, second].entries()) {
    for (let pivot = 0; pivot < count; pivot += 1) {
      const share = vector[pivot] as number;
      for (let node = 0; node < nodes; node += 1) positions[node * 2 + axis] = (positions[node * 2 + axis] as number) + share * (centred[pivot * nodes + node] as number);
    }
  }
  return positions;
}

function centre(nodes: number, count: number, stride: number, steps: Uint16Array): Float64Array {
  const squares = new Float64Array(count * nodes);
  const ofNode = new Float64Array(nodes);
  let whole = 0;
  for (let pivot = 0; pivot < count; pivot += 1) {
    let sum = 0;
    for (let node = 0; node < nodes; node += 1) {
      const square = (steps[pivot * stride * nodes + node] as number) ** 2;
      squares[pivot * nodes + node] = square;
      ofNode[node] = (ofNode[node] as number) + square / count;
      sum += square;
    }
    for (let node = 0; node < nodes; node += 1) squares[pivot * nodes + node] = (squares[pivot * nodes + node] as number) - sum / nodes;
    whole += sum / nodes / count;
  }
  for (let pivot = 0; pivot < count; pivot += 1) {
    for (let node = 0; node < nodes; node += 1) squares[pivot * nodes + node] = -0.5 * ((squares[pivot * nodes + node] as number) - (ofNode[node] as number) + whole);
  }
  return squares;
}

/** The eigenvector of the largest eigenvalue that is square to `apart`. */
function dominant(matrix: Float64Array, count: number, apart: Float64Array | null, random: Random): Float64Array {
  let vector = Float64Array.from({ length: count }, () => random() - 0.5);
  for (let round = 0; round < powerRounds; round += 1) {
    const next = new Float64Array(count);
    for (let row = 0; row < count; row += 1) {
      let sum = 0;
      for (let column = 0; column < count; column += 1) sum += (matrix[row * count + column] as number) * (vector[column] as number);
      next[row] = sum;
    }
    if (apart !== null) {
      const along = next.reduce((sum, value, index) => sum + value * (apart[index] as number), 0);
      for (let index = 0; index < count; index += 1) next[index] = (next[index] as number) - along * (apart[index] as number);
    }
    const length = Math.hypot(...next);
    if (length < 1e-9) return next;
    vector = next.map((value) => value / length);
  }
  return vector;
}
