import { openForReading } from '../../src/core/index/index.ts';
import { reachScopeSchema } from '../../src/shared/contract/graph.ts';
import { noAliases } from '../../src/core/reach/mailmap.ts';
import { closureFigures } from '../../src/core/reach/network/closures.ts';
import { condense } from '../../src/core/reach/network/condense.ts';
import { networkOf } from '../../src/core/reach/network/scoped-network.ts';
import { holdersOf, transitiveReach } from '../../src/core/reach/network/transitive.ts';
import type { ReachContext } from '../../src/core/reach/people.ts';
import type { Measured } from './types.ts';

/** The fastest round of all figures of a network that is read already, as a graph in memory is to networkx. */
export function fastestFigures(index: string, forSeconds: number): { readonly seconds: number; readonly notes: readonly string[] } {
  const { database, context, scope } = openIndex(index);
  const network = networkOf(database, scope);
  const holders = holdersOf(context, scope);
  const seconds: number[] = [];
  let sums: readonly number[] = [];
  for (const began = performance.now(); performance.now() - began < 1000 * forSeconds; ) {
    const started = performance.now();
    const figures = closureFigures(condense(network.dependants, network.packages.length), network.packages.length, holders, () => undefined);
    seconds.push((performance.now() - started) / 1000);
    sums = [figures.dependants.subarray(0, network.packages.length), figures.reach, figures.trustedHolders].map(sumOf);
  }
  database.close();
  return { seconds: Math.min(...seconds), notes: [`sums of PR ${sums[0]}, MR ${sums[1]}, ITM ${sums[2]}`, `fastest of ${seconds.length}; the first ${(1000 * (seconds[0] ?? 0)).toFixed(1)} ms`] };
}

function sumOf(figures: Uint32Array): number {
  return figures.reduce((total, figure) => total + figure, 0);
}

function openIndex(index: string) {
  const database = openForReading(index, () => false);
  const mirror = { id: '0123456789abcdef', title: 'Generated', sources: [], isSample: false, indexed: true, damaged: false, present: true, packages: null, indexedAt: 0, openedAt: 0 };
  const context: ReachContext = { database, mirror, indexBytes: 0, hubFolders: {}, aliases: noAliases };
  return { database, context, scope: reachScopeSchema().parse({ mirror: mirror.id }) };
}

/** From an index that was never asked before to the figures of everybody. */
export function measureReach(index: string): Pick<Measured, 'parts' | 'notes'> {
  const { database, context, scope } = openIndex(index);
  const parts: (readonly [string, number])[] = [];
  const timed = <Value>(name: string, work: () => Value): Value => {
    const started = performance.now();
    const value = work();
    parts.push([name, (performance.now() - started) / 1000]);
    return value;
  };
  const { odd } = timed('reading the network', () => networkOf(database, scope));
  timed('who holds what', () => holdersOf(context, scope));
  const { dependants, trusted, reach, packages } = timed('PR, ITP, ITM and MR', () => transitiveReach(context, scope));
  const all = sumOf(dependants.subarray(0, packages.length));
  if (all !== sumOf(trusted)) throw new Error('Mean PR and mean ITP differ.');
  database.close();
  const most = reach.reduce((largest, figure) => Math.max(largest, figure), 0);
  return { parts, notes: [`sum of PR ${all}, mean ${(all / packages.length).toFixed(2)}`, `largest MR ${most}`, `${odd.cycles} cycles`] };
}
