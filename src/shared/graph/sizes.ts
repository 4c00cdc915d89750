import type { GraphNode } from '../contract/graph.ts';
import { boundsOf } from './classes.ts';
import type { SizeColumn } from './columns.ts';
import { bytesText, countText } from '../text/quantity.ts';

export interface SizeLegend {
  readonly title: string;
  readonly samples: readonly { readonly label: string; readonly diameter: number }[];
  /** Nodes whose value is unknown; they have the smallest size. */
  readonly unknown: number;
}

const smallest = 12;
const largest = 44;
/** Size of nodes that stand for no value, and the least of a focus. */
const plain = 18;

/** Diameters in pixels by a column. Values are heavy-tailed, so beyond 50 the logarithm decides; the legend says so. */
export function diameters(nodes: readonly GraphNode[], column: SizeColumn): { readonly of: readonly number[]; readonly legend: SizeLegend | null } {
  const values = nodes.map((node) => (node.kind === 'more' ? null : column.value(node)));
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value) && value >= 0);
  const [low, high] = boundsOf(known);
  if (known.length === 0 || low === high) return { of: nodes.map((node) => (node.focus ? plain * 1.5 : plain)), legend: null };
  const isLogarithmic = high > 50;
  const place = (value: number): number => (isLogarithmic ? Math.log1p(value) / Math.log1p(high) : Math.sqrt(value / high));
  const diameter = (value: number): number => smallest + (largest - smallest) * place(Math.max(0, value));
  const text = column.unit === 'bytes' ? bytesText : countText;
  return {
    of: nodes.map((node, at) => {
      const value = values[at];
      const own = node.kind === 'more' ? plain : value === null || value === undefined || !Number.isFinite(value) ? smallest : diameter(value);
      return node.focus ? Math.max(own, plain * 1.5) : own;
    }),
    legend: {
      title: `Size: ${column.title.toLowerCase()}${isLogarithmic ? ', by its logarithm' : ''}`,
      samples: samplesBetween(low, high, isLogarithmic).map((value) => ({ label: text(value), diameter: diameter(value) })),
      unknown: nodes.filter(({ kind }, at) => kind !== 'more' && values[at] === null).length,
    },
  };
}

/** The least, the most, and round numbers between them. */
function samplesBetween(low: number, high: number, isLogarithmic: boolean): readonly number[] {
  const middle = isLogarithmic ? 10 ** Math.round((Math.log10(Math.max(1, low)) + Math.log10(high)) / 2) : Math.round((low + high) / 2);
  return [...new Set([low, middle, high])].filter((value) => value >= low && value <= high).sort((a, b) => a - b);
}
