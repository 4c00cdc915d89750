import { PartFile } from './part-file.ts';
import type { ExportColumn } from './columns.ts';
import type { PackageRecord } from './package-record.ts';

/** Takes packages one after the other into one new file. */
export interface RowWriter {
  add(record: PackageRecord): void;
  /** Syncs and closes the file; tells what is in it. */
  finish(): { readonly bytes: number; readonly sha256: string };
  /** Lets go of the file, finished or not. */
  close(): void;
}

export interface TextRows {
  readonly head: (columns: readonly ExportColumn[]) => string;
  readonly row: (columns: readonly ExportColumn[], record: PackageRecord) => string;
  /** Between two rows. */
  readonly between?: string;
  readonly tail?: string;
}

/** A writer of rows of text. */
export function openTextRows(path: string, columns: readonly ExportColumn[], { head, row, between = '', tail = '' }: TextRows): RowWriter {
  const file = new PartFile(path);
  let isFirst = true;
  file.write(head(columns));
  return {
    add: (record) => {
      file.write(isFirst ? row(columns, record) : between + row(columns, record));
      isFirst = false;
    },
    finish: () => {
      file.write(tail);
      return file.finish();
    },
    close: () => file.close(),
  };
}
