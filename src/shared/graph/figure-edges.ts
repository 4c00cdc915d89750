import { groupBy } from '../group.ts';
import type { DrawnEdge } from './drawn-graph.ts';
import { round } from './shapes.ts';

type Point = readonly [x: number, y: number];

interface EdgeEnds {
  readonly from: Point;
  readonly to: Point;
  readonly fromRadius: number;
  readonly toRadius: number;
  /** How far its middle lies beside the straight line, so that edges of one pair are apart. */
  readonly offset: number;
  readonly arrow: boolean;
  readonly width: number;
}

/** Points between neighbouring edges of one pair. */
const apart = 7;

/** For each edge, how far from the straight line it passes: 0 but where a pair has several. */
export function pairOffsets(edges: readonly DrawnEdge[]): readonly number[] {
  const pairs = groupBy(edges.keys(), (at) => {
    const { source, target } = edges[at] as DrawnEdge;
    return JSON.stringify(source.id < target.id ? [source.id, target.id] : [target.id, source.id]);
  });
  const offsets = edges.map(() => 0);
  for (const members of pairs.values()) {
    members.forEach((at, place) => {
      const edge = edges[at];
      if (!edge) return;
      const side = edge.source.id < edge.target.id ? 1 : -1;
      offsets[at] = edge.source === edge.target ? place * apart : side * (place - (members.length - 1) / 2) * apart;
    });
  }
  return offsets;
}

/** The line of an edge from rim to rim, its head, and its middle. An edge to oneself is a loop above the node. */
export function edgePath({ from, to, fromRadius, toRadius, offset, arrow, width }: EdgeEnds): { readonly line: string; readonly head: string | null; readonly middle: Point } {
  const size = arrow ? 2.6 + width * 1.5 : 0;
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (length < 0.01) {
    const [x, y] = from;
    const high = fromRadius * 2 + 8 + offset;
    const line = `M${text([x - fromRadius * 0.6, y - fromRadius * 0.8])}C${text([x - fromRadius - 6, y - high])} ${text([x + fromRadius + 6, y - high])} ${text([x + fromRadius * 0.6, y - fromRadius * 0.8 - size])}`;
    return { line, head: arrow ? headAt([x + fromRadius * 0.6, y - fromRadius * 0.8], [-0.2, 0.98], size) : null, middle: [x, y - fromRadius - high / 2] };
  }
  const middle: Point = [(from[0] + to[0]) / 2 - (dy / length) * offset, (from[1] + to[1]) / 2 + (dx / length) * offset];
  const bend: Point = [middle[0] * 2 - (from[0] + to[0]) / 2, middle[1] * 2 - (from[1] + to[1]) / 2];
  const [start, end] = [toward(from, bend, fromRadius), toward(to, bend, toRadius)];
  const direction: Point = [(end[0] - bend[0]) / distance(end, bend), (end[1] - bend[1]) / distance(end, bend)];
  const base: Point = arrow ? [end[0] - direction[0] * size * 0.9, end[1] - direction[1] * size * 0.9] : end;
  return {
    line: offset === 0 ? `M${text(start)}L${text(base)}` : `M${text(start)}Q${text(bend)} ${text(base)}`,
    head: arrow ? headAt(end, direction, size) : null,
    middle,
  };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]) || 1;
}

/** The point at `radius` from a centre in the direction of another point; no farther than that one. */
function toward(centre: Point, other: Point, radius: number): Point {
  const share = Math.min(0.95, radius / distance(centre, other));
  return [centre[0] + (other[0] - centre[0]) * share, centre[1] + (other[1] - centre[1]) * share];
}

function headAt(tip: Point, [dx, dy]: Point, size: number): string {
  const back: Point = [tip[0] - dx * size, tip[1] - dy * size];
  const half = size * 0.42;
  return `M${text(tip)}L${text([back[0] - dy * half, back[1] + dx * half])}L${text([back[0] + dy * half, back[1] - dx * half])}Z`;
}

function text([x, y]: Point): string {
  return `${round(x)} ${round(y)}`;
}
