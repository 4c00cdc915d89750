import type { Palette } from '../../../../../shared/graph/index.ts';
import type { MapColouring, MapLegendEntry } from './map-colours.ts';
import type { PackedColumns } from './map-columns.ts';
import type { MapLabel, NamedNode } from './map-labels.ts';
import type { MapView } from './map-paint.ts';

export type ToMapWorker =
  | { readonly kind: 'load'; readonly columns: PackedColumns; readonly tasks: readonly string[]; readonly named: readonly NamedNode[] }
  | { readonly kind: 'colour'; readonly by: MapColouring; readonly palette: Palette }
  /** Legend entries that are switched off, and packed ids of packages beside which all others fade. */
  | { readonly kind: 'filter'; readonly hidden: readonly number[]; readonly lit: string | null }
  /** Sizes in CSS pixels; `ratio` makes them the screen's. */
  | { readonly kind: 'draw'; readonly view: MapView; readonly width: number; readonly height: number; readonly ratio: number }
  | { readonly kind: 'hit'; readonly request: number; readonly across: number; readonly down: number; readonly reach: number }
  | { readonly kind: 'about'; readonly request: number; readonly node: number }
  | { readonly kind: 'most'; readonly request: number; readonly from: number; readonly count: number };

/** Where a node is and what it is tied to. */
export interface AboutNode {
  readonly node: number;
  readonly across: number;
  readonly down: number;
  readonly radius: number;
  readonly bases: readonly number[];
  readonly made: readonly number[];
}

export type FromMapWorker =
  | { readonly kind: 'loaded'; readonly extent: number }
  | { readonly kind: 'coloured'; readonly entries: readonly MapLegendEntry[] }
  | { readonly kind: 'filtered'; readonly lit: number | null }
  | { readonly kind: 'drawn'; readonly picture: ImageBitmap; readonly view: MapView; readonly width: number; readonly height: number; readonly labels: readonly MapLabel[] }
  | { readonly kind: 'hit'; readonly request: number; readonly about: AboutNode | null }
  /** Nodes from the most important on, of those that are shown. */
  | { readonly kind: 'most'; readonly request: number; readonly nodes: readonly number[]; readonly total: number };
