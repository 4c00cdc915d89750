import type { GraphNode, GraphNodeKind } from '../contract/graph.ts';
import { hubById } from '../domain/index.ts';

interface ColumnBase<Id extends string, Kind extends string, Value> {
  readonly id: Id;
  readonly title: string;
  readonly kind: Kind;
  readonly value: (node: GraphNode) => Value | null;
  /** Kinds of nodes of which a missing value is worth telling as unknown. */
  readonly expected: readonly GraphNodeKind[];
}

const everybody = ['maintainer', 'owner', 'package', 'repository'] as const;
const held = ['package'] as const;

const titlesOfSigned = { all: 'All commits signed', some: 'Some commits signed', none: 'No commit signed' } as const;

export const signedOrder: readonly string[] = Object.values(titlesOfSigned);

/** One word for one, one for the kind, in the order of legends. */
export const kindWords: Readonly<Record<GraphNodeKind, string>> = {
  maintainer: 'Maintainer',
  owner: 'Owning account',
  package: 'Package',
  missing: 'Model that is not in the mirror',
  repository: 'Repository',
  dataset: 'Dataset',
  architecture: 'Architecture',
  more: 'More that are not drawn',
};

/** What nodes can be coloured by. */
export const colourColumns = [
  { id: 'kind', title: 'Kind', kind: 'category', value: (node) => kindWords[node.kind], expected: [] },
  { id: 'hub', title: 'Hub', kind: 'category', value: (node) => (node.hub === null ? null : hubById(node.hub).title), expected: held },
  { id: 'owner', title: 'Owner', kind: 'category', value: (node) => node.facts.owner, expected: held },
  { id: 'task', title: 'Task', kind: 'category', value: (node) => node.facts.task, expected: held },
  { id: 'license', title: 'Licence', kind: 'category', value: (node) => node.facts.license, expected: held },
  { id: 'signed', title: 'Signed commits', kind: 'category', value: (node) => (node.facts.signed === 'unknown' ? null : titlesOfSigned[node.facts.signed]), expected: everybody },
  { id: 'distance', title: 'Steps from the focus', kind: 'count', value: (node) => node.distance, expected: [] },
  { id: 'reach', title: 'Reach', kind: 'count', value: (node) => node.facts.reach, expected: ['maintainer', 'owner'] },
  { id: 'dependants', title: 'Dependants', kind: 'count', value: (node) => node.facts.dependants, expected: held },
  { id: 'downloads', title: 'Downloads', kind: 'count', value: (node) => node.facts.downloads, expected: held },
  { id: 'bytes', title: 'Bytes', kind: 'bytes', value: (node) => node.facts.bytes, expected: held },
  { id: 'first', title: 'First commit', kind: 'date', value: (node) => node.facts.first, expected: everybody },
  { id: 'last', title: 'Last commit', kind: 'date', value: (node) => node.facts.last, expected: everybody },
] as const satisfies readonly (ColumnBase<string, 'category', string> | ColumnBase<string, 'count' | 'bytes' | 'date', number>)[];

export type ColourBy = (typeof colourColumns)[number]['id'];

export type ColourColumn = ColumnBase<ColourBy, 'category', string> | ColumnBase<ColourBy, 'count' | 'bytes' | 'date', number>;

/** What the size of nodes can stand for; `weight`: what the picture's maker chose, by kind. */
export const sizeColumns = [
  { id: 'weight', title: 'Importance here', unit: 'count', value: (node) => node.weight },
  { id: 'reach', title: 'Reach', unit: 'count', value: (node) => node.facts.reach },
  { id: 'dependants', title: 'Dependants', unit: 'count', value: (node) => node.facts.dependants },
  { id: 'downloads', title: 'Downloads', unit: 'count', value: (node) => node.facts.downloads },
  { id: 'bytes', title: 'Bytes', unit: 'bytes', value: (node) => node.facts.bytes },
  { id: 'same', title: 'All the same', unit: 'count', value: () => null },
] as const satisfies readonly { readonly id: string; readonly title: string; readonly unit: 'count' | 'bytes'; readonly value: (node: GraphNode) => number | null }[];

export type SizeBy = (typeof sizeColumns)[number]['id'];

export interface SizeColumn {
  readonly id: SizeBy;
  readonly title: string;
  readonly unit: 'count' | 'bytes';
  readonly value: (node: GraphNode) => number | null;
}

export function colourColumn(id: ColourBy): ColourColumn {
  return columnIn<ColourColumn>(colourColumns, id);
}

export function sizeColumn(id: SizeBy): SizeColumn {
  return columnIn<SizeColumn>(sizeColumns, id);
}

function columnIn<Column extends { readonly id: string }>(columns: readonly Column[], id: string): Column {
  const found = columns.find((column) => column.id === id);
  if (!found) throw new Error(`No column has the id ${id}`);
  return found;
}

/** Columns of which the graph knows something: others would paint all of it in one colour. */
export function usefulColours(nodes: readonly GraphNode[]): readonly ColourColumn[] {
  return (colourColumns as readonly ColourColumn[]).filter((column) => column.id === 'kind' || nodes.some((node) => column.value(node) !== null));
}

export function usefulSizes(nodes: readonly GraphNode[]): readonly SizeColumn[] {
  return (sizeColumns as readonly SizeColumn[]).filter(({ id, value }) => id === 'weight' || id === 'same' || nodes.some((node) => value(node) !== null));
}
