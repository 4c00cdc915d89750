import type { ElementDefinition } from 'cytoscape';
import type { GraphEdge, GraphNode } from '../../../../../shared/contract/index.ts';
import type { EdgeLook, NodeLook } from '../../../../../shared/graph/index.ts';
import type { Point } from '../state/exploration.ts';
import type { SceneNode } from './scene.ts';

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

/** A node as cytoscape has it. */
export function elementOf({ id, label, look, at }: SceneNode): ElementDefinition {
  return { group: 'nodes', data: { id, label, shape: look.shape, size: look.diameter }, position: { x: at.x, y: at.y } };
}
