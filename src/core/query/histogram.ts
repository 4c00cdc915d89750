import type { CallAnswer, CallArguments, HistogramField } from '../../shared/contract/index.ts';
import { withoutField } from '../../shared/search/edit.ts';
import { isDateFieldName } from '../../shared/search/fields.ts';
import { noNumber, type ReadDatabase } from '../index/index.ts';
import type { ReadContext } from './context.ts';
import { packagesOf } from './found-packages.ts';
import { binDates, binNumbers } from './histogram-bins.ts';
import { eachNumbers } from './package-fields.ts';
import { hasId, type PackageSet, sizeOf } from './package-set.ts';
import { rangeColumns } from './range-columns.ts';
import { readSearch } from './search.ts';

/** How a number or date of a result is spread, counted as if the field itself asked for nothing. */
export function countHistogram({ database }: ReadContext, args: CallArguments<'packages.histogram'>): CallAnswer<'packages.histogram'> {
  const { field } = args;
  const set = packagesOf(database, withoutField(readSearch(args.query).tree, field));
  const numbers = numbersOf(database, field, set);
  const missing = sizeOf(set) - numbers.length;
  if (numbers.length === 0) return { field, scale: 'linear', bins: [], missing, min: null, max: null, median: null };
  const { min, max } = rangeOf(numbers);
  const { scale, edges } = isDateFieldName(field) ? binDates(min, max, args.bins) : binNumbers(min, max, args.bins);
  const counts = countBins(numbers, edges);
  const bins = counts.map((count, bin) => ({ from: edges[bin] as number, to: edges[bin + 1] as number, count }));
  return { field, scale, bins, missing, min, max, median: medianOf(numbers, edges, counts) };
}

/** Of the packages that state one. */
function numbersOf(database: ReadDatabase, name: HistogramField, set: PackageSet): Float64Array {
  const { field, unit } = rangeColumns[name];
  const found = new Float64Array(sizeOf(set));
  let length = 0;
  eachNumbers(database, field, (numbers, first) => {
    for (let at = 0; at < numbers.length; at += 1) {
      const number = numbers[at] as number;
      if (number === noNumber || Number.isNaN(number) || !hasId(set, first + at)) continue;
      found[length] = unit * number;
      length += 1;
    }
  });
  return found.subarray(0, length);
}

function rangeOf(numbers: Float64Array): { readonly min: number; readonly max: number } {
  let min = Infinity;
  let max = -Infinity;
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] as number;
    if (number < min) min = number;
    if (number > max) max = number;
  }
  return { min, max };
}

function countBins(numbers: Float64Array, edges: readonly number[]): readonly number[] {
  const counts = Array.from({ length: edges.length - 1 }, () => 0);
  for (let at = 0; at < numbers.length; at += 1) {
    const bin = binOf(numbers[at] as number, edges);
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
  if (to - from === 1) return from;
  const inBin = new Float64Array(counts[bin] as number);
  let length = 0;
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] as number;
    if (number < from || number >= to) continue;
    inBin[length] = number;
    length += 1;
  }
  return inBin.sort()[before] as number;
}
