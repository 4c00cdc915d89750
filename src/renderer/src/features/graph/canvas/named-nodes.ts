import { labelHeight } from './label-font.ts';
import { type Covered, onScreen, placeOf, type Scene, type View } from './scene.ts';
import type { Marking } from './strokes.ts';

/** Cells of the coarse grid in which labels are kept from overlapping. Pixels on the canvas. */
const cell = 8;
/** Names smaller than this are left out. Pixels on the screen. */
const smallest = 6;

/** Where a label stands beside its node, the usual place first. */
const labelSides = ['below', 'right', 'left', 'above'] as const;
export type LabelSide = (typeof labelSides)[number];

/**
 * Nodes whose labels have room at this zoom, and where: the most important first, each only where it covers no other label and no other node, and
 * where all of it is seen beside what is `covered` at the sides. Those that are chosen or at the cursor have theirs in any case.
 */
export function namedNodes(scene: Scene, view: View, { selected, cursor }: Marking, covered: Covered): ReadonlyMap<string, LabelSide> {
  const { zoom, width, height } = view;
  const columns = Math.ceil(width / cell) + 2;
  const shown = scene.nodes.map((node) => ({ node, ...onScreen(placeOf(node), view), radius: (node.look.diameter / 2) * zoom, rank: node.isFocus ? 1e6 : node.look.diameter }));
  const inView = shown.filter(({ x, y, radius }) => x + radius > 0 && x - radius < width && y + radius > 0 && y - radius < height).sort((left, right) => right.rank - left.rank);
  /** Which node's body lies in a cell: its number in the list, -1 where several do. */
  const bodies = new Map<number, number>();
  inView.forEach(({ x, y, radius }, at) => {
    for (const place of cellsOf(x - radius, y - radius, x + radius, y + radius, columns)) bodies.set(place, bodies.has(place) ? -1 : at);
  });
  const labels = new Set<number>();
  const named = new Map<string, LabelSide>();
  inView.forEach(({ node, x, y, radius }, at) => {
    const isFree = node.isFocus || selected.has(node.id) || cursor === node.id;
    const size = labelHeight(zoom, node.isFocus);
    if (size < smallest && !isFree) return;
    const long = node.label.length * size * 0.56;
    const cellsAt = (side: LabelSide): readonly number[] => {
      const [left, top] = labelCorner(side, x, y, radius, long, size);
      return cellsOf(left, top, left + long, top + size * 1.2, columns);
    };
    const isSeen = (side: LabelSide): boolean => {
      const [left] = labelCorner(side, x, y, radius, long, size);
      return left >= covered.left && left + long <= width - covered.right;
    };
    const isRoomy = (side: LabelSide): boolean => isSeen(side) && !cellsAt(side).some((place) => labels.has(place) || (bodies.get(place) ?? at) !== at);
    const side = labelSides.find(isRoomy) ?? (isFree ? 'below' : undefined);
    if (side === undefined) return;
    for (const place of cellsAt(side)) labels.add(place);
    named.set(node.id, side);
  });
  return named;
}

/** The upper left corner of a label. */
function labelCorner(side: LabelSide, x: number, y: number, radius: number, width: number, size: number): readonly [number, number] {
  const gap = radius + 3;
  switch (side) {
    case 'below':
      return [x - width / 2, y + gap];
    case 'above':
      return [x - width / 2, y - gap - size * 1.2];
    case 'right':
      return [x + gap, y - size * 0.6];
    case 'left':
      return [x - gap - width, y - size * 0.6];
  }
}

function cellsOf(left: number, top: number, right: number, bottom: number, columns: number): readonly number[] {
  const cells: number[] = [];
  for (let row = Math.floor(top / cell); row <= Math.floor(bottom / cell); row += 1) {
    for (let column = Math.max(-1, Math.floor(left / cell)); column <= Math.min(columns, Math.floor(right / cell)); column += 1) cells.push((row + 1) * (columns + 2) + column + 1);
  }
  return cells;
}
