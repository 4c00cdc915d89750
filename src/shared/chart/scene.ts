/** One thing that is drawn. Lengths in the scene's unit, y downwards; colours as #rrggbb. */
export type Shape =
  | { readonly kind: 'rect'; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly fill: string; readonly stroke?: string | undefined; readonly dashes?: string | undefined }
  | { readonly kind: 'line'; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number; readonly stroke: string; readonly width: number; readonly dashes?: string | undefined }
  | { readonly kind: 'path'; readonly path: string; readonly fill: string | null; readonly stroke?: string | undefined; readonly width?: number | undefined; readonly dashes?: string | undefined }
  | TextShape;

export interface TextShape {
  readonly kind: 'text';
  readonly x: number;
  /** Of the base line. */
  readonly y: number;
  readonly text: string;
  /** The whole text where the shown one is cut. */
  readonly whole?: string | undefined;
  readonly size: number;
  readonly fill: string;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly bold?: boolean | undefined;
  /** Read from below upwards. */
  readonly turned?: boolean | undefined;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A number of the chart that can be pointed at. */
export interface Mark {
  /** Of the row, or of line and point. */
  readonly key: string;
  /** Marks of one series follow each other; the keys go from one series to the next. */
  readonly series: string;
  /** What is read out, and shown beside the pointer. */
  readonly spoken: string;
  readonly box: Box;
  /** A search that finds the packages behind it. */
  readonly packages: string | null;
}

/** A chart as shapes: written as SVG text, or as elements of the page. */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** The chart in words. */
  readonly description: string;
  readonly ground: string;
  readonly shapes: readonly Shape[];
  readonly marks: readonly Mark[];
  /** What of the part is not drawn, in words; empty where all of it is. */
  readonly left: readonly string[];
}
