import type { Core } from 'cytoscape';

/** Cells of the coarse grid in which labels are kept from overlapping. Pixels on the canvas. */
const cell = 8;

/**
 * Nodes whose labels have room at this zoom: the most important first, each only where it covers no other label and no other node.
 * Those that are chosen or at the cursor have theirs in any case.
 */
export function namedNodes(cy: Core, scale: number): ReadonlySet<string> {
  const zoom = cy.zoom();
  const fontSize = 11 * scale * zoom;
  const width = cy.width();
  const height = cy.height();
  const columns = Math.ceil(width / cell) + 2;
  const shown = cy.nodes().toArray().map((node) => ({ node, ...node.renderedPosition(), radius: (Number(node.data('size')) / 2) * zoom, rank: Number(node.data('rank')) }));
  const inView = shown.filter(({ x, y, radius }) => x + radius > 0 && x - radius < width && y + radius > 0 && y - radius < height).sort((left, right) => right.rank - left.rank);
  /** Which node's body lies in a cell: its number in the list, -1 where several do. */
  const bodies = new Map<number, number>();
  inView.forEach(({ x, y, radius }, at) => {
    for (const place of cellsOf(x - radius, y - radius, x + radius, y + radius, columns)) bodies.set(place, bodies.has(place) ? -1 : at);
  });
  const labels = new Set<number>();
  const named = new Set<string>();
  inView.forEach(({ node, x, y, radius }, at) => {
    const isMarked = node.hasClass('chosen') || node.hasClass('cursor');
    const isFree = isMarked || node.hasClass('focus');
    if (fontSize < 6 && !isFree) return;
    const size = fontSize * (node.hasClass('focus') ? 1.2 : 1);
    const half = (String(node.data('label')).length * size * 0.56) / 2;
    const cells = cellsOf(x - half, y + radius + 3, x + half, y + radius + size * 1.3, columns);
    if (!isFree && cells.some((place) => labels.has(place) || (bodies.get(place) ?? at) !== at)) return;
    for (const place of cells) labels.add(place);
    named.add(node.id());
  });
  return named;
}

function cellsOf(left: number, top: number, right: number, bottom: number, columns: number): readonly number[] {
  const cells: number[] = [];
  for (let row = Math.floor(top / cell); row <= Math.floor(bottom / cell); row += 1) {
    for (let column = Math.max(-1, Math.floor(left / cell)); column <= Math.min(columns, Math.floor(right / cell)); column += 1) cells.push((row + 1) * (columns + 2) + column + 1);
  }
  return cells;
}
