interface Placed {
  readonly x: number;
  readonly y: number;
}

/** Points fewer than this are drawn as they are. */
const few = 1500;

/** Of points by ascending x, those that change the drawn line: first, lowest, highest and last of every stretch of `width`. */
export function thinPoints<Point extends Placed>(points: readonly Point[], width: number): readonly Point[] {
  if (points.length <= few) return points;
  const kept: Point[] = [];
  let at = 0;
  while (at < points.length) {
    const from = at;
    let [low, high] = [at, at];
    const end = (points[from]?.x ?? 0) + width;
    while (at < points.length && (points[at]?.x ?? 0) <= end) {
      if ((points[at]?.y ?? 0) < (points[low]?.y ?? 0)) low = at;
      if ((points[at]?.y ?? 0) > (points[high]?.y ?? 0)) high = at;
      at += 1;
    }
    for (const index of [...new Set([from, low, high, at - 1])].sort((a, b) => a - b)) {
      const point = points[index];
      if (point) kept.push(point);
    }
  }
  return kept;
}
