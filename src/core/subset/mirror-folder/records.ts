import type { HubId } from '../../../shared/domain/index.ts';
import { hubNumber } from '../../index/index.ts';
import type { Meter } from '../meter.ts';
import { chosenWhere } from '../selection.ts';
import type { ExportWork } from '../types.ts';
import type { FolderWriter } from './folder-writer.ts';
import { openSource, recordReader } from './source.ts';

type Kind = 'unified' | 'metadata';

/** Counts records over all hubs for the meter. */
export interface RecordCount {
  done: number;
}

/** Writes the chosen packages' records of one hub into files of the same names, in their order, each record once. */
export function writeRecords(work: ExportWork, hub: HubId, kind: Kind, into: { readonly writer: FolderWriter; readonly meter: Meter; readonly count: RecordCount }): void {
  for (const { id, path } of filesOf(work, hub, kind)) {
    const source = openSource(work.context, hub, path);
    if (!source) continue;
    const read = recordReader(source);
    const places = placesIn(work, hub, kind, id);
    into.writer.writeArray(path, records(places, read, into));
  }
}

function* records(places: Iterable<Place>, read: (offset: number, length: number) => Buffer, { meter, count }: { readonly meter: Meter; readonly count: RecordCount }): Generator<Buffer> {
  for (const { offset, length } of places) {
    count.done += 1;
    if (count.done % 64 === 0) meter.at(count.done);
    yield read(offset, length);
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
