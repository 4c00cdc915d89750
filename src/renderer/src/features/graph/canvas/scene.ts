import type { NodeSingular } from 'cytoscape';
import { edgeRun, type EdgeLook, type EdgeRun, type NodeLook, pairOffsets, shortNames } from '../../../../../shared/graph/index.ts';
import type { Point } from '../state/exploration.ts';
import type { CanvasEdge, CanvasNode } from './elements.ts';

export interface SceneNode {
  readonly id: string;
  readonly look: NodeLook;
  readonly label: string;
  readonly isFocus: boolean;
  readonly isPinned: boolean;
  /** Not in the mirror, or in place of others: its name is faint. */
  readonly isFaint: boolean;
  /** Where it belongs. */
  readonly at: Point;
  /** Cytoscape's, once it is there: it knows where the node is while it is dragged or on its way. */
  element: NodeSingular | null;
}

export interface SceneEdge {
  readonly source: SceneNode;
  readonly target: SceneNode;
  readonly look: EdgeLook;
  /** Beside the line; empty for none. */
  readonly label: string;
  /** How far beside the straight line it passes. */
  readonly offset: number;
}

/** A part of the plane. */
export interface Box {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Where the viewer looks from: pixels of the plane times `zoom`, plus `pan`, are pixels of the screen. */
export interface View {
  readonly zoom: number;
  readonly pan: Point;
  readonly width: number;
  readonly height: number;
}

/** Pixels at the edges of a canvas that lie under something else. */
export interface Covered {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

/** Letters of a name. */
const longestName = 30;
/** Between neighbouring edges of one pair. Pixels. */
const betweenTwins = 12;

/** All of a picture as it is painted: nodes and edges in the order in which they lie on each other. */
export class Scene {
  readonly nodes: readonly SceneNode[];
  readonly edges: readonly SceneEdge[];
  readonly #byId: ReadonlyMap<string, SceneNode>;

  /** `from`: the picture before, where nodes are to go on from where they stand in it. */
  constructor(nodes: readonly CanvasNode[], edges: readonly CanvasEdge[], from: Scene | null = null) {
    const names = shortNames(nodes.map(({ node }) => node), longestName);
    const all = nodes.map(({ node, look, at, pinned, folded }): SceneNode => ({
      id: node.id, look, at, label: (names.get(node.id) ?? node.label) + (folded > 0 ? ` +${folded}` : ''),
      isFocus: node.focus, isPinned: pinned, isFaint: node.kind === 'more' || node.kind === 'missing', element: from?.node(node.id)?.element ?? null,
    }));
    this.nodes = [...all.filter(({ isFocus }) => !isFocus), ...all.filter(({ isFocus }) => isFocus)];
    this.#byId = new Map(all.map((node) => [node.id, node]));
    const ends = edges.flatMap(({ edge, look, label }) => {
      const [source, target] = [this.#byId.get(edge.source), this.#byId.get(edge.target)];
      return source && target ? [{ source, target, look, label }] : [];
    });
    const offsets = pairOffsets(ends);
    const placed = ends.map((end, at): SceneEdge => ({ ...end, offset: betweenTwins * (offsets[at] ?? 0) }));
    this.edges = [...placed.filter(({ look }) => !look.conflict), ...placed.filter(({ look }) => look.conflict)];
  }

  get size(): number {
    return this.nodes.length + this.edges.length;
  }

  node(id: string): SceneNode | undefined {
    return this.#byId.get(id);
  }

  /** A node with all that it is tied to. */
  around(id: string): ReadonlySet<string> {
    const near = new Set([id]);
    for (const { source, target } of this.edges) {
      if (source.id === id) near.add(target.id);
      if (target.id === id) near.add(source.id);
    }
    return near;
  }

  /** What nodes take up: these, or all. Null where there are none. */
  extent(ids?: readonly string[]): Box | null {
    const nodes = ids === undefined ? this.nodes : ids.flatMap((id) => this.node(id) ?? []);
    if (nodes.length === 0) return null;
    let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const node of nodes) {
      const [{ x, y }, radius] = [placeOf(node), node.look.diameter / 2];
      [x1, y1, x2, y2] = [Math.min(x1, x - radius), Math.min(y1, y - radius), Math.max(x2, x + radius), Math.max(y2, y + radius)];
    }
    return { x1, y1, x2, y2 };
  }
}

/** Where a node is now. */
export function placeOf({ element, at }: SceneNode): Point {
  return element?.position() ?? at;
}

export function runOf({ source, target, look, offset }: SceneEdge): EdgeRun {
  const [from, to] = [placeOf(source), placeOf(target)];
  return edgeRun({ from: [from.x, from.y], to: [to.x, to.y], fromRadius: source.look.diameter / 2, toRadius: target.look.diameter / 2, offset, head: look.arrow ? 5 + 1.6 * look.width : 0 });
}

/** Where a place of the plane is on the screen. */
export function onScreen({ x, y }: Point, { zoom, pan }: Pick<View, 'zoom' | 'pan'>): Point {
  return { x: x * zoom + pan.x, y: y * zoom + pan.y };
}
