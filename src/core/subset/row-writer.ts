import type { ExportColumn } from './columns.ts';
import type { PackageBlock } from './package-block.ts';
import type { Field } from './package-fields.ts';
import type { PackageRecord } from './package-record.ts';
import { PartFile } from './part-file.ts';
import type { TextCells } from './text-cells.ts';

interface TableWriter {
  /** Syncs and closes the file; tells what is in it. */
  finish(): { readonly bytes: number; readonly sha256: string };
  /** Lets go of the file, finished or not. */
  close(): void;
}

/** Takes packages one after the other into one new file. */
export interface RowWriter extends TableWriter {
  add(record: PackageRecord): void;
}

/** Takes packages by the thousand, column by column. */
export interface BlockWriter extends TableWriter {
  /** The fields that a block must have. */
  readonly fields: readonly Field[];
  addBlock(block: PackageBlock): void;
}

export interface TextRows {
  readonly cells: TextCells;
  readonly head?: string;
  /** Around the cells of a row. */
  readonly open: string;
  readonly close: string;
  /** What stands before each column's cell. */
  readonly before: readonly string[];
  /** Between two rows. */
  readonly between?: string;
  readonly tail?: string;
}

/** A writer of rows of text. */
export function openTextRows(path: string, columns: readonly ExportColumn[], { cells, head = '', open, close, before, between = '', tail = '' }: TextRows): BlockWriter {
  const file = new PartFile(path);
  let isFirst = true;
  file.write(head);
  return {
    fields: columns.map(({ field }) => field),
    addBlock: (block) => {
      const written = columns.map((column) => cells.of(column, block));
      let text = '';
      for (let at = 0; at < block.count; at += 1) {
        text += isFirst ? open : between + open;
        isFirst = false;
        for (let column = 0; column < written.length; column += 1) text += (before[column] as string) + ((written[column] as readonly string[])[at] as string);
        text += close;
      }
      file.write(text);
    },
    finish: () => {
      file.write(tail);
      return file.finish();
    },
    close: () => file.close(),
  };
}
