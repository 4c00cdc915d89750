import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** A CSS grid track: "90px", "minmax(160px, 2fr)". In pixels where the column is pinned or can be resized. */
  readonly width: string;
  readonly align?: 'end' | undefined;
  readonly hint?: string | undefined;
  /** The column is left out where the table is narrower, in pixels; never while it is sorted by. */
  readonly from?: number | undefined;
  /** Set where a click on the header sorts. */
  readonly sort?: string | undefined;
  /** Pixels from the left at which the column stays while the others scroll. */
  readonly pinnedAt?: number | undefined;
  readonly cell: (row: Row, index: number) => ReactNode;
}

export interface Sorting {
  readonly by: string;
  readonly descending: boolean;
}

/** Rows that are picked, one by one or as a stretch of the list. */
export interface Picking<Row> {
  readonly isPicked: (row: Row) => boolean;
  /** Whether all rows of the list are picked, or some. */
  readonly state: 'none' | 'some' | 'all';
  readonly toggle: (index: number) => void;
  /** Picks a stretch of rows, both ends included. */
  readonly range: (from: number, to: number) => void;
  /** Picks all rows, or takes them all off. */
  readonly all: () => void;
}

/** Width of the column of ticks, in pixels. */
export const pickWidth = 32;

/** What can be done to columns on their headers. */
export interface HeadActions {
  /** Opens what there is to do with a column, below the place given. */
  readonly onMenu: (column: string, anchor: DOMRect) => void;
  /** A width in pixels; null takes the column's own. */
  readonly onResize: (column: string, width: number | null) => void;
  /** Puts a column before another, or last. */
  readonly onMove: (column: string, before: string | null) => void;
}
