import { groupBy } from '../group.ts';

export type Place = readonly [x: number, y: number];

interface EdgeEnds {
  readonly from: Place;
  readonly to: Place;
  readonly fromRadius: number;
  readonly toRadius: number;
  /** How far its middle lies beside the straight line, so that edges of one pair are apart. */
  readonly offset: number;
  /** Length of its head; 0 where it has none. */
  readonly head: number;
}

/** How an edge runs from rim to rim: straight, or as a Bézier curve by its one or two control points. */
export interface EdgeRun {
  readonly start: Place;
  readonly bends: readonly Place[];
  readonly end: Place;
  /** The corners of its head, the tip first. */
  readonly head: readonly [Place, Place, Place] | null;
  readonly middle: Place;
}

/** For each edge, how far from the straight line it passes, in steps of one edge from the next: 0 but where a pair has several. */
export function pairOffsets(edges: readonly { readonly source: { readonly id: string }; readonly target: { readonly id: string } }[]): readonly number[] {
  const pairs = groupBy(edges.entries(), ([, { source, target }]) => JSON.stringify(source.id < target.id ? [source.id, target.id] : [target.id, source.id]));
  const offsets = edges.map(() => 0);
  for (const members of pairs.values()) {
    members.forEach(([at, { source, target }], place) => {
      offsets[at] = source.id === target.id ? place : (source.id < target.id ? 1 : -1) * (place - (members.length - 1) / 2);
    });
  }
  return offsets;
}

/** An edge to oneself is a loop above the node. */
export function edgeRun({ from, to, fromRadius, toRadius, offset, head }: EdgeEnds): EdgeRun {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (length < 0.01) {
    const [x, y] = from;
    const high = fromRadius * 2 + 8 + offset;
    return {
      start: [x - fromRadius * 0.6, y - fromRadius * 0.8],
      bends: [[x - fromRadius - 6, y - high], [x + fromRadius + 6, y - high]],
      end: [x + fromRadius * 0.6, y - fromRadius * 0.8 - head],
      head: head > 0 ? headAt([x + fromRadius * 0.6, y - fromRadius * 0.8], [-0.2, 0.98], head) : null,
      middle: [x, y - fromRadius - high / 2],
    };
  }
  const middle: Place = [(from[0] + to[0]) / 2 - (dy / length) * offset, (from[1] + to[1]) / 2 + (dx / length) * offset];
  const bend: Place = [middle[0] * 2 - (from[0] + to[0]) / 2, middle[1] * 2 - (from[1] + to[1]) / 2];
  const [start, tip] = [toward(from, bend, fromRadius), toward(to, bend, toRadius)];
  const direction: Place = [(tip[0] - bend[0]) / distance(tip, bend), (tip[1] - bend[1]) / distance(tip, bend)];
  return {
    start, middle,
    bends: offset === 0 ? [] : [bend],
    end: [tip[0] - direction[0] * head * 0.9, tip[1] - direction[1] * head * 0.9],
    head: head > 0 ? headAt(tip, direction, head) : null,
  };
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]) || 1;
}

/** The point at `radius` from a centre in the direction of another point; no farther than that one. */
function toward(centre: Place, other: Place, radius: number): Place {
  const share = Math.min(0.95, radius / distance(centre, other));
  return [centre[0] + (other[0] - centre[0]) * share, centre[1] + (other[1] - centre[1]) * share];
}

function headAt(tip: Place, [dx, dy]: Place, size: number): readonly [Place, Place, Place] {
  const back: Place = [tip[0] - dx * size, tip[1] - dy * size];
  const half = size * 0.42;
  return [tip, [back[0] - dy * half, back[1] + dx * half], [back[0] + dy * half, back[1] - dx * half]];
}
