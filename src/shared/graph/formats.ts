import { cyjs } from './cyjs.ts';
import { dot } from './dot.ts';
import type { DrawnGraph } from './drawn-graph.ts';
import { gexf } from './gexf.ts';
import { graphml } from './graphml.ts';
import type { PictureFormat } from './picture-formats.ts';
import { edgesTable, nodesTable } from './tables.ts';

export interface GraphFormat {
  readonly id: GraphFormatId;
  readonly title: string;
  /** Whom it is for. */
  readonly description: string;
  readonly write: (drawn: DrawnGraph) => string;
}

/** Forms in which other programs read a graph. Figures are drawn by `drawFigure`. */
const graphFormatIds = ['graphml', 'gexf', 'dot', 'cyjs', 'json', 'nodes-csv', 'edges-csv'] as const satisfies readonly PictureFormat[];

export type GraphFormatId = (typeof graphFormatIds)[number];

export const graphFormats: readonly GraphFormat[] = [
  { id: 'graphml', title: 'GraphML', description: 'For Gephi, yEd, networkx, igraph', write: graphml },
  { id: 'gexf', title: 'GEXF', description: 'For Gephi and networkx, with colours, places and dates', write: gexf },
  { id: 'dot', title: 'DOT', description: 'For Graphviz', write: dot },
  { id: 'cyjs', title: 'Cytoscape', description: 'For Cytoscape, desktop and JavaScript', write: cyjs },
  { id: 'json', title: 'JSON', description: 'The graph as this program has it', write: json },
  { id: 'nodes-csv', title: 'Nodes (CSV)', description: 'A table of nodes for spreadsheets and statistics', write: nodesTable },
  { id: 'edges-csv', title: 'Edges (CSV)', description: 'A table of edges for spreadsheets and statistics', write: edgesTable },
];

export function graphFormat(id: GraphFormatId): GraphFormat {
  const found = graphFormats.find((format) => format.id === id);
  if (!found) throw new Error(`No graph format has the id ${id}`);
  return found;
}

/** Nodes and edges as the contract has them, each node with its place. */
function json({ nodes, edges, about, graph }: DrawnGraph): string {
  const { hidden, rule, source, notes, fingerprint } = graph;
  return `${JSON.stringify({ format: 'ptmx-graph', version: 1, about: Object.fromEntries(about), hidden, rule, source, notes, fingerprint, nodes: nodes.map(({ node, x, y }) => ({ ...node, x, y })), edges: edges.map(({ edge }) => edge) }, null, 1)}\n`;
}
