import { pick, text, type Fields } from '../fields.ts';
import type { MirrorFile } from '../files.ts';
import type { JsonRecord } from '../json/records.ts';
import { readUnified, type HubInput, type UnifiedRecord } from './adapter.ts';

export interface Joined {
  readonly unified: UnifiedRecord | null;
  readonly metadata: JsonRecord | null;
}

/**
 * Joins unified records with the hub's own by MetadataObjectID (trap 5), in one pass over both files: the generator
 * wrote them in the same order, leaving records out but never moving them. Where the order does not hold, the entries
 * passed over are read a second time by their place, which costs time but loses nothing.
 *
 * With both files there, packages are the unified records, and a metadata entry that they leave out is a note.
 */
export function* joinRecords(input: HubInput, records: MirrorFile | null, metadata: MirrorFile | null, idOf: (fields: Fields) => string | null): Generator<Joined> {
  if (!metadata) {
    if (records) for (const unified of unifiedRecords(records, input)) yield { unified, metadata: null };
    return;
  }
  if (!records) {
    for (const record of input.records(metadata)) yield { unified: null, metadata: record };
    return;
  }
  yield* joinBoth(input, records, metadata, idOf);
}

function* unifiedRecords(file: MirrorFile, input: HubInput): Generator<UnifiedRecord> {
  for (const record of input.records(file)) {
    const unified = readUnified(record, file, input);
    if (unified) yield unified;
  }
}

function* joinBoth(input: HubInput, records: MirrorFile, metadata: MirrorFile, idOf: (fields: Fields) => string | null): Generator<Joined> {
  const unified = unifiedRecords(records, input);
  let pending = next(unified);
  /** Unified records whose entry did not stand where the order says. */
  const late: UnifiedRecord[] = [];
  /** Entries that no unified record has asked for yet, by id: their places only. */
  const passed = new Map<string, JsonRecord>();
  let row = 0;
  for (const entry of input.records(metadata)) {
    const id = idOf(entry.value);
    while (pending && pending.metadataId !== id && pending.recordNumber !== null && pending.recordNumber < row) {
      late.push(pending);
      pending = next(unified);
    }
    if (!pending || pending.metadataId !== id) {
      if (id !== null) passed.set(id, { value: {}, offset: entry.offset, length: entry.length });
    }
    // Several unified records may name one entry; they follow each other.
    for (; pending && pending.metadataId === id; pending = next(unified)) yield { unified: pending, metadata: entry };
    row += 1;
  }
  for (; pending; pending = next(unified)) late.push(pending);
  const asked = new Set<string>();
  for (const record of late) {
    const place = passed.get(record.metadataId ?? '');
    const entry = place ? readAgain(input, metadata, place) : null;
    if (entry) asked.add(record.metadataId ?? '');
    else reportWithoutMetadata(input, metadata, record);
    yield { unified: record, metadata: entry };
  }
  for (const [id, place] of passed) if (!asked.has(id)) reportLeftOut(input, metadata, id, place);
}

function next(records: Generator<UnifiedRecord>): UnifiedRecord | null {
  const step = records.next();
  return step.done === true ? null : step.value;
}

function readAgain(input: HubInput, file: MirrorFile, place: JsonRecord): JsonRecord | null {
  const slice: MirrorFile = { ...file, *chunks() { yield file.read(place.offset, place.length); } };
  for (const record of input.records(slice)) return { ...record, offset: place.offset, length: place.length };
  return null;
}

function reportWithoutMetadata(input: HubInput, metadata: MirrorFile, record: UnifiedRecord): void {
  input.report({
    severity: 'warning',
    code: 'record-without-metadata',
    hub: metadata.hub,
    file: record.place.file,
    offset: record.place.offset,
    record: record.name,
    message: `${metadata.path} has no entry ${record.metadataId ?? '(none named)'}.`,
  });
}

function reportLeftOut(input: HubInput, metadata: MirrorFile, id: string, place: JsonRecord): void {
  input.report({
    severity: 'note',
    code: 'metadata-without-record',
    hub: metadata.hub,
    file: metadata.path,
    offset: place.offset,
    record: id,
    message: 'The unified records leave this entry out; the generator does so when cloning fails.',
  });
}

/** An entry's id as text: "0001" and 1 stay different. */
export function entryId(fields: Fields): string | null {
  return text(pick(fields, 'id', '_id'));
}
