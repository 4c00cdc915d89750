import type { Graph, GraphEdge, GraphNode, GraphNodeKind } from '../contract/graph.ts';
import { colourColumn, kindWords, sizeColumn, type ColourBy, type ColourColumn, type SizeBy } from './columns.ts';
import { colourClasses, type ColourClasses, type ColourEntry } from './colour-classes.ts';
import { looksOfEdges, edgeEntries, type EdgeLook } from './edge-looks.ts';
import { palettes, type GraphTheme, type Palette } from './palette.ts';
import { diameters, type SizeLegend } from './sizes.ts';

/** What colours and sizes stand for; kept in the address and in settings as these two words. */
export interface AppearanceChoice {
  readonly colourBy: ColourBy;
  readonly sizeBy: SizeBy;
}

/** What colours and sizes stand for until somebody chooses: hubs, and reach where nothing of a picture is on a hub, as among people. */
export function usualAppearance(nodes: readonly GraphNode[]): AppearanceChoice {
  return { colourBy: nodes.some(({ hub }) => hub !== null) || nodes.every(({ facts }) => facts.reach === null) ? 'hub' : 'reach', sizeBy: 'weight' };
}

/** Names that cytoscape knows too. Kinds differ by shape, so that a grey print still tells them apart. */
export type NodeShape = 'ellipse' | 'hexagon' | 'round-rectangle' | 'diamond' | 'triangle' | 'pentagon';

export type LineStyle = 'solid' | 'dashed' | 'dotted';

/** How one node is drawn. Colours are #rrggbb, lengths pixels at zoom 1. */
export interface NodeLook {
  readonly shape: NodeShape;
  readonly fill: string;
  readonly stroke: string;
  readonly strokeWidth: number;
  /** `dashed`: not in the mirror. `dotted`: an automated account. */
  readonly strokeStyle: LineStyle;
  readonly diameter: number;
  /** Ids of the legend's entries that it belongs to. A node is hidden where one of them is. */
  readonly entries: readonly string[];
}

export interface LegendEntry {
  readonly id: string;
  readonly label: string;
  /** How many nodes or edges of the graph belong to it. */
  readonly count: number;
  readonly swatch:
    | { readonly kind: 'node'; readonly shape: NodeShape; readonly fill: string; readonly stroke: string; readonly strokeStyle: LineStyle }
    | { readonly kind: 'edge'; readonly colour: string; readonly width: number; readonly style: LineStyle; readonly arrow: boolean };
}

export interface LegendGroup {
  readonly id: 'kind' | 'colour' | 'edge';
  readonly title: string;
  readonly entries: readonly LegendEntry[];
}

/** Everything about the drawing of a graph but its positions. `nodes` and `edges` are in the graph's order. */
export interface Appearance {
  readonly choice: AppearanceChoice;
  readonly theme: GraphTheme;
  readonly palette: Palette;
  readonly nodes: readonly NodeLook[];
  readonly edges: readonly EdgeLook[];
  readonly groups: readonly LegendGroup[];
  /** Null where all nodes are of one size. */
  readonly sizes: SizeLegend | null;
}

const shapeOfKind: Readonly<Record<GraphNodeKind, NodeShape>> = {
  maintainer: 'ellipse',
  owner: 'hexagon',
  package: 'round-rectangle',
  missing: 'round-rectangle',
  repository: 'diamond',
  dataset: 'triangle',
  architecture: 'pentagon',
  more: 'round-rectangle',
};

const kindOrder = Object.keys(shapeOfKind) as readonly GraphNodeKind[];

/** Decides how a graph is drawn: the window's canvas, the printed figure and the graph files all follow it. */
export function appearanceOf(graph: Graph, choice: AppearanceChoice, theme: GraphTheme): Appearance {
  const palette = palettes[theme];
  const column = colourColumn(choice.colourBy);
  const classes = colourClasses(graph.nodes, column, palette);
  const sizes = diameters(graph.nodes, sizeColumn(choice.sizeBy));
  const edges = looksOfEdges(graph.edges, palette);
  return {
    choice, theme, palette, edges,
    nodes: graph.nodes.map((node, at) => lookOfNode(node, classes.of[at] ?? null, palette, sizes.of[at] ?? 0)),
    groups: [kindGroup(graph.nodes, palette, classes, column), colourGroup(classes, column, palette), edgeGroup(graph.edges, edges)].filter(({ entries }) => entries.length > 0),
    sizes: sizes.legend,
  };
}

function lookOfNode(node: GraphNode, colour: ColourEntry | null, palette: Palette, diameter: number): NodeLook {
  const isFaint = node.kind === 'missing' || node.kind === 'more';
  return {
    shape: shapeOfKind[node.kind],
    fill: colour?.fill ?? (node.kind === 'more' ? palette.more : palette.neutral),
    stroke: node.focus ? palette.accent : isFaint || colour === null || colour.fill === palette.unknown ? palette.faint : palette.ink,
    strokeWidth: node.focus ? 3.5 : 1,
    strokeStyle: node.kind === 'missing' ? 'dashed' : node.automated ? 'dotted' : 'solid',
    diameter,
    entries: [`kind:${node.kind}`, ...(node.automated ? ['kind:automated'] : []), ...(colour === null ? [] : [colour.id])],
  };
}

function kindGroup(nodes: readonly GraphNode[], palette: Palette, classes: ColourClasses, column: ColourColumn): LegendGroup {
  const entries = kindOrder.flatMap((kind): readonly LegendEntry[] => {
    const at = nodes.findIndex((node) => node.kind === kind);
    const example = nodes[at];
    if (!example) return [];
    const look = lookOfNode({ ...example, focus: false, automated: false }, classes.of[at] ?? null, palette, 0);
    const fill = column.id === 'kind' || kind === 'more' ? look.fill : palette.neutral;
    const count = nodes.filter((node) => node.kind === kind).length;
    return [{ id: `kind:${kind}`, label: kindWords[kind], count, swatch: { kind: 'node', shape: look.shape, fill, stroke: palette.faint, strokeStyle: look.strokeStyle } }];
  });
  const automated = nodes.filter((node) => node.automated);
  const first = automated[0];
  if (first) entries.push({ id: 'kind:automated', label: 'Automated account', count: automated.length, swatch: { kind: 'node', shape: shapeOfKind[first.kind], fill: palette.neutral, stroke: palette.ink, strokeStyle: 'dotted' } });
  return { id: 'kind', title: 'Nodes', entries };
}

function colourGroup(classes: ColourClasses, column: ColourColumn, palette: Palette): LegendGroup {
  // The kinds' own entries show their colours already.
  const entries = column.id === 'kind' ? [] : classes.entries.map(({ id, label, count, fill }): LegendEntry => ({ id, label, count, swatch: { kind: 'node', shape: 'round-rectangle', fill, stroke: fill === palette.unknown ? palette.faint : palette.ink, strokeStyle: 'solid' } }));
  return { id: 'colour', title: `Colour: ${column.title.toLowerCase()}`, entries };
}

function edgeGroup(edges: readonly GraphEdge[], looks: readonly EdgeLook[]): LegendGroup {
  return { id: 'edge', title: 'Edges', entries: edgeEntries(edges, looks) };
}

/** Which nodes and edges are left when entries of the legend are switched off; an edge goes with either of its ends. */
export function shownOf(graph: Graph, appearance: Appearance, hidden: ReadonlySet<string>): { readonly nodes: readonly boolean[]; readonly edges: readonly boolean[] } {
  const isShown = (look: { readonly entries: readonly string[] } | undefined): boolean => look?.entries.every((id) => !hidden.has(id)) ?? false;
  const nodes = appearance.nodes.map((look) => isShown(look));
  const numbers = new Map(graph.nodes.map((node, at) => [node.id, at]));
  const end = (id: string): boolean => nodes[numbers.get(id) ?? -1] ?? false;
  return { nodes, edges: graph.edges.map((edge, at) => isShown(appearance.edges[at]) && end(edge.source) && end(edge.target)) };
}
