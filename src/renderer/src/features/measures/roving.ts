import type { Mark } from '../../../../shared/chart/index.ts';

/** The mark that a key leads to from another; null where the key leads nowhere. Up and down go to the neighbouring series where there are several. */
export function stepMark(marks: readonly Mark[], at: number, key: string): number | null {
  const own = marks[at];
  if (!own) return null;
  const inside = (index: number): number => Math.max(0, Math.min(marks.length - 1, index));
  switch (key) {
    case 'Home':
      return 0;
    case 'End':
      return marks.length - 1;
    case 'ArrowRight':
      return inside(at + 1);
    case 'ArrowLeft':
      return inside(at - 1);
    case 'ArrowDown':
    case 'ArrowUp': {
      const series = [...new Set(marks.map((mark) => mark.series))];
      const step = key === 'ArrowDown' ? 1 : -1;
      if (series.length === 1) return inside(at + step);
      const next = series[series.indexOf(own.series) + step];
      return next === undefined ? at : nearestIn(marks, next, own.box.x);
    }
    default:
      return null;
  }
}

function nearestIn(marks: readonly Mark[], series: string, x: number): number {
  let best = -1;
  marks.forEach((mark, index) => {
    if (mark.series === series && (best < 0 || Math.abs(mark.box.x - x) < Math.abs((marks[best]?.box.x ?? 0) - x))) best = index;
  });
  return best;
}

/** How far from a point of a line the pointer may be. Pixels. */
const reach = 28;

/** The mark below the pointer; with `freely` the nearest one that is not far. */
export function nearestMark(marks: readonly Mark[], x: number, y: number, freely: boolean): number | null {
  if (!freely) {
    const found = marks.findIndex(({ box }) => x >= box.x && x <= box.x + box.width && y >= box.y && y < box.y + box.height);
    return found < 0 ? null : found;
  }
  let [best, least] = [-1, reach];
  marks.forEach(({ box }, index) => {
    const distance = Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y);
    if (distance < least) [best, least] = [index, distance];
  });
  return best < 0 ? null : best;
}
