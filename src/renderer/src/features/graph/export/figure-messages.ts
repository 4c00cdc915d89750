import type { Graph } from '../../../../../shared/contract/index.ts';
import type { AppearanceChoice, FigureOptions, GraphFormatId, GraphTheme } from '../../../../../shared/graph/index.ts';

/** What a picture consists of; sent once, since it can be large. */
export interface PictureOrder {
  readonly graph: Graph;
  readonly positions: Float32Array;
  readonly choice: AppearanceChoice;
  readonly hidden: ReadonlySet<string>;
  readonly time: number | null;
  readonly filters: string;
  readonly made: string;
}

export type PictureTask =
  | { readonly kind: 'figure'; readonly title: string; readonly theme: GraphTheme; readonly options: FigureOptions }
  | { readonly kind: 'graph'; readonly title: string; readonly format: GraphFormatId };

export interface DrawnFigure {
  readonly svg: string;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly caption: string;
  readonly labelsLeftOut: number;
}

export type ToFigureWorker = { readonly kind: 'picture'; readonly picture: PictureOrder } | { readonly kind: 'task'; readonly id: number; readonly task: PictureTask };

export type FromFigureWorker =
  | { readonly kind: 'figure'; readonly id: number; readonly figure: DrawnFigure }
  | { readonly kind: 'graph'; readonly id: number; readonly text: string };
