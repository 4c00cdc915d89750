/** Pixels that stay free between two nodes. */
const gap = 8;

/** Cells of a square grid that hold the nodes lying in them. */
interface Grid {
  readonly cell: number;
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
}

/**
 * Pushes nodes off each other until none touches another (or `rounds` are over), and no farther: the shape stays.
 * Positions are in pixels. Fixed nodes push and stay.
 */
export function spread(positions: Float64Array, sizes: Float32Array, isFixed: Uint8Array | null, rounds: number): void {
  const nodes = sizes.length;
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  for (let round = 0; round < rounds; round += 1) {
    const grid = gridOf(positions, nodes, largest + gap);
    let touching = 0;
    for (let node = 0; node < nodes; node += 1) {
      const column = Math.floor(((positions[node * 2] as number) - grid.left) / grid.cell);
      const row = Math.floor(((positions[node * 2 + 1] as number) - grid.top) / grid.cell);
      for (let down = Math.max(0, row - 1); down <= Math.min(grid.rows - 1, row + 1); down += 1) {
        for (let across = Math.max(0, column - 1); across <= Math.min(grid.columns - 1, column + 1); across += 1) {
          const cell = down * grid.columns + across;
          for (let at = grid.starts[cell] as number; at < (grid.starts[cell + 1] as number); at += 1) {
            const other = grid.members[at] as number;
            if (other > node && pushApart(positions, node, other, ((sizes[node] as number) + (sizes[other] as number)) / 2 + gap, isFixed)) touching += 1;
          }
        }
      }
    }
    if (touching === 0) return;
  }
}

/** Golden angle: nodes on one spot part in directions that differ. */
const turn = Math.PI * (3 - Math.sqrt(5));

function pushApart(positions: Float64Array, one: number, other: number, wanted: number, isFixed: Uint8Array | null): boolean {
  let across = (positions[other * 2] as number) - (positions[one * 2] as number);
  let down = (positions[other * 2 + 1] as number) - (positions[one * 2 + 1] as number);
  const square = across * across + down * down;
  if (square >= wanted * wanted) return false;
  let length = Math.sqrt(square);
  if (length < 1e-3) {
    across = Math.cos(other * turn);
    down = Math.sin(other * turn);
    length = 1;
  }
  const oneStays = isFixed !== null && isFixed[one] === 1;
  const otherStays = isFixed !== null && isFixed[other] === 1;
  if (oneStays && otherStays) return false;
  // A little more than needed, so that rounding does not keep a pair touching.
  const push = ((wanted - Math.sqrt(square)) / length) * 1.02 * (oneStays || otherStays ? 1 : 0.5);
  if (!oneStays) {
    positions[one * 2] = (positions[one * 2] as number) - across * push;
    positions[one * 2 + 1] = (positions[one * 2 + 1] as number) - down * push;
  }
  if (!otherStays) {
    positions[other * 2] = (positions[other * 2] as number) + across * push;
    positions[other * 2 + 1] = (positions[other * 2 + 1] as number) + down * push;
  }
  return true;
}

function gridOf(positions: Float64Array, nodes: number, wantedCell: number): Grid {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (let node = 0; node < nodes; node += 1) {
    left = Math.min(left, positions[node * 2] as number);
    right = Math.max(right, positions[node * 2] as number);
    top = Math.min(top, positions[node * 2 + 1] as number);
    bottom = Math.max(bottom, positions[node * 2 + 1] as number);
  }
  // Never many more cells than nodes.
  const cell = Math.max(wantedCell, Math.sqrt(((right - left + 1) * (bottom - top + 1)) / (4 * nodes + 16)));
  const columns = Math.floor((right - left) / cell) + 1;
  const rows = Math.floor((bottom - top) / cell) + 1;
  const starts = new Uint32Array(columns * rows + 1);
  const cells = new Uint32Array(nodes);
  for (let node = 0; node < nodes; node += 1) {
    const column = Math.floor(((positions[node * 2] as number) - left) / cell);
    const row = Math.floor(((positions[node * 2 + 1] as number) - top) / cell);
    const at = Math.min(rows - 1, row) * columns + Math.min(columns - 1, column);
    cells[node] = at;
    starts[at + 1] = (starts[at + 1] as number) + 1;
  }
  for (let at = 0; at < columns * rows; at += 1) starts[at + 1] = (starts[at + 1] as number) + (starts[at] as number);
  const next = starts.slice();
  const members = new Uint32Array(nodes);
  for (let node = 0; node < nodes; node += 1) {
    const at = cells[node] as number;
    members[next[at] as number] = node;
    next[at] = (next[at] as number) + 1;
  }
  return { cell, left, top, columns, rows, starts, members };
}
