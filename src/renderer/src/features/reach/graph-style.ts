import type { ElementDefinition, StylesheetJson } from 'cytoscape';
import type { ReachGraph } from '../../../../shared/contract/index.ts';
import type { GraphColours } from './graph-colours.ts';

type GraphNode = ReachGraph['nodes'][number];

/** Cytoscape's elements: positions are the engine's, so the picture is the same each time. */
export function elementsOf(graph: ReachGraph): ElementDefinition[] {
  const known = new Set(graph.nodes.map((node) => node.id));
  return [
    ...graph.nodes.map((node) => ({
      group: 'nodes' as const,
      data: { id: node.id, label: shorten(node), size: sizeOf(node), hub: node.hub ?? '', kind: node.kind, zIndex: node.focus ? 2 : 1 },
      position: { x: node.x, y: node.y },
      classes: [node.kind, node.focus ? 'focus' : '', node.automated ? 'automated' : ''].join(' '),
    })),
    ...graph.edges
      .filter((edge) => known.has(edge.source) && known.has(edge.target))
      .map((edge, index) => ({
        group: 'edges' as const,
        data: { id: `edge ${index}`, source: edge.source, target: edge.target, width: Math.min(4, 1 + Math.log10(Math.max(1, edge.weight))) },
      })),
  ];
}

/** Diameter in pixels; area would make a hub of 1,000 unbearable, so the logarithm of the weight decides. */
function sizeOf(node: GraphNode): number {
  const base = node.focus ? 30 : node.kind === 'maintainer' ? 14 : 12;
  return base + 7 * Math.log10(Math.max(1, node.weight));
}

/** Without the owner, which most neighbours share; the table has whole names. */
function shorten(node: GraphNode): string {
  const slash = node.kind === 'repository' || node.kind === 'package' ? node.label.lastIndexOf('/') : -1;
  const label = node.label.slice(slash + 1) || node.label;
  return label.length > 34 ? `${label.slice(0, 32)}…` : label;
}

/** `scale` makes labels larger in a picture that is shown small: 1 is as it is. */
export function graphStyle(colours: GraphColours, scale: number): StylesheetJson {
  return [
    {
      selector: 'node',
      style: {
        label: 'data(label)',
        width: 'data(size)',
        height: 'data(size)',
        'background-color': colours.faint,
        'border-width': 1.5,
        'border-color': colours.ground,
        color: colours.ink,
        'font-size': 11.5 * scale,
        'font-family': 'Inter, "Segoe UI", "Noto Sans", "Open Sans", "Liberation Sans", sans-serif',
        'text-valign': 'bottom',
        'text-margin-y': 4,
        'text-outline-color': colours.ground,
        'text-outline-width': 2.5,
        'min-zoomed-font-size': 6,
        'z-index': 1,
      },
    },
    { selector: 'node.repository, node.package', style: { shape: 'round-rectangle' } },
    ...Object.entries(colours.hubs).map(([hub, colour]) => ({ selector: `node[hub = "${hub}"]`, style: { 'background-color': colour } })),
    { selector: 'node.maintainer', style: { shape: 'ellipse', 'background-color': colours.raised, 'border-color': colours.faint, 'border-width': 2 } },
    { selector: 'node.automated', style: { 'border-style': 'dotted' } },
    { selector: 'node.more', style: { shape: 'round-rectangle', 'background-opacity': 0, 'border-style': 'dashed', 'border-color': colours.faint, color: colours.faint } },
    { selector: 'node.focus', style: { 'background-color': colours.accent, 'border-color': colours.accent, 'font-weight': 600, 'font-size': 13.5 * scale } },
    { selector: 'node:selected', style: { 'border-color': colours.accent, 'border-width': 3 } },
    { selector: 'edge', style: { width: 'data(width)', 'line-color': colours.line, 'curve-style': 'haystack', opacity: 0.5 } },
    { selector: '.apart', style: { opacity: 0.22 } },
  ];
}
