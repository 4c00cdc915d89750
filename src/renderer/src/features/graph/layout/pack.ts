/** A component that was laid out by itself. */
export interface Piece {
  readonly nodes: Uint32Array;
  /** Two numbers per node, in the order of `nodes`, in pixels. */
  readonly positions: Float64Array;
}

/** Pixels between two components. */
const margin = 44;

interface Box {
  readonly piece: Piece;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Puts components beside each other in rows, the tallest first, for a place of this shape; the whole is centred on 0, 0. */
export function packPieces(pieces: readonly Piece[], sizes: Float32Array, aspect: number, into: Float32Array): void {
  const boxes = pieces.map((piece) => boxOf(piece, sizes)).sort((one, other) => other.height - one.height || other.width - one.width);
  const area = boxes.reduce((sum, { width, height }) => sum + (width + margin) * (height + margin), 0);
  const widest = boxes.reduce((most, { width }) => Math.max(most, width), 0);
  const room = Math.max(widest, Math.sqrt(area * aspect) * 1.05);
  let across = 0;
  let down = 0;
  let rowHeight = 0;
  let wholeWidth = 0;
  const places: { readonly box: Box; readonly across: number; readonly down: number }[] = [];
  for (const box of boxes) {
    if (across > 0 && across + box.width > room) {
      across = 0;
      down += rowHeight + margin;
      rowHeight = 0;
    }
    places.push({ box, across, down });
    rowHeight = Math.max(rowHeight, box.height);
    wholeWidth = Math.max(wholeWidth, across + box.width);
    across += box.width + margin;
  }
  const wholeHeight = down + rowHeight;
  for (const { box, across, down } of places) {
    for (const [index, node] of box.piece.nodes.entries()) {
      into[node * 2] = (box.piece.positions[index * 2] as number) - box.left + across - wholeWidth / 2;
      into[node * 2 + 1] = (box.piece.positions[index * 2 + 1] as number) - box.top + down - wholeHeight / 2;
    }
  }
}

function boxOf(piece: Piece, sizes: Float32Array): Box {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const [index, node] of piece.nodes.entries()) {
    const radius = (sizes[node] as number) / 2;
    left = Math.min(left, (piece.positions[index * 2] as number) - radius);
    right = Math.max(right, (piece.positions[index * 2] as number) + radius);
    top = Math.min(top, (piece.positions[index * 2 + 1] as number) - radius);
    bottom = Math.max(bottom, (piece.positions[index * 2 + 1] as number) + radius);
  }
  return { piece, left, top, width: right - left, height: bottom - top };
}
