import { csvCell, csvText, listItem } from '../../shared/table/index.ts';

type TwoMarks = readonly [string, string];

/** How values of a form are written; each of them is one cell. */
export interface CellForm {
  readonly missing: string;
  /** Around a text that needs no care. */
  readonly quote: string;
  readonly text: (text: string) => string;
  /** Of a list, by the texts of its items. */
  readonly list: (items: readonly string[]) => string;
  readonly object: (object: object) => string;
  /** What `list` makes of items that were made ready one by one; null where they have to be written together. */
  readonly ready: (item: string) => string | null;
  readonly between: string;
  readonly open: string;
  readonly close: string;
  /** A text without control characters, these two, and these at its ends is written as it is; an item of a list lacks two more. */
  readonly care: { readonly marks: TwoMarks; readonly first: string; readonly last: string; readonly inItems: TwoMarks | null };
}

/** Cells as CSV and TSV have them. */
export function separatedForm(separator: ',' | '\t'): CellForm {
  return {
    missing: '', quote: '', between: '|', open: '', close: '',
    text: (text) => csvText(text, separator),
    list: (items) => csvCell(items, separator),
    object: JSON.stringify,
    ready: (item) => {
      const written = listItem(item);
      // What needs no care by itself needs none among others.
      return csvText(written, separator) === written ? written : null;
    },
    care: { marks: ['"', ','], first: '=+-@ ', last: ' ', inItems: ['\\', '|'] },
  };
}

/** Values as JSON has them. */
export const jsonForm: CellForm = {
  missing: 'null', quote: '"', between: ',', open: '[', close: ']',
  text: JSON.stringify, list: (items) => JSON.stringify(items), object: JSON.stringify, ready: JSON.stringify,
  care: { marks: ['"', '\\'], first: '', last: '', inItems: null },
};
