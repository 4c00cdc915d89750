import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { withoutField } from '../../shared/search/edit.ts';
import { isDateFieldName } from '../../shared/search/fields.ts';
import type { ReadContext } from './context.ts';
import { binDates, binNumbers } from './histogram-bins.ts';
import { matchingPackages } from './matching.ts';
import { type NumberChunk, numberColumn } from './number-columns.ts';
import { hasId, type PackageSet, sizeOf } from './package-set.ts';
import { readSearch } from './search.ts';
import { limitOf, type TimeLimit } from './time-limit.ts';

/** How a number or date of a result is spread, counted as if the field itself asked for nothing. */
export function countHistogram(context: ReadContext, args: CallArguments<'packages.histogram'>, limit: TimeLimit = limitOf(args.withinMs)): CallAnswer<'packages.histogram'> {
  const { field } = args;
  const matching = matchingPackages(context.database, withoutField(readSearch(args.query).tree, field), limit);
  const column = numberColumn(context.database, field, limit);
  const numbers = numbersOf(column.chunks, matching.set);
  const missing = sizeOf(matching.set, column.end) - numbers.length;
  const exact = matching.isWhole && column.isWhole;
  if (numbers.length === 0) return { field, scale: 'linear', bins: [], missing, min: null, max: null, median: null, exact };
  const { min, max } = rangeOf(numbers);
  const { scale, edges } = isDateFieldName(field) ? binDates(min, max, args.bins) : binNumbers(min, max, args.bins);
  const counts = countBins(numbers, edges);
  const bins = counts.map((count, bin) => ({ from: edges[bin] as number, to: edges[bin + 1] as number, count }));
  return { field, scale, bins, missing, min, max, median: medianOf(numbers, edges, counts), exact };
}

function numbersOf(chunks: readonly NumberChunk[], set: PackageSet): Float64Array {
  const found = new Float64Array(chunks.reduce((sum, { offsets }) => sum + offsets.length, 0));
  let length = 0;
  for (const { from, offsets, numbers } of chunks) {
    for (let at = 0; at < offsets.length; at += 1) {
      if (!hasId(set, from + (offsets[at] as number))) continue;
      found[length] = numbers[at] as number;
      length += 1;
    }
  }
  return found.subarray(0, length);
}

function rangeOf(numbers: Float64Array): { readonly min: number; readonly max: number } {
  let min = Infinity;
  let max = -Infinity;
  for (const number of numbers) {
    if (number < min) min = number;
    if (number > max) max = number;
  }
  return { min, max };
}

function countBins(numbers: Float64Array, edges: readonly number[]): readonly number[] {
  const counts = Array.from({ length: edges.length - 1 }, () => 0);
  for (const number of numbers) {
    const bin = binOf(number, edges);
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}

/** The last bin that does not begin above a number. */
function binOf(number: number, edges: readonly number[]): number {
  let low = 0;
  let high = edges.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((edges[middle] as number) <= number) low = middle;
    else high = middle;
  }
  return low;
}

/** The one in the middle, the lower of two. Only the bin that holds it is sorted: a million numbers would take 100 ms. */
function medianOf(numbers: Float64Array, edges: readonly number[], counts: readonly number[]): number {
  let before = (numbers.length - 1) >> 1;
  let bin = 0;
  while (before >= (counts[bin] as number)) {
    before -= counts[bin] as number;
    bin += 1;
  }
  const from = edges[bin] as number;
  const to = edges[bin + 1] as number;
  return numbers.filter((number) => number >= from && number < to).sort()[before] as number;
}
