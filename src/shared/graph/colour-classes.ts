import type { GraphNode } from '../contract/graph.ts';
import { hubs } from '../domain/index.ts';
import { hashText } from '../fnv.ts';
import { classOf, countClasses, dateClasses } from './classes.ts';
import { type ColourColumn, kindWords, signedOrder } from './columns.ts';
import { hubColour, type Palette, rampColour } from './palette.ts';

export interface ColourEntry {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly fill: string;
}

export interface ColourClasses {
  /** In the order of the legend: values by falling count or by their own order, then "other", then "unknown". */
  readonly entries: readonly ColourEntry[];
  /** Of each node in their order; null for one to which the column does not apply. */
  readonly of: readonly (ColourEntry | null)[];
}

/** Values that get a colour of their own. More could not be told apart. */
const mostCategories = 7;

/** Sorts nodes into classes of a column, each of one colour. */
export function colourClasses(nodes: readonly GraphNode[], column: ColourColumn, palette: Palette): ColourClasses {
  const drawn = nodes.filter(({ kind }) => kind !== 'more');
  const classify = column.kind === 'category' ? categories(drawn, column, palette) : numbers(drawn, column, palette);
  const idOf = (node: GraphNode): string | null => (node.kind === 'more' ? null : classify.idOf(node) ?? (column.expected.includes(node.kind) ? 'colour:unknown' : null));
  const ids = nodes.map(idOf);
  const counts = new Map<string, number>();
  for (const id of ids) {
    if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const all = [...classify.fills, { id: 'colour:other', label: 'Other', fill: palette.other }, { id: 'colour:unknown', label: 'Unknown', fill: palette.unknown }];
  const entries = all.flatMap((entry) => (counts.has(entry.id) ? [{ ...entry, count: counts.get(entry.id) ?? 0 }] : []));
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return { entries, of: ids.map((id) => byId.get(id ?? '') ?? null) };
}

interface Classified {
  readonly fills: readonly Omit<ColourEntry, 'count'>[];
  readonly idOf: (node: GraphNode) => string | null;
}

function categories(nodes: readonly GraphNode[], column: Extract<ColourColumn, { kind: 'category' }>, palette: Palette): Classified {
  const counts = new Map<string, number>();
  for (const node of nodes) {
    const value = column.value(node);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([value]) => value);
  const fixed = fixedOrder(column);
  const chosen = fixed === null ? ranked.slice(0, mostCategories) : fixed.filter((value) => counts.has(value));
  const ids = new Map(chosen.map((value) => [value, `colour:${column.id}:${value}`]));
  const slots = slotsOf(chosen);
  const fillOf = (value: string, at: number): string => {
    const hub = hubs.find(({ title }) => title === value);
    if (column.id === 'hub' && hub) return hubColour(hub.id, palette);
    if (column.id === 'signed') return [palette.categories[3], palette.categories[5], palette.categories[2]][signedOrder.indexOf(value)] ?? palette.other;
    const place = fixed === null ? (slots[at] ?? at) : fixed.indexOf(value);
    return palette.categories[place % palette.categories.length] ?? palette.other;
  };
  return {
    fills: chosen.map((value, at) => ({ id: ids.get(value) ?? '', label: value, fill: fillOf(value, at) })),
    idOf: (node) => {
      const value = column.value(node);
      return value === null ? null : (ids.get(value) ?? 'colour:other');
    },
  };
}

/** A colour's place for each value: its own by its letters while that is free, so that a picture that grows, and the next one, keep colours. */
function slotsOf(values: readonly string[]): readonly number[] {
  const taken = new Set<number>();
  return values.map((value) => {
    let slot = (hashText(value) >>> 0) % mostCategories;
    while (taken.has(slot) && taken.size < mostCategories) slot = (slot + 1) % mostCategories;
    taken.add(slot);
    return slot;
  });
}

/** Columns whose values are few and known keep their order and colours in every picture. */
function fixedOrder(column: ColourColumn): readonly string[] | null {
  switch (column.id) {
    case 'hub':
      return hubs.map(({ title }) => title);
    case 'signed':
      return signedOrder;
    case 'kind':
      return Object.values(kindWords);
    default:
      return null;
  }
}

function numbers(nodes: readonly GraphNode[], column: Exclude<ColourColumn, { kind: 'category' }>, palette: Palette): Classified {
  const values = nodes.flatMap((node) => column.value(node) ?? []);
  const classes = column.kind === 'date' ? dateClasses(values) : countClasses(values, column.kind);
  const ids = classes.map(({ from }) => `colour:${column.id}:${from}`);
  return {
    fills: classes.map(({ label }, at) => ({ id: ids[at] ?? '', label, fill: rampColour(palette, classes.length === 1 ? 0.5 : at / (classes.length - 1)) })),
    idOf: (node) => {
      const value = column.value(node);
      const at = value === null ? -1 : classOf(classes, value);
      return ids[at] ?? null;
    },
  };
}
