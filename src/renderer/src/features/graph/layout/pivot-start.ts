import type { Landmarks } from './landmarks.ts';
import type { Random } from './random.ts';

const powerRounds = 30;

/** Positions by classical scaling of the distances to the pivots (Brandes and Pich, "Eigensolver methods for progressive multidimensional scaling", 2006). */
export function startFromPivots(nodes: number, { nodes: pivots, steps }: Landmarks, random: Random): Float64Array {
  const count = pivots.length;
  const centred = centre(nodes, count, steps);
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

function centre(nodes: number, count: number, steps: Uint16Array): Float64Array {
  const squares = new Float64Array(count * nodes);
  const ofNode = new Float64Array(nodes);
  let whole = 0;
  for (let pivot = 0; pivot < count; pivot += 1) {
    let sum = 0;
    for (let node = 0; node < nodes; node += 1) {
      const square = (steps[pivot * nodes + node] as number) ** 2;
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
