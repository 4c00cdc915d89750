import { clipped, CutList, type Graph } from './report.ts';

const maxNames = 500;
const maxValues = 200;

/** Operators of a graph with how often they come, and what goes in and out. */
export class GraphCounter {
  readonly #operators = new Map<string, number>();
  readonly inputs = new CutList<{ name: string; type: string }>(maxValues);
  readonly outputs = new CutList<{ name: string; type: string }>(maxValues);

  add(operator: string): void {
    const name = clipped(operator, 100);
    const before = this.#operators.get(name);
    // A hostile graph has as many names as nodes.
    if (before !== undefined || this.#operators.size < 10_000) this.#operators.set(name, (before ?? 0) + 1);
  }

  has(operator: string): boolean {
    return this.#operators.has(operator);
  }

  names(): readonly string[] {
    return [...this.#operators.keys()];
  }

  graph(): Graph {
    const sorted = [...this.#operators].map(([name, count]) => ({ name, count })).sort((left, right) => right.count - left.count || (left.name < right.name ? -1 : 1));
    const listed = (values: CutList<{ name: string; type: string }>): Graph['inputs'] => ({ total: values.total, rows: values.rows });
    return { inputs: listed(this.inputs), outputs: listed(this.outputs), operators: { total: sorted.length, rows: sorted.slice(0, maxNames) } };
  }
}
