import { card } from './benchmarks/card.ts';
import { duckdb } from './benchmarks/duckdb.ts';
import { exports } from './benchmarks/exports.ts';
import { gitLog } from './benchmarks/git-log.ts';
import { graph } from './benchmarks/graph.ts';
import { history } from './benchmarks/history.ts';
import { index } from './benchmarks/index.ts';
import { indexLarge } from './benchmarks/index-large.ts';
import { indexSize } from './benchmarks/index-size.ts';
import { jsonParse } from './benchmarks/json-parse.ts';
import { measures } from './benchmarks/measures.ts';
import { measuresLarge } from './benchmarks/measures-large.ts';
import { pandas } from './benchmarks/pandas.ts';
import { reach } from './benchmarks/reach.ts';
import { realMirrors } from './benchmarks/real-mirrors.ts';
import { responsiveness } from './benchmarks/responsiveness.ts';
import { search } from './benchmarks/search.ts';
import { searchLarge } from './benchmarks/search-large.ts';
import { weights } from './benchmarks/weights.ts';
import { window } from './benchmarks/window.ts';
import { windowLarge } from './benchmarks/window-large.ts';
import type { Benchmark } from './types.ts';

/** In the order in which they run. */
export const benchmarks: readonly Benchmark[] = [jsonParse, duckdb, pandas, index, indexSize, indexLarge, responsiveness, realMirrors, gitLog, history, search, searchLarge, weights, window, windowLarge, card, exports, reach, graph, measures, measuresLarge];

/** The benchmarks of these names and what they need, in running order; where none is named, all but the large ones. `large` adds those. */
export function chooseBenchmarks(names: readonly string[], { large }: { readonly large: boolean }): readonly Benchmark[] {
  const chosen = new Set<Benchmark>();
  const choose = (name: string): void => {
    const found = benchmarks.find((benchmark) => benchmark.name === name);
    if (!found) throw new RangeError(`No benchmark is called ${name}; there are ${benchmarks.map((benchmark) => benchmark.name).join(', ')}.`);
    found.needs.forEach(choose);
    chosen.add(found);
  };
  names.forEach(choose);
  for (const { name, isLarge } of benchmarks) if (isLarge ? large : names.length === 0) choose(name);
  return benchmarks.filter((benchmark) => chosen.has(benchmark));
}
