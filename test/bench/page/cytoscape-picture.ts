import cytoscape from 'cytoscape';
import { palettes } from '../../../src/shared/graph/palette.ts';
import type { CanvasEdge, CanvasNode } from '../../../src/renderer/src/features/graph/canvas/elements.ts';

const palette = palettes.light;

/** The strokes of the program's own pictures, as styles of cytoscape. */
const style: cytoscape.StylesheetJson = [
  {
    selector: 'node',
    style: {
      width: 'data(size)', height: 'data(size)', shape: 'data(shape)' as 'ellipse', 'background-color': 'data(fill)', 'border-color': 'data(stroke)',
      'border-width': 'data(strokeWidth)' as unknown as number, 'border-style': 'data(strokeStyle)' as 'solid', 'overlay-opacity': 0, 'z-index': 1,
    },
  },
  {
    selector: 'edge',
    style: { width: 'data(width)', 'line-color': 'data(colour)', 'line-style': 'data(line)' as 'solid', 'curve-style': 'haystack', 'overlay-opacity': 0, opacity: 0.55, events: 'no' },
  },
  { selector: 'node[?named]', style: { label: 'data(label)', 'font-size': 33, 'text-outline-width': 5, 'text-outline-color': palette.ground } },
];

/** The picture as cytoscape's own renderer draws it with its default settings. A twentieth of the nodes is named, about as many as the program names. */
export function drawByCytoscape(container: HTMLElement, nodes: readonly CanvasNode[], edges: readonly CanvasEdge[]): void {
  cytoscape({
    container, style, layout: { name: 'preset', fit: true },
    elements: [
      ...nodes.map(({ node, look, at }, number) => ({
        group: 'nodes' as const, position: { ...at },
        data: { id: node.id, label: node.label, shape: look.shape, fill: look.fill, stroke: look.stroke, strokeWidth: look.strokeWidth, strokeStyle: look.strokeStyle, size: look.diameter, named: number % 20 === 0 ? 1 : 0 },
      })),
      ...edges.map(({ edge, look }, number) => ({ group: 'edges' as const, data: { id: `edge ${number}`, source: edge.source, target: edge.target, colour: look.colour, width: look.width, line: look.style } })),
    ],
  });
}
