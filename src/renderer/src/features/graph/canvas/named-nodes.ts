import type { Core } from 'cytoscape';

/** Cells of the coarse grid in which labels are kept from overlapping. Pixels on the canvas. */
const cell = 8;

/**
 * Nodes whose labels have room at this zoom: the most important first, each only where it covers no label and no more important node.
 * Those that are chosen or at the cursor have theirs in any case.
 */
export function namedNodes(cy: Core, scale: number): ReadonlySet<string> {
  const zoom = cy.zoom();
  const fontSize = 11 * scale * zoom;
  const named = new Set<string>();
  const width = cy.width();
  const height = cy.height();
  const taken = new Set<number>();
  const columns = Math.ceil(width / cell) + 1;
  const nodes = cy.nodes().toArray().sort((left, right) => Number(right.data('rank')) - Number(left.data('rank')));
  for (const node of nodes) {
    const isMarked = node.hasClass('chosen') || node.hasClass('cursor');
    if (fontSize < 6 && !isMarked && !node.hasClass('focus')) continue;
    const { x, y } = node.renderedPosition();
    const label = String(node.data('label'));
    const half = (label.length * fontSize * 0.56) / 2;
    const top = y + (Number(node.data('size')) / 2) * zoom;
    if (x + half < 0 || x - half > width || top > height || top + fontSize * 1.4 < 0) continue;
    const cells = cellsOf(x - half, top, x + half, top + fontSize * 1.5, columns);
    if (!isMarked && cells.some((place) => taken.has(place))) continue;
    for (const place of cells) taken.add(place);
    named.add(node.id());
  }
  return named;
}

function cellsOf(left: number, top: number, right: number, bottom: number, columns: number): readonly number[] {
  const cells: number[] = [];
  for (let row = Math.floor(top / cell); row <= Math.floor(bottom / cell); row += 1) {
    for (let column = Math.floor(left / cell); column <= Math.floor(right / cell); column += 1) cells.push((row + 1) * (columns + 200) + column + 100);
  }
  return cells;
}
