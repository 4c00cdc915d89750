export type Direction = 'left' | 'right' | 'up' | 'down';

interface Walk {
  /** Two numbers per node. */
  readonly positions: Float32Array;
  readonly from: number;
  readonly direction: Direction;
  /** Nodes that a tie leads to; others are walked to where none lies that way. */
  readonly isNeighbour: (node: number) => boolean;
}

const along: Readonly<Record<Direction, readonly [number, number]>> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

/** The node that an arrow key leads to: the nearest neighbour that way, else the nearest node that way; null where none lies there. */
export function walkTo({ positions, from, direction, isNeighbour }: Walk): number | null {
  return nearest(positions, from, direction, isNeighbour) ?? nearest(positions, from, direction, () => true);
}

/** What lies within 60 degrees of the direction counts; what lies off it counts as further away than it is. */
function nearest(positions: Float32Array, from: number, direction: Direction, isWanted: (node: number) => boolean): number | null {
  const [alongX, alongY] = along[direction];
  const [fromX = 0, fromY = 0] = positions.subarray(2 * from, 2 * from + 2);
  let best: number | null = null;
  let bestCost = Infinity;
  for (let node = 0; node < positions.length / 2; node += 1) {
    if (node === from || !isWanted(node)) continue;
    const x = (positions[2 * node] ?? 0) - fromX;
    const y = (positions[2 * node + 1] ?? 0) - fromY;
    const ahead = x * alongX + y * alongY;
    const aside = Math.abs(x * alongY - y * alongX);
    if (ahead <= 0 || aside > ahead * 1.74) continue;
    const cost = ahead + 2 * aside;
    if (cost < bestCost) {
      best = node;
      bestCost = cost;
    }
  }
  return best;
}

/** Whether a point lies in a lasso's line, closed from its last point to its first: an odd number of crossings to the right. */
export function isInside(x: number, y: number, line: readonly (readonly [number, number])[]): boolean {
  let inside = false;
  line.forEach(([atX, atY], index) => {
    const [beforeX, beforeY] = line.at(index - 1) ?? [0, 0];
    if (atY > y !== beforeY > y && x < ((beforeX - atX) * (y - atY)) / (beforeY - atY) + atX) inside = !inside;
  });
  return inside;
}
