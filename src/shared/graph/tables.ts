import { csvCell } from '../table/csv.ts';
import { type Attribute, edgeAttributes, nodeAttributes } from './attributes.ts';
import type { DrawnGraph } from './drawn-graph.ts';
import { isDirected } from './edge-looks.ts';

/** Nodes as a table (RFC 4180), with the columns that Gephi's importer knows by name. */
export function nodesTable({ nodes }: DrawnGraph): string {
  return table(['id', ...names(nodeAttributes), 'x', 'y', 'colour'], nodes.map((drawn) => [drawn.id, ...values(nodeAttributes, drawn), drawn.x, drawn.y, drawn.look.fill]));
}

export function edgesTable({ edges }: DrawnGraph): string {
  return table(['source', 'target', 'type', ...names(edgeAttributes)], edges.map((drawn) => [drawn.source.id, drawn.target.id, isDirected(drawn.edge.kind) ? 'Directed' : 'Undirected', ...values(edgeAttributes, drawn)]));
}

function names<Part>(attributes: readonly Attribute<Part>[]): readonly string[] {
  return attributes.map(({ name }) => name);
}

type Cell = string | number | boolean | null;

function values<Part>(attributes: readonly Attribute<Part>[], part: Part): readonly Cell[] {
  return attributes.map(({ value }) => value(part));
}

function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [head, ...rows].map((cells) => `${cells.map((cell) => csvCell(typeof cell === 'boolean' ? String(cell) : cell)).join(',')}\r\n`).join('');
}
