import type { Adjacency } from './adjacency.ts';
import type { Random } from './random.ts';
import type { Landmarks } from './landmarks.ts';

/** Neighbours of a neighbour that a node with one or two edges is kept off from; without them such nodes would lie on each other. */
const siblings = 6;

/**
 * Moves every node, one after the other, to where the distances to its neighbours and to the landmarks agree best: stress majorisation
 * (Gansner, Koren and North, "Graph drawing by stress majorization", 2004) with a sample of nodes, picked by chance, standing for all.
 */
export function majorize(adjacency: Adjacency, landmarks: Landmarks, positions: Float64Array, isFixed: Uint8Array | null, passes: number, random: Random): void {
  const { nodes, starts, neighbours, lengths } = adjacency;
  const { nodes: marks, steps } = landmarks;
  const count = marks.length;
  const ofNode = byNode(landmarks, nodes);
  const pulls = pullsOf(steps, nodes / count);
  const order = Uint32Array.from({ length: nodes }, (_, node) => node);
  for (let pass = 0; pass < passes; pass += 1) {
    shuffle(order, random);
    for (const node of order) {
      if (isFixed !== null && isFixed[node] === 1) continue;
      const across = positions[node * 2] as number;
      const down = positions[node * 2 + 1] as number;
      let sumAcross = 0;
      let sumDown = 0;
      let sumPull = 0;
      const heed = (other: number, distance: number, pull: number): void => {
        const otherAcross = positions[other * 2] as number;
        const otherDown = positions[other * 2 + 1] as number;
        let apart = across - otherAcross;
        let below = down - otherDown;
        let length = Math.sqrt(apart * apart + below * below);
        if (length < 1e-9) {
          apart = random() - 0.5;
          below = random() - 0.5;
          length = Math.sqrt(apart * apart + below * below) + 1e-9;
        }
        const stretch = distance / length;
        sumAcross += pull * (otherAcross + apart * stretch);
        sumDown += pull * (otherDown + below * stretch);
        sumPull += pull;
      };
      for (let mark = 0; mark < count; mark += 1) {
        const distance = ofNode[node * count + mark] as number;
        if (distance > 0) heed(marks[mark] as number, distance, pulls[distance] as number);
      }
      const from = starts[node] as number;
      const to = starts[node + 1] as number;
      for (let at = from; at < to; at += 1) {
        const distance = lengths[at] as number;
        heed(neighbours[at] as number, distance, 1 / (distance * distance));
      }
      if (to - from <= 2) {
        for (let at = from; at < to; at += 1) {
          const shared = neighbours[at] as number;
          const first = starts[shared] as number;
          const degree = (starts[shared + 1] as number) - first;
          const picks = Math.min(siblings, degree - 1);
          for (let pick = 0; pick < picks; pick += 1) {
            const place = first + Math.floor(random() * degree);
            const distance = (lengths[at] as number) + (lengths[place] as number);
            if (neighbours[place] !== node) heed(neighbours[place] as number, distance, degree / picks / (distance * distance));
          }
        }
      }
      positions[node * 2] = sumAcross / sumPull;
      positions[node * 2 + 1] = sumDown / sumPull;
    }
  }
}

/** Scales positions so that they fit the distances as well as their shape can. */
export function scaleToDistances(positions: Float64Array, { nodes: marks, steps }: Landmarks, nodes: number): void {
  let squares = 0;
  let products = 0;
  for (const [mark, place] of marks.entries()) {
    for (let node = 0; node < nodes; node += 1) {
      const distance = steps[mark * nodes + node] as number;
      if (distance === 0) continue;
      const ratio = Math.hypot((positions[node * 2] as number) - (positions[place * 2] as number), (positions[node * 2 + 1] as number) - (positions[place * 2 + 1] as number)) / distance;
      squares += ratio * ratio;
      products += ratio;
    }
  }
  const scale = squares > 0 ? products / squares : 1;
  for (let at = 0; at < positions.length; at += 1) positions[at] = (positions[at] as number) * scale;
}

/** Distances of one node beside each other, since all of them are read at once. */
function byNode({ nodes: marks, steps }: Landmarks, nodes: number): Uint16Array {
  const turned = new Uint16Array(steps.length);
  for (let mark = 0; mark < marks.length; mark += 1) for (let node = 0; node < nodes; node += 1) turned[node * marks.length + mark] = steps[mark * nodes + node] as number;
  return turned;
}

/** By distance: a landmark stands for so many nodes, and the far ones count less. */
function pullsOf(steps: Uint16Array, standsFor: number): Float64Array {
  const farthest = steps.reduce((most, step) => Math.max(most, step), 0);
  return Float64Array.from({ length: farthest + 1 }, (_, distance) => standsFor / (distance * distance));
}

function shuffle(order: Uint32Array, random: Random): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const swap = Math.floor(random() * (last + 1));
    const kept = order[last] as number;
    order[last] = order[swap] as number;
    order[swap] = kept;
  }
}
