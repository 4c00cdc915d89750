import { text, type Fields } from '../fields.ts';
import type { MirrorFile } from '../files.ts';
import type { JsonRecord } from '../json/records.ts';
import { PassedEntries, ProbableSet } from './passed-entries.ts';
import { readUnified, type HubInput, type UnifiedRecord } from './adapter.ts';

/** A row number further ahead is none: it says nothing about the place. */
const maxDamagedInARow = 64;

export interface Joined {
  readonly unified: UnifiedRecord | null;
  readonly metadata: JsonRecord | null;
}

/**
 * Joins unified records with the hub's own by MetadataObjectID (trap 5), in one pass over both files: the generator
 * wrote them in the same order, leaving records out but never moving them. Where the order does not hold, the entries
 * passed over are read a second time by their place, which costs time but loses nothing.
 *
 * With both files there, packages are the unified records, and a metadata entry that they leave out is a note: unless
 * unified records are damaged or none is there, since nobody can say then that the entry was left out on purpose.
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
  const isEmpty = pending === null;
  /** Unified records whose entry did not stand where the order says. */
  const late: UnifiedRecord[] = [];
  const passed = new PassedEntries();
  const joined = new ProbableSet();
  let row = 0;
  for (const entry of input.records(metadata)) {
    const id = idOf(entry.value);
    while (pending && pending.metadataId !== id && isLate(pending, row, passed)) {
      late.push(pending);
      pending = next(unified);
    }
    if (id !== null && pending?.metadataId === id) {
      joined.add(id);
      row = rowOf(pending, row);
      // Several unified records may name one entry; they follow each other.
      while (pending?.metadataId === id) {
        yield { unified: pending, metadata: entry };
        pending = next(unified);
      }
    } else if (id !== null && !passed.add(id, entry)) reportRepeated(input, metadata, id, entry);
    row += 1;
  }
  for (; pending; pending = next(unified)) late.push(pending);
  yield* joinLate(input, metadata, late, passed, joined, idOf);
  if (isEmpty || input.isDamaged(records)) yield* joinLeft(input, metadata, passed, isEmpty, idOf);
  else for (const [id, offset] of passed.left()) reportLeftOut(input, metadata, id, offset, 'The unified records leave this entry out; the generator does so when cloning fails.');
}

/** Gives the entries that no unified record names. */
function* joinLeft(input: HubInput, metadata: MirrorFile, passed: PassedEntries, isEmpty: boolean, idOf: (fields: Fields) => string | null): Generator<Joined> {
  for (const entry of input.records(metadata, 'again')) {
    const id = idOf(entry.value);
    if (id === null || !passed.isLeft(id, entry.offset)) continue;
    // Where there are no unified records at all, that is one problem of the file.
    if (!isEmpty) reportLeftOut(input, metadata, id, entry.offset, 'Its unified record is damaged or missing; the package is read from this entry alone.');
    yield { unified: null, metadata: entry };
  }
}

/** Damaged entries that were passed over left the count behind; the generator's own row numbers set it right again. */
function rowOf(record: UnifiedRecord, counted: number): number {
  const ahead = (record.recordNumber ?? counted) - counted;
  return ahead > 0 && ahead <= maxDamagedInARow ? counted + ahead : counted;
}

/** Whether the entry of a unified record will not come any more, as far as one can know. */
function isLate(record: UnifiedRecord, row: number, passed: PassedEntries): boolean {
  if (record.metadataId === null || passed.has(record.metadataId)) return true;
  return record.recordNumber !== null && record.recordNumber < row;
}

function* joinLate(
  input: HubInput, metadata: MirrorFile, late: readonly UnifiedRecord[], passed: PassedEntries, joined: ProbableSet, idOf: (fields: Fields) => string | null,
): Generator<Joined> {
  /** Records whose entry another record had already been joined with, far before them. */
  const repeated = new Map<string, UnifiedRecord[]>();
  for (const record of late) {
    const id = record.metadataId ?? '';
    const place = passed.take(id);
    const entry = place ? readAgain(input, metadata, place.offset, place.length) : null;
    if (entry) yield { unified: record, metadata: entry };
    else if (joined.mayHave(id)) repeated.set(id, [...(repeated.get(id) ?? []), record]);
    else yield withoutMetadata(input, metadata, record);
  }
  if (repeated.size === 0) return;
  for (const entry of input.records(metadata, 'again')) {
    const id = idOf(entry.value) ?? '';
    for (const record of repeated.get(id) ?? []) yield { unified: record, metadata: entry };
    repeated.delete(id);
  }
  for (const records of repeated.values()) for (const record of records) yield withoutMetadata(input, metadata, record);
}

function withoutMetadata(input: HubInput, metadata: MirrorFile, record: UnifiedRecord): Joined {
  input.report({
    severity: 'warning',
    code: 'record-without-metadata',
    hub: metadata.hub,
    file: record.place.file,
    offset: record.place.offset,
    record: record.name,
    message: `${metadata.path} has no entry ${record.metadataId ?? '(none named)'}.`,
  });
  return { unified: record, metadata: null };
}

function next(records: Generator<UnifiedRecord>): UnifiedRecord | null {
  const step = records.next();
  return step.done === true ? null : step.value;
}

function readAgain(input: HubInput, file: MirrorFile, offset: number, length: number): JsonRecord | null {
  const slice: MirrorFile = { ...file, *chunks() { yield file.read(offset, length); } };
  for (const record of input.records(slice, 'again')) return { ...record, offset, length };
  return null;
}

function reportRepeated(input: HubInput, metadata: MirrorFile, id: string, entry: JsonRecord): void {
  input.report({
    severity: 'warning', code: 'duplicate-id', hub: metadata.hub, file: metadata.path, offset: entry.offset, record: id,
    message: 'An entry before this one has the same id; the first one is read.',
  });
}

function reportLeftOut(input: HubInput, metadata: MirrorFile, id: string, offset: number, message: string): void {
  input.report({
    severity: 'note',
    code: 'metadata-without-record',
    hub: metadata.hub,
    file: metadata.path,
    offset,
    record: id,
    message,
  });
}

/** An entry's id as text: "0001" and 1 stay different. */
export function entryId(fields: Fields): string | null {
  return text(fields['id'] ?? fields['_id']);
}
