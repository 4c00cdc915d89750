import type { MapPlaces } from './map-places.ts';
import type { MapView } from './map-paint.ts';

export interface NamedNode {
  readonly node: number;
  readonly label: string;
}

/** A name beside its node; CSS pixels from the middle of the view. */
export interface MapLabel extends NamedNode {
  readonly x: number;
  readonly y: number;
}

const lineHeight = 15;
const letterWidth = 6.4;
/** Seen from afar, names stand for families only; nearer by, for many more. */
const fewestLabels = 12;
const mostLabels = 60;

/** Names that have room, the most important first; names are given in that order. */
export function placeLabels(named: readonly NamedNode[], { positions, radii }: MapPlaces, view: MapView, width: number, height: number, isShown: (node: number) => boolean): readonly MapLabel[] {
  const labels: MapLabel[] = [];
  const taken: { readonly left: number; readonly right: number; readonly y: number }[] = [];
  const most = Math.min(mostLabels, fewestLabels + 16 * view.zoom);
  for (const { node, label } of named) {
    if (labels.length >= most) break;
    if (!isShown(node)) continue;
    const x = ((positions[node * 2] as number) - view.across) * view.zoom;
    const y = ((positions[node * 2 + 1] as number) - view.down) * view.zoom + (radii[node] as number) * view.zoom + lineHeight * 0.7;
    if (Math.abs(x) > width / 2 || Math.abs(y) > height / 2) continue;
    const half = (Math.min(label.length, 40) * letterWidth) / 2 + 4;
    if (taken.some((other) => Math.abs(other.y - y) < lineHeight && x + half > other.left && x - half < other.right)) continue;
    taken.push({ left: x - half, right: x + half, y });
    labels.push({ node, label, x, y });
  }
  return labels;
}
