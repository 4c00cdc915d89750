import type { HistogramBin } from '../../../ui/histogram-brush.ts';

interface Step {
  readonly reach: number;
  readonly firstRank: number;
  readonly lastRank: number;
}

/** Bars for 1, 2, 3–4, 5–8 and so on, doubling: reach is heavy-tailed. What reaches nothing has a bar of its own. */
export function binsOf(steps: readonly Step[]): HistogramBin[] {
  const highest = steps[0]?.reach ?? 0;
  const edges = [1];
  while ((edges.at(-1) ?? 0) <= highest) edges.push(edges.length === 1 ? 2 : 2 * ((edges.at(-1) ?? 2) - 1) + 1);
  const bins = edges.slice(0, -1).map((from, at) => ({ from, to: edges[at + 1] ?? from + 1, count: 0 }));
  const none = { from: 0, to: 1, count: 0 };
  for (const { reach, firstRank, lastRank } of steps) {
    const bin = reach === 0 ? none : bins.find(({ from, to }) => reach >= from && reach < to);
    if (bin) bin.count += lastRank - firstRank + 1;
  }
  return none.count > 0 ? [none, ...bins] : bins;
}

/** "3–4", "1". */
export function binName({ from, to }: HistogramBin): string {
  return to - from === 1 ? from.toLocaleString('en') : `${from.toLocaleString('en')}–${(to - 1).toLocaleString('en')}`;
}
