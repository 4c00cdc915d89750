import type { StylesheetJson } from 'cytoscape';
import type { Palette } from '../../../../../shared/graph/index.ts';

const font = 'Inter, "Segoe UI", "Noto Sans", "Open Sans", "Liberation Sans", sans-serif';

/** `scale` makes labels larger in a picture that is shown small: 1 is as it is. */
export function canvasStyle(palette: Palette, scale: number): StylesheetJson {
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
        color: palette.ink,
        'font-size': 11 * scale,
        'font-family': font,
        'text-valign': 'bottom',
        'text-margin-y': 3 * scale,
        'text-outline-color': palette.ground,
        'text-outline-width': 2 * scale,
        'overlay-opacity': 0,
        'z-index': 1,
      },
    },
    { selector: 'node.named', style: { label: 'data(label)' } },
    { selector: 'node.above', style: { 'text-valign': 'top', 'text-margin-y': -3 * scale } },
    { selector: 'node.right', style: { 'text-valign': 'center', 'text-halign': 'right', 'text-margin-x': 3 * scale, 'text-margin-y': 0 } },
    { selector: 'node.left', style: { 'text-valign': 'center', 'text-halign': 'left', 'text-margin-x': -3 * scale, 'text-margin-y': 0 } },
    { selector: 'node.focus', style: { 'font-weight': 600, 'font-size': 13 * scale, 'z-index': 3 } },
    { selector: 'node.more, node.missing', style: { color: palette.faint } },
    { selector: 'node.pinned', style: { 'outline-width': 1.5, 'outline-color': palette.faint, 'outline-offset': 2 } },
    { selector: 'node.chosen', style: { 'outline-width': 3, 'outline-color': palette.accent, 'outline-offset': 2, 'z-index': 4 } },
    { selector: 'node.cursor', style: { 'outline-width': 3, 'outline-color': palette.ink, 'outline-offset': 2, 'outline-style': 'dashed', 'z-index': 5 } },
    {
      selector: 'edge',
      style: { width: 'data(width)', 'line-color': 'data(colour)', 'line-style': 'data(line)' as 'solid', 'curve-style': 'haystack', 'overlay-opacity': 0, opacity: 0.55 },
    },
    { selector: 'edge.arrow', style: { 'curve-style': 'straight', 'target-arrow-shape': 'triangle', 'target-arrow-color': 'data(colour)', 'arrow-scale': 0.8 } },
    { selector: 'edge.twin', style: { 'curve-style': 'bezier' } },
    { selector: 'edge.conflict', style: { opacity: 1, 'z-index': 2 } },
    {
      selector: 'edge.told',
      style: {
        label: 'data(label)', 'font-size': 9.5 * scale, 'font-family': font, color: palette.faint, 'text-rotation': 'autorotate', 'text-margin-y': -7 * scale,
        'text-outline-color': palette.ground, 'text-outline-width': 2 * scale, 'min-zoomed-font-size': 6,
      },
    },
    { selector: 'edge.told.conflict', style: { color: palette.danger } },
    { selector: 'edge.near', style: { opacity: 1, 'line-color': palette.accent, 'target-arrow-color': palette.accent } },
    { selector: '.apart', style: { opacity: 0.18 } },
  ];
}
