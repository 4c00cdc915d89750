import type { StylesheetJson } from 'cytoscape';
import type { Palette } from '../../../../../shared/graph/index.ts';
import { labelFamily } from './label-font.ts';

/** Of what is said beside lines. Pixels in the picture. */
export const toldSize = 9.5;

/** How nodes and lines look; names of nodes stand on a layer of their own. */
export function canvasStyle(palette: Palette): StylesheetJson {
  return [
    {
      selector: 'node',
      style: {
        width: 'data(size)',
        height: 'data(size)',
        shape: 'data(shape)' as 'ellipse',
        'background-color': 'data(fill)',
        'border-color': 'data(stroke)',
        'border-width': 'data(strokeWidth)' as unknown as number,
        'border-style': 'data(strokeStyle)' as 'solid',
        'overlay-opacity': 0,
        'z-index': 1,
      },
    },
    { selector: 'node.focus', style: { 'z-index': 3 } },
    { selector: 'node.pinned', style: { 'outline-width': 1.5, 'outline-color': palette.faint, 'outline-offset': 2 } },
    { selector: 'node.chosen', style: { 'outline-width': 3, 'outline-color': palette.accent, 'outline-offset': 2, 'z-index': 4 } },
    { selector: 'node.cursor', style: { 'outline-width': 3, 'outline-color': palette.ink, 'outline-offset': 2, 'outline-style': 'dashed', 'z-index': 5 } },
    {
      selector: 'edge',
      // Nothing listens to lines, and to look for the one under the pointer takes longer than all nodes do.
      style: { width: 'data(width)', 'line-color': 'data(colour)', 'line-style': 'data(line)' as 'solid', 'curve-style': 'haystack', 'overlay-opacity': 0, opacity: 0.55, events: 'no' },
    },
    { selector: 'edge.arrow', style: { 'curve-style': 'straight', 'target-arrow-shape': 'triangle', 'target-arrow-color': 'data(colour)', 'arrow-scale': 0.8 } },
    { selector: 'edge.twin', style: { 'curve-style': 'bezier' } },
    { selector: 'edge.conflict', style: { opacity: 1, 'z-index': 2 } },
    {
      selector: 'edge.told',
      style: {
        label: 'data(label)', 'font-size': toldSize, 'font-family': labelFamily, color: palette.faint, 'text-rotation': 'autorotate', 'text-margin-y': -7,
        'text-outline-color': palette.ground, 'text-outline-width': 2, 'min-zoomed-font-size': 6,
      },
    },
    { selector: 'edge.told.conflict', style: { color: palette.danger } },
    { selector: 'edge.near', style: { opacity: 1, 'line-color': palette.accent, 'target-arrow-color': palette.accent } },
    { selector: '.apart', style: { opacity: 0.18 } },
  ];
}
