import type { HubId } from '../../shared/domain/index.ts';
import type { ExportColumn } from './columns.ts';
import type { PackageBlock } from './package-block.ts';
import type { Field } from './package-fields.ts';
import type { PackageRecord } from './package-record.ts';
import { PartFile } from './part-file.ts';
import { RowBytes } from './row-bytes.ts';
import type { CellColumn, TextCells } from './text-cells.ts';

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

/** Packages as they stand in the file, or in a row group of it. */
export interface EncodedPart<Facts = unknown> {
  readonly packages: number;
  readonly byHub: readonly (readonly [HubId, number])[];
  readonly bytes: Uint8Array;
  /** What the writer has to know of them besides; a copy of it serves as well. */
  readonly facts: Facts;
}

/** Makes parts of a table, each from its packages alone, so that threads may make them side by side. */
export interface PartEncoder<Facts = unknown> {
  /** The fields that a block must have. */
  readonly fields: readonly Field[];
  /** Packages of a part; the last one has fewer. */
  readonly packages: number;
  /** `pause` is called every few milliseconds, and may throw. */
  encode(blocks: Iterable<PackageBlock>, isFirst: boolean, pause: () => void): EncodedPart<Facts>;
}

/** Takes the parts of a table in their order into one new file. */
export interface PartWriter<Facts = unknown> extends TableWriter {
  readonly encoder: PartEncoder<Facts>;
  append(part: EncodedPart<Facts>): void;
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

/** Packages of a part: what is held in memory at a time, and some milliseconds of work. */
const partPackages = 1000;

/** Makes rows of text. */
export function encodeTextRows(columns: readonly ExportColumn[], { cells, open, close, before, between = '' }: TextRows): PartEncoder<null> {
  const into = new RowBytes();
  const written = columns.map((column) => cells.of(column));
  const ends = Buffer.from(close);
  const first = Buffer.from(open + (before[0] ?? ''));
  const next = Buffer.from(between + open + (before[0] ?? ''));
  const within = before.map((text) => Buffer.from(text));
  const putRow = (at: number, start: Buffer): void => {
    into.put(start);
    for (let column = 0; column < written.length; column += 1) {
      if (column > 0) into.put(within[column] as Buffer);
      (written[column] as CellColumn).put(at, into);
    }
    into.put(ends);
  };
  return {
    fields: columns.map(({ field }) => field),
    packages: partPackages,
    encode: (blocks, isFirst, pause) => {
      const byHub = new Map<HubId, number>();
      let packages = 0;
      into.length = 0;
      cells.trim();
      for (const block of blocks) {
        pause();
        for (const column of written) column.read(block);
        for (let at = 0; at < block.count; at += 1) putRow(at, isFirst && packages === 0 && at === 0 ? first : next);
        block.countHubs(byHub);
        packages += block.count;
      }
      return { packages, byHub: [...byHub], bytes: into.bytes.subarray(0, into.length), facts: null };
    },
  };
}

/** A writer of rows of text. */
export function openTextRows(path: string, columns: readonly ExportColumn[], rows: TextRows): PartWriter<null> {
  const file = new PartFile(path);
  file.write(rows.head ?? '');
  return {
    encoder: encodeTextRows(columns, rows),
    append: ({ bytes }) => file.writeBytes(bytes),
    finish: () => {
      file.write(rows.tail ?? '');
      return file.finish();
    },
    close: () => file.close(),
  };
}
