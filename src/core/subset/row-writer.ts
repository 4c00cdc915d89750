import type { HubId } from '../../shared/domain/index.ts';
import { copyRun } from './byte-runs.ts';
import type { Cells } from './cell-list.ts';
import type { ExportColumn } from './columns.ts';
import type { PackageBlock } from './package-block.ts';
import type { Field } from './package-fields.ts';
import type { PackageRecord } from './package-record.ts';
import { PartFile } from './part-file.ts';
import { RowBytes, type Run, runOf } from './row-bytes.ts';
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
/** Room for their rows, mostly. */
const partBytes = 512 * 1024;

/** Makes rows of text. */
export function encodeTextRows(columns: readonly ExportColumn[], { cells, open, close, before, between = '' }: TextRows): PartEncoder<null> {
  const into = new RowBytes(partBytes);
  const makers = columns.map((column) => cells.of(column));
  const ends = runOf(close);
  const first = runOf(open + (before[0] ?? ''));
  const next = runOf(between + open + (before[0] ?? ''));
  const within = before.map(runOf);
  return {
    fields: columns.map(({ field }) => field),
    packages: partPackages,
    encode: (blocks, isFirst, pause) => {
      const byHub = new Map<HubId, number>();
      let packages = 0;
      into.length = 0;
      for (const block of blocks) {
        pause();
        // Where the cells stand is settled once all of them are made.
        const made = makers.map((make) => make(block)).map(({ room, starts, ends: stops, length }) => ({ room, starts, ends: stops, length }));
        putRows(into, block.count, made, { first: isFirst && packages === 0 ? first : next, next, within, ends });
        block.countHubs(byHub);
        packages += block.count;
      }
      return { packages, byHub: [...byHub], bytes: into.room.bytes.subarray(0, into.length), facts: null };
    },
  };
}

interface AroundCells {
  /** What the first row and every other one begin with. */
  readonly first: Run;
  readonly next: Run;
  /** What stands before each column's cell but the first. */
  readonly within: readonly Run[];
  readonly ends: Run;
}

/** Puts cells, of which every column has so many, together as rows. */
function putRows(into: RowBytes, count: number, made: readonly Cells[], { first, next, within, ends }: AroundCells): void {
  const around = Math.max(first.length, next.length) + ends.length + within.reduce((sum, { length }) => sum + length, 0);
  into.reserve(count * around + made.reduce((sum, { length }) => sum + length, 0));
  const { room } = into;
  let place = into.length;
  for (let at = 0; at < count; at += 1) {
    const start = at === 0 ? first : next;
    place = copyRun(room, place, start.room, 0, start.length);
    for (let column = 0; column < made.length; column += 1) {
      const cells = made[column] as Cells;
      if (column > 0) {
        const before = within[column] as Run;
        place = copyRun(room, place, before.room, 0, before.length);
      }
      place = copyRun(room, place, cells.room, cells.starts[at] as number, cells.ends[at] as number);
    }
    place = copyRun(room, place, ends.room, 0, ends.length);
  }
  into.length = place;
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
