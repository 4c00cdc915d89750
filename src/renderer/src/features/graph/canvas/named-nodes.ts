import { labelHeight } from './label-font.ts';
import { type Covered, onScreen, placeOf, type Scene, type SceneEdge, type View } from './scene.ts';
import { type Marking, toldAbove, toldAt, toldSize } from './strokes.ts';

/** Cells of the coarse grid in which labels are kept from overlapping. Pixels on the canvas. */
const cell = 8;
/** Names smaller than this are left out. Pixels on the screen. */
const smallest = 6;
/** Of a letter on average, as a share of its height. */
const letterWidth = 0.56;
/** Between a name and what it is moved away from. Pixels. */
const edge = 4;

/** Where a label stands beside its node, the usual place first. */
const labelSides = ['below', 'right', 'left', 'above'] as const;
type LabelSide = (typeof labelSides)[number];

export interface NamePlace {
  readonly side: LabelSide;
  /** How far it is moved sideways from there, so that all of it is seen. Pixels on the screen. */
  readonly shift: number;
}

interface Try {
  readonly place: NamePlace;
  readonly cells: readonly number[];
  /** Whether all of it is in the view. */
  readonly isSeen: boolean;
}

/**
 * Nodes whose labels have room at this zoom, and where: the most important first, each only where it covers no other label, nothing that is said beside a line and no
 * other node, and where all of it is seen beside what is `covered` at the sides. The focus, those that are chosen and the one at the cursor have theirs in any case, where it covers least.
 */
export function namedNodes(scene: Scene, view: View, { selected, cursor }: Marking, covered: Covered): ReadonlyMap<string, NamePlace> {
  const { zoom, width, height } = view;
  const columns = Math.ceil(width / cell) + 2;
  const shown = scene.nodes.map((node) => ({ node, ...onScreen(placeOf(node), view), radius: (node.look.diameter / 2) * zoom, rank: node.isFocus ? 1e6 : node.look.diameter }));
  const inView = shown.filter(({ x, y, radius }) => x + radius > 0 && x - radius < width && y + radius > 0 && y - radius < height).sort((left, right) => right.rank - left.rank);
  /** Which node's body lies in a cell: its number in the list, -1 where several do. */
  const bodies = new Map<number, number>();
  inView.forEach(({ x, y, radius }, at) => {
    for (const place of cellsOf(x - radius, y - radius, x + radius, y + radius, columns)) bodies.set(place, bodies.has(place) ? -1 : at);
  });
  const taken = new Set(scene.edges.flatMap((edge) => cellsOfTold(edge, view, columns)));
  const named = new Map<string, NamePlace>();
  inView.forEach(({ node, x, y, radius }, at) => {
    const isFree = node.isFocus || selected.has(node.id) || cursor === node.id;
    const size = labelHeight(zoom, node.isFocus);
    if (size < smallest && !isFree) return;
    const long = node.label.length * size * letterWidth;
    const tryAt = (side: LabelSide): Try => {
      const [wanted, top] = labelCorner(side, x, y, radius, long, size);
      const isBeside = side === 'left' || side === 'right';
      // At the edge a name above or below is moved as long as it still touches its node.
      const [first, last] = [Math.max(covered.left + edge, x - long), Math.min(width - covered.right - edge - long, x)];
      const left = isBeside ? wanted : Math.max(first, Math.min(last, wanted));
      return { place: { side, shift: left - wanted }, cells: cellsOf(left, top, left + long, top + size * 1.2, columns), isSeen: left >= covered.left && left + long <= width - covered.right && top >= 0 && top + size * 1.2 <= height - covered.bottom };
    };
    const tries = labelSides.map(tryAt).filter(({ isSeen }) => isSeen);
    const crowdOf = ({ cells }: Try): number => cells.reduce((sum, place) => sum + (taken.has(place) || (bodies.get(place) ?? at) !== at ? 1 : 0), 0);
    const free = tries.find((one) => crowdOf(one) === 0);
    const found = free ?? (isFree ? (tries.toSorted((one, other) => crowdOf(one) - crowdOf(other))[0] ?? tryAt('below')) : undefined);
    if (found === undefined) return;
    for (const place of found.cells) taken.add(place);
    named.set(node.id, found.place);
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

function cellsOfTold(edge: SceneEdge, view: View, columns: number): readonly number[] {
  const told = toldAt(edge, view.zoom);
  if (told === null) return [];
  const { x, y } = onScreen(told, view);
  const size = toldSize * told.scale * view.zoom;
  const [across, down] = [Math.cos(told.angle), Math.sin(told.angle)];
  const [middleX, middleY] = [x + (toldAbove / toldSize) * size * down, y - (toldAbove / toldSize) * size * across];
  const half = (edge.label.length * size * letterWidth) / 2;
  const cells: number[] = [];
  for (let along = -half; along <= half; along += cell) {
    const [atX, atY] = [middleX + along * across, middleY + along * down];
    cells.push(...cellsOf(atX - size / 2, atY - size / 2, atX + size / 2, atY + size / 2, columns));
  }
  return cells;
}

function cellsOf(left: number, top: number, right: number, bottom: number, columns: number): readonly number[] {
  const cells: number[] = [];
  for (let row = Math.floor(top / cell); row <= Math.floor(bottom / cell); row += 1) {
    for (let column = Math.max(-1, Math.floor(left / cell)); column <= Math.min(columns, Math.floor(right / cell)); column += 1) cells.push((row + 1) * (columns + 2) + column + 1);
  }
  return cells;
}
