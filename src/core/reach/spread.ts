import type { CallAnswer } from '../../shared/contract/index.ts';

type Spread = CallAnswer<'reach.packages'>['dependants'];

/** How values, by falling size, are spread. */
export function spreadOf(values: ArrayLike<number> & Iterable<number>): Spread {
  return { mean: meanOf(values), median: medianOf(values), highest: values[0] ?? 0, gini: giniOf(values), steps: stepsOf(values) };
}

function stepsOf(values: Iterable<number>): Spread['steps'] {
  const steps: Spread['steps'] = [];
  let rank = 0;
  for (const reach of values) {
    rank += 1;
    const last = steps.at(-1);
    if (last?.reach === reach) last.lastRank = rank;
    else steps.push({ reach, firstRank: rank, lastRank: rank });
  }
  return steps;
}

function meanOf(values: ArrayLike<number> & Iterable<number>): number | null {
  let total = 0;
  for (const value of values) total += value;
  return values.length === 0 ? null : total / values.length;
}

function medianOf(values: ArrayLike<number>): number | null {
  const [lower, upper] = [values[Math.floor((values.length - 1) / 2)], values[Math.floor(values.length / 2)]];
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}

/** Half of the mean absolute difference over all pairs, relative to the mean; here by ranks, which is the same sum. */
function giniOf(values: ArrayLike<number> & Iterable<number>): number | null {
  const count = values.length;
  let [total, weighted, rank] = [0, 0, 0];
  for (const value of values) {
    total += value;
    weighted += (count - rank) * value;
    rank += 1;
  }
  return total === 0 ? null : (2 * weighted) / (count * total) - (count + 1) / count;
}
