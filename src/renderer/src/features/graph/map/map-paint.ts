import type { MapPlaces } from './map-places.ts';

/** What of the map is seen: the point in the middle, and pixels per unit. */
export interface MapView {
  readonly across: number;
  readonly down: number;
  readonly zoom: number;
}

/** Colours as 0xAABBGGRR, as pixels lie in memory. */
export interface MapPaint {
  readonly ground: number;
  readonly line: number;
  readonly ofNodes: Uint32Array;
  /** 1: as it is; 0: faded; 2: not drawn, nor its edges. */
  readonly states: Uint8Array;
}

export const stateShown = 1;
export const stateFaded = 0;
export const stateHidden = 2;

/** Pixels; longer edges, of packages that stand with another base, are the fainter the longer they are: they would hide all else. */
const longestFull = 140;
const faintest = 5;
/** Of a radius this small, in pixels, nodes look alike; they are larger where few of them are in view. */
const smallestRadius = 1.25;

/** The weight of a faded colour in 256 parts. */
const fadedWeight = 46;

/**
 * Paints the map into memory. Where there is no graphics card this takes a fraction of what any of the browser's own ways to draw
 * 100,000 discs does; see docs/graph-rendering.md.
 */
export function paintMap(places: MapPlaces, edges: Uint32Array, view: MapView, width: number, height: number, paint: MapPaint): Uint32Array<ArrayBuffer> {
  const pixels = new Uint32Array(width * height).fill(paint.ground);
  paintEdges(pixels, places, edges, view, width, height, paint);
  paintNodes(pixels, places, view, width, height, paint);
  return pixels;
}

function paintEdges(pixels: Uint32Array, { positions }: MapPlaces, edges: Uint32Array, { across, down, zoom }: MapView, width: number, height: number, { line, states }: MapPaint): void {
  // Seen from afar there are many of them on few pixels.
  const weight = Math.min(150, 26 + zoom * 9);
  const left = width / 2 - across * zoom;
  const top = height / 2 - down * zoom;
  for (let at = 0; at < edges.length; at += 2) {
    const one = edges[at] as number;
    const other = edges[at + 1] as number;
    const state = (states[one] as number) === stateHidden || (states[other] as number) === stateHidden ? stateHidden : Math.min(states[one] as number, states[other] as number);
    if (state === stateHidden) continue;
    const fromAcross = (positions[one * 2] as number) * zoom + left;
    const fromDown = (positions[one * 2 + 1] as number) * zoom + top;
    const toAcross = (positions[other * 2] as number) * zoom + left;
    const toDown = (positions[other * 2 + 1] as number) * zoom + top;
    if (Math.max(fromAcross, toAcross) < 0 || Math.min(fromAcross, toAcross) > width || Math.max(fromDown, toDown) < 0 || Math.min(fromDown, toDown) > height) continue;
    const length = Math.abs(fromAcross - toAcross) + Math.abs(fromDown - toDown);
    if (length < 2) continue;
    const own = (state === stateFaded ? weight / 4 : weight) * Math.min(1, longestFull / length);
    if (own >= faintest) paintLine(pixels, width, height, fromAcross, fromDown, toAcross, toDown, line, own | 0);
  }
}

/** A line whose weight two pixels share at each step along its longer side (Wu, 1991). */
function paintLine(pixels: Uint32Array, width: number, height: number, x0: number, y0: number, x1: number, y1: number, colour: number, weight: number): void {
  const isSteep = Math.abs(y1 - y0) > Math.abs(x1 - x0);
  const [from, to, sideFrom, sideTo] = isSteep ? [y0, y1, x0, x1] : [x0, x1, y0, y1];
  const [first, last, sideFirst, sideLast] = from <= to ? [from, to, sideFrom, sideTo] : [to, from, sideTo, sideFrom];
  const slope = last === first ? 0 : (sideLast - sideFirst) / (last - first);
  const longest = isSteep ? height : width;
  const widest = isSteep ? width : height;
  const begin = Math.max(0, Math.ceil(first));
  const end = Math.min(longest - 1, Math.floor(last));
  for (let along = begin; along <= end; along += 1) {
    const side = sideFirst + (along - first) * slope;
    const low = Math.floor(side);
    if (low < 0 || low + 1 >= widest) continue;
    const share = side - low;
    const at = isSteep ? along * width + low : low * width + along;
    const next = at + (isSteep ? 1 : width);
    pixels[at] = blend(pixels[at] as number, colour, (weight * (1 - share)) | 0);
    pixels[next] = blend(pixels[next] as number, colour, (weight * share) | 0);
  }
}

function paintNodes(pixels: Uint32Array, { positions, radii, order }: MapPlaces, { across, down, zoom }: MapView, width: number, height: number, { ground, ofNodes, states }: MapPaint): void {
  const left = width / 2 - across * zoom;
  const top = height / 2 - down * zoom;
  for (const wanted of [stateFaded, stateShown]) {
    for (const node of order) {
      if (states[node] !== wanted) continue;
      const middleAcross = (positions[node * 2] as number) * zoom + left;
      const middleDown = (positions[node * 2 + 1] as number) * zoom + top;
      const radius = Math.max((radii[node] as number) * zoom, zoom > 0.7 ? smallestRadius : 0);
      if (middleAcross < -radius || middleDown < -radius || middleAcross > width + radius || middleDown > height + radius) continue;
      const colour = wanted === stateFaded ? blend(ground, ofNodes[node] as number, fadedWeight) : (ofNodes[node] as number);
      if (radius < 0.7) {
        const x = middleAcross | 0;
        const y = middleDown | 0;
        const at = y * width + x;
        // So small that many share a pixel: a lighter touch keeps the dense parts apart from the others.
        if (x >= 0 && y >= 0 && x < width && y < height) pixels[at] = blend(pixels[at] as number, colour, 200);
      } else paintDisc(pixels, width, height, middleAcross, middleDown, radius, colour);
    }
  }
}

function paintDisc(pixels: Uint32Array, width: number, height: number, across: number, down: number, radius: number, colour: number): void {
  const top = Math.max(0, Math.floor(down - radius - 0.5));
  const bottom = Math.min(height - 1, Math.ceil(down + radius + 0.5));
  const left = Math.max(0, Math.floor(across - radius - 0.5));
  const right = Math.min(width - 1, Math.ceil(across + radius + 0.5));
  const inside = Math.max(0, radius - 0.5) ** 2;
  const outside = (radius + 0.5) ** 2;
  for (let y = top; y <= bottom; y += 1) {
    const below = y - down;
    for (let x = left; x <= right; x += 1) {
      const beside = x - across;
      const square = beside * beside + below * below;
      if (square >= outside) continue;
      const at = y * width + x;
      pixels[at] = square <= inside ? colour : blend(pixels[at] as number, colour, ((radius + 0.5 - Math.sqrt(square)) * 256) | 0);
    }
  }
}

/** `weight` of 256 parts of the second colour in the first; opaque. */
function blend(under: number, over: number, weight: number): number {
  const rest = 256 - weight;
  const redBlue = (((over & 0xff00ff) * weight + (under & 0xff00ff) * rest) >>> 8) & 0xff00ff;
  const green = (((over & 0xff00) * weight + (under & 0xff00) * rest) >>> 8) & 0xff00;
  return (0xff000000 | redBlue | green) >>> 0;
}

/** #rrggbb as a pixel. */
export function pixelOf(colour: string): number {
  const number = Number.parseInt(colour.slice(1), 16);
  return (0xff000000 | ((number & 0xff) << 16) | (number & 0xff00) | (number >>> 16)) >>> 0;
}
