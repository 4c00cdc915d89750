import type { StylesheetJson } from 'cytoscape';

/** What cytoscape must know of nodes to find the one under the pointer; it paints none of them (`painter.ts`). */
export const handStyle: StylesheetJson = [
  { selector: 'node', style: { width: 'data(size)', height: 'data(size)', shape: 'data(shape)' as 'ellipse', 'border-width': 0, 'overlay-opacity': 0 } },
];
