import type { LineStyle, NodeShape } from './appearance.ts';

/** Corners of the shapes on a circle of radius 1, clockwise from the top; null: no polygon. */
const corners: Readonly<Record<NodeShape, readonly (readonly [number, number])[] | null>> = {
  ellipse: null,
  'round-rectangle': null,
  diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  hexagon: [[-0.5, -0.87], [0.5, -0.87], [1, 0], [0.5, 0.87], [-0.5, 0.87], [-1, 0]],
  triangle: [[0, -1], [1, 0.87], [-1, 0.87]],
  pentagon: [[0, -1], [1, -0.24], [0.62, 0.93], [-0.62, 0.93], [-1, -0.24]],
};

/** The outline of a node as path data of SVG, around (x, y). `radius`: half its width. */
export function shapePath(shape: NodeShape, x: number, y: number, radius: number): string {
  const polygon = corners[shape];
  if (polygon) return `M${polygon.map(([right, down]) => `${round(x + right * radius)} ${round(y + down * radius)}`).join('L')}Z`;
  if (shape === 'ellipse') return `M${round(x - radius)} ${round(y)}a${round(radius)} ${round(radius)} 0 1 1 ${round(2 * radius)} 0a${round(radius)} ${round(radius)} 0 1 1 ${round(-2 * radius)} 0Z`;
  const half = radius * 0.9;
  const corner = half * 0.35;
  const side = round(2 * (half - corner));
  const arc = `a${round(corner)} ${round(corner)} 0 0 1 `;
  return `M${round(x - half + corner)} ${round(y - half)}h${side}${arc}${round(corner)} ${round(corner)}v${side}${arc}${round(-corner)} ${round(corner)}h${-side}${arc}${round(-corner)} ${round(-corner)}v${-side}${arc}${round(corner)} ${round(-corner)}Z`;
}

/** Lengths of strokes and gaps, in widths of the line; null for a solid one. */
export function dashesOf(style: LineStyle, width: number): readonly number[] | null {
  switch (style) {
    case 'solid':
      return null;
    case 'dashed':
      return [Math.max(3, width * 3), Math.max(2, width * 2)].map(round);
    case 'dotted':
      return [Math.max(1, width), Math.max(1.8, width * 1.8)].map(round);
  }
}

/** Two digits: a hundredth of a pixel is finer than any print. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
