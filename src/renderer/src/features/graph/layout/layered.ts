import { layersOf, withoutCycles, type Arrows } from './arrows.ts';
import type { LayoutGraph, LayoutOrder } from './layout-types.ts';
import { fromMiddle, joinStanding, mostStand } from './join.ts';
import { placeInOrder } from './place-in-order.ts';

/** Pixels from one column to the next: room for a name beside its node. */
const columnWidth = 220;
const rowHeight = 30;
/** Pixels that stay free between two blocks of siblings. */
const blockGap = 14;
/** Siblings that nothing was made of stand in several columns where there are more of them than this. */
const mostInOneColumn = 14;
/** Rows for each column of such a block. */
const blockShape = 5;
const sweeps = 12;

/** What stands in a column as one: a node, siblings that nothing was made of, or the place where a longer edge passes the column. */
interface Item {
  readonly layer: number;
  readonly nodes: readonly number[];
  readonly across: number;
  readonly height: number;
  /** Numbers of items in the column before and in that behind. */
  readonly before: number[];
  readonly after: number[];
}

/** Base models at the left, what was made of them at the right, in columns (Sugiyama, Tagawa and Toda, 1981). */
export function layOutInLayers(order: LayoutOrder): Float32Array {
  if (mostStand(order)) return joinColumns(order, order.fixed);
  const { graph } = order;
  const arrows = withoutCycles(graph);
  const items = itemsOf(graph, arrows, layersOf(arrows));
  const columns = orderedColumns(items);
  return positionsOf(graph, items, columns, placeItems(items, columns));
}

/** New nodes stand one column off those that they join, at their height or as near to it as there is room. */
function joinColumns(order: LayoutOrder, fixed: Float32Array): Float32Array {
  const { edges } = order.graph;
  const arrows = new Set<string>();
  for (let at = 0; at < edges.length; at += 2) arrows.add(`${edges[at]} ${edges[at + 1]}`);
  return joinStanding(order, fixed, [columnWidth / 2, rowHeight / 2], function* ({ parent, node, x, y }) {
    const column = arrows.has(`${parent} ${node}`) ? columnWidth : -columnWidth;
    for (const step of fromMiddle()) yield [x + column, y + (step * rowHeight) / 2];
  });
}

function itemsOf(graph: LayoutGraph, { after, before }: Arrows, layers: Int32Array): readonly Item[] {
  const items: Item[] = [];
  const itemOf = new Int32Array(graph.nodes);
  const add = (layer: number, nodes: readonly number[]): number => {
    const across = nodes.length > mostInOneColumn ? Math.ceil(Math.sqrt(nodes.length / blockShape)) : 1;
    const tallest = nodes.reduce((most, node) => Math.max(most, (graph.sizes[node] as number) + 8), rowHeight);
    const height = nodes.length === 0 ? blockGap : Math.ceil(nodes.length / across) * tallest + (nodes.length > 1 ? blockGap : 0);
    for (const node of nodes) itemOf[node] = items.length;
    return items.push({ layer, nodes, across, height, before: [], after: [] }) - 1;
  };
  const siblings = new Map<number, number[]>();
  for (let node = 0; node < graph.nodes; node += 1) {
    const bases = before[node] as readonly number[];
    const base = bases[0];
    const isEnd = (after[node] as readonly number[]).length === 0 && bases.length === 1 && graph.focus[node] === 0;
    if (!isEnd || base === undefined || layers[node] !== (layers[base] as number) + 1) add(layers[node] as number, [node]);
    else if (siblings.get(base)?.push(node) === undefined) siblings.set(base, [node]);
  }
  for (const nodes of siblings.values()) add(layers[nodes[0] as number] as number, nodes);
  const tie = (from: number, to: number): void => {
    (items[from] as Item).after.push(to);
    (items[to] as Item).before.push(from);
  };
  const tied = new Set<string>();
  for (const [node, nexts] of after.entries()) {
    for (const next of nexts) {
      const from = itemOf[node] as number;
      const to = itemOf[next] as number;
      if (tied.has(`${from} ${to}`)) continue;
      tied.add(`${from} ${to}`);
      let last = from;
      for (let layer = (layers[node] as number) + 1; layer < (layers[next] as number); layer += 1) {
        const place = add(layer, []);
        tie(last, place);
        last = place;
      }
      tie(last, to);
    }
  }
  return items;
}

/** Items of each column from top to bottom, in an order in which few edges cross: each item near the middle of those that it is tied to. */
function orderedColumns(items: readonly Item[]): readonly number[][] {
  const columns: number[][] = [];
  for (const number of walkItems(items)) (columns[(items[number] as Item).layer] ??= []).push(number);
  const rank = new Float64Array(items.length);
  const settle = (column: readonly number[]): void => column.forEach((item, index) => (rank[item] = (index + 0.5) / column.length));
  columns.forEach(settle);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const isForward = sweep % 2 === 0;
    for (const column of isForward ? columns : columns.toReversed()) {
      const wishes = column.map((item) => meanOf(isForward ? (items[item] as Item).before : (items[item] as Item).after, rank));
      // Those that nothing on this side draws anywhere keep their places.
      const drawn = column.map((item, index) => ({ item, wish: wishes[index] ?? null })).filter(({ wish }) => wish !== null);
      drawn.sort((one, other) => (one.wish as number) - (other.wish as number) || (rank[one.item] as number) - (rank[other.item] as number));
      let next = 0;
      for (const [index, wish] of wishes.entries()) {
        if (wish === null) continue;
        column[index] = (drawn[next] as { readonly item: number }).item;
        next += 1;
      }
      settle(column);
    }
  }
  return columns;
}

/** Items by walking down from each that has nothing before it: edges of a tree do not cross in this order, and sweeps keep that. */
function walkItems(items: readonly Item[]): readonly number[] {
  const seen = new Set<number>();
  for (const [root, { before }] of items.entries()) {
    const stack = before.length === 0 ? [root] : [];
    for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
      if (seen.has(item)) continue;
      seen.add(item);
      stack.push(...(items[item] as Item).after.toReversed());
    }
  }
  return [...seen];
}

function meanOf(items: readonly number[], values: Float64Array): number | null {
  return items.length === 0 ? null : items.reduce((sum, item) => sum + (values[item] as number), 0) / items.length;
}

/** The middles of items from the top: as near to those that they are tied to as their order and heights allow. */
function placeItems(items: readonly Item[], columns: readonly (readonly number[])[]): Float64Array {
  const middles = new Float64Array(items.length);
  for (let sweep = 0; sweep <= sweeps; sweep += 1) {
    const side = sweep === sweeps ? 'both' : sweep % 2 === 0 ? 'before' : 'after';
    for (const column of side === 'after' ? columns.toReversed() : columns) {
      const wishes = column.map((number) => {
        const { before, after } = items[number] as Item;
        const near = side === 'both' ? [...before, ...after] : side === 'before' ? before : after;
        return meanOf(near, middles) ?? (middles[number] as number);
      });
      const placed = placeInOrder(wishes, column.map((number) => (items[number] as Item).height));
      for (const [index, number] of column.entries()) middles[number] = placed[index] as number;
    }
  }
  return middles;
}

function positionsOf(graph: LayoutGraph, items: readonly Item[], columns: readonly (readonly number[])[], middles: Float64Array): Float32Array {
  const positions = new Float32Array(graph.nodes * 2);
  let left = 0;
  for (const column of columns) {
    for (const number of column) {
      const { nodes, across, height } = items[number] as Item;
      const rows = Math.ceil(nodes.length / across);
      const row = (height - (nodes.length > 1 ? blockGap : 0)) / Math.max(1, rows);
      for (const [index, node] of nodes.entries()) {
        positions[node * 2] = left + (index % across) * columnWidth;
        positions[node * 2 + 1] = (middles[number] as number) + (Math.floor(index / across) - (rows - 1) / 2) * row;
      }
    }
    left += columnWidth * column.reduce((most, number) => Math.max(most, (items[number] as Item).across), 1);
  }
  return positions;
}
