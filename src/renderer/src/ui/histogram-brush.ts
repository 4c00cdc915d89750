/** One bar: from `from` up to but without `to`. */
export interface HistogramBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** A part of the scale; null is no bound on that side. */
export interface HistogramSpan {
  readonly from: number | null;
  readonly to: number | null;
}

/** Where the two ends of a brush stand, in bars from the left; whole numbers are edges between bars. */
export interface BrushEnds {
  readonly low: number;
  readonly high: number;
}

export type BrushEnd = keyof BrushEnds;

/** The ends that show a span, also one that begins or ends inside a bar, or outside all of them. */
export function endsOf(bins: readonly HistogramBin[], span: HistogramSpan | null): BrushEnds {
  const { from, to } = span ?? { from: null, to: null };
  const low = from === null ? 0 : positionOf(bins, from);
  const high = to === null ? bins.length : positionOf(bins, to);
  return { low: Math.min(low, high), high };
}

function positionOf(bins: readonly HistogramBin[], value: number): number {
  const at = bins.findIndex(({ to }) => value < to);
  const bin = bins[at];
  if (!bin) return bins.length;
  return at + Math.max(0, (value - bin.from) / (bin.to - bin.from));
}

/** The span between two edges; an end at the edge of the scale is no bound, and none on both sides is no span. */
export function spanOf(bins: readonly HistogramBin[], { low, high }: BrushEnds): HistogramSpan | null {
  const from = low <= 0 ? null : (bins[low]?.from ?? null);
  const to = high >= bins.length ? null : (bins[high - 1]?.to ?? null);
  return from === null && to === null ? null : { from, to };
}

/** Moves one end by whole bars to an edge; at least one bar stays between the ends. */
export function moveEnd(ends: BrushEnds, end: BrushEnd, steps: number, bars: number): BrushEnds {
  const from = ends[end];
  const edge = steps > 0 ? Math.floor(from) + steps : Math.ceil(from) + steps;
  return placeEnd(ends, end, edge, bars);
}

export function placeEnd({ low, high }: BrushEnds, end: BrushEnd, edge: number, bars: number): BrushEnds {
  if (end === 'low') return { low: Math.min(Math.max(0, edge), Math.ceil(high) - 1), high: Math.ceil(high) };
  return { low: Math.floor(low), high: Math.max(Math.min(bars, edge), Math.floor(low) + 1) };
}

/** The bars between two places that a pointer was at. */
export function endsBetween(one: number, other: number, bars: number): BrushEnds {
  const barAt = (place: number): number => Math.min(bars - 1, Math.max(0, Math.floor(place)));
  return { low: Math.min(barAt(one), barAt(other)), high: Math.max(barAt(one), barAt(other)) + 1 };
}
