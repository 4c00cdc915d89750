import type { ElementDefinition } from 'cytoscape';
import type { GraphEdge, GraphNode } from '../../../../../shared/contract/index.ts';
import { type EdgeLook, type NodeLook, shortNames } from '../../../../../shared/graph/index.ts';
import { edgeKey, type Point } from '../state/exploration.ts';

/** A node as it is drawn. */
export interface CanvasNode {
  readonly node: GraphNode;
  readonly look: NodeLook;
  readonly at: Point;
  readonly pinned: boolean;
  /** Neighbours folded into it. */
  readonly folded: number;
}

export interface CanvasEdge {
  readonly edge: GraphEdge;
  readonly look: EdgeLook;
  /** Beside the line; empty for none. */
  readonly label: string;
}

/** Letters of a name. */
const longestName = 30;

function nodeElement({ node, look, at, pinned, folded }: CanvasNode, name: string): ElementDefinition {
  const label = name + (folded > 0 ? ` +${folded}` : '');
  return {
    group: 'nodes',
    data: {
      id: node.id, label, shape: look.shape, fill: look.fill, stroke: look.stroke, strokeWidth: look.strokeWidth, strokeStyle: look.strokeStyle, size: look.diameter,
      // What is drawn over others, and whose label goes first where labels would overlap.
      rank: node.focus ? 1e6 : look.diameter,
    },
    position: { x: at.x, y: at.y },
    classes: [node.kind, node.focus ? 'focus' : '', pinned ? 'pinned' : '', folded > 0 ? 'folded' : ''].filter(Boolean).join(' '),
  };
}

/** `twins`: whether another edge joins the same two nodes, so that both are to be seen. */
function edgeElement({ edge, look, label }: CanvasEdge, twins: boolean): ElementDefinition {
  return {
    group: 'edges',
    data: { id: `edge:${edgeKey(edge)}`, source: edge.source, target: edge.target, colour: look.colour, width: look.width, line: look.style, label },
    classes: [look.arrow ? 'arrow' : '', twins ? 'twin' : '', look.conflict ? 'conflict' : '', label === '' ? '' : 'told'].filter(Boolean).join(' '),
  };
}

export function elementsOf(nodes: readonly CanvasNode[], edges: readonly CanvasEdge[]): readonly ElementDefinition[] {
  const between = new Map<string, number>();
  const pair = ({ source, target }: GraphEdge): string => JSON.stringify([source, target].sort());
  for (const { edge } of edges) between.set(pair(edge), (between.get(pair(edge)) ?? 0) + 1);
  const names = shortNames(nodes.map(({ node }) => node), longestName);
  return [...nodes.map((one) => nodeElement(one, names.get(one.node.id) ?? one.node.label)), ...edges.map((one) => edgeElement(one, (between.get(pair(one.edge)) ?? 0) > 1))];
}
