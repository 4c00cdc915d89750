import type { HubId } from '../../../shared/domain/index.ts';
import { hubNumber } from '../../index/index.ts';
import type { Meter } from '../meter.ts';
import { chosenWhere } from '../selection.ts';
import type { ExportWork } from '../types.ts';
import type { FolderWriter } from './folder-writer.ts';
import { withId } from './record-id.ts';
import { openSource, recordReader } from './source.ts';

type Kind = 'unified' | 'metadata';

/** Counts records over all hubs for the meter. */
export interface RecordCount {
  done: number;
}

export interface RecordTarget {
  readonly writer: FolderWriter;
  readonly meter: Meter;
  readonly count: RecordCount;
  /** The next ids of each hub, where they are given anew. */
  readonly ids: Map<HubId, number>;
}

/** Writes the chosen packages' records of one hub into files of the same names, in their order, each record once. */
export function writeRecords(work: ExportWork, hub: HubId, kind: Kind, into: RecordTarget): void {
  for (const { id, path } of filesOf(work, hub, kind)) {
    const source = openSource(work.context, hub, path);
    if (!source) continue;
    const read = recordReader(source);
    const places = placesIn(work, hub, kind, id);
    const bytes = records(places, read, into);
    into.writer.writeArray(path, kind === 'unified' && work.options.renumber ? numbered(bytes, hub, into.ids) : bytes);
  }
}

function* records(places: Iterable<Place>, read: (offset: number, length: number) => Buffer, { meter, count }: { readonly meter: Meter; readonly count: RecordCount }): Generator<Buffer> {
  for (const { offset, length } of places) {
    count.done += 1;
    if (count.done % 64 === 0) meter.at(count.done);
    yield read(offset, length);
  }
}

/** With ids from 0 on, as the generator counts the rows of its metadata. What names a record elsewhere names it by its metadata's id, which stays. */
function* numbered(records: Iterable<Buffer>, hub: HubId, ids: Map<HubId, number>): Generator<Buffer> {
  for (const record of records) {
    const id = ids.get(hub) ?? 0;
    ids.set(hub, id + 1);
    yield withId(record, id);
  }
}

interface Place {
  readonly offset: number;
  readonly length: number;
}

/** The files that the hub's packages come from, whether or not a chosen one does: an empty array is then right. */
function filesOf({ context }: ExportWork, hub: HubId, kind: Kind): { readonly id: number; readonly path: string }[] {
  return context.database
    .prepare<[number, number], { id: number; path: string }>(
      `SELECT f.id, f.path FROM source_file AS f WHERE f.hub = ?
         AND f.id IN (SELECT p.${kind}_file FROM package AS p WHERE p.hub = ? AND p.${kind}_file IS NOT NULL AND live()) ORDER BY f.path`,
    )
    .all(hubNumber(hub), hubNumber(hub));
}

function placesIn(work: ExportWork, hub: HubId, kind: Kind, file: number): Iterable<Place> {
  const where = chosenWhere(work.chosen, `p.hub = ${hubNumber(hub)} AND p.${kind}_file = ${file}`);
  return work.context.database
    .prepare<string[], Place>(`SELECT DISTINCT p.${kind}_offset AS offset, p.${kind}_length AS length FROM package AS p ${where.sql} ORDER BY p.${kind}_offset`)
    .iterate(...where.params);
}
