import type { HubId } from './hub.ts';

export type Severity = 'error' | 'warning' | 'note';

/** Every kind of problem a mirror can have; each has one sentence that explains it in `problemKinds`. */
export const problemKinds = {
  'bad-json': 'The text at this place is not JSON; the record is left out.',
  'truncated-file': 'The file ends in the middle of a record; what came before is kept.',
  'truncated-archive': 'The archive ends early or is damaged; what came before is kept.',
  'wrong-type': 'A field has another type than the generator writes; the value is read as missing.',
  'missing-field': 'A required field is missing.',
  'not-a-record': 'A JSON object was expected here.',
  'record-too-large': 'The record is larger or nested deeper than any real record; it is left out.',
  'invalid-utf8': 'The bytes are not UTF-8; they are shown with replacement characters.',
  'duplicate-name': 'Another record of this hub has the same name; both are kept.',
  'duplicate-id': 'Another record of this hub has the same id; both are kept.',
  'missing-metadata': 'The hub has no metadata file of its own; only the unified records are read.',
  'missing-records': 'The hub has no unified records; packages come from its metadata or clones.',
  'metadata-without-record': 'The hub lists this entry, but no unified record names it.',
  'record-without-metadata': 'The unified record names an entry that the hub metadata does not have.',
  'record-without-clone': 'No clone of this package lies in this mirror.',
  'clone-without-record': 'A clone lies here that no record names.',
  'gone-package': 'An earlier index of this mirror had the package; its records, as they are now, do not name it.',
  'clones-in-archive': 'Clones lie inside an archive, where their commits cannot be read until they are unpacked.',
  'empty-clone': 'The folder of a clone is empty.',
  'broken-clone': 'The repository cannot be read whole.',
  'unreadable-card': "The front matter of the clone's model card cannot be read; what only it tells is missing.",
  'outside-mirror': 'A link leads out of the mirror, nowhere or back to itself; it is not followed.',
  'unreadable': 'The file or folder cannot be read.',
  'not-regular-file': 'A device, pipe or socket lies where a file was expected; it is not opened.',
  'case-collision': 'Two names differ only in case, or in how letters are encoded; they are one folder on macOS and Windows.',
} as const satisfies Record<string, string>;

export type ProblemCode = keyof typeof problemKinds;

/** Something in the mirror that is not as it should be. Problems are counted and listed; they never stop an index. */
export interface Problem {
  readonly severity: Severity;
  readonly code: ProblemCode;
  readonly hub: HubId | null;
  /** Path relative to the folder above `data/`, with forward slashes. */
  readonly file: string | null;
  /** Byte offset in the file where the record starts. */
  readonly offset: number | null;
  /** What names the record to a person: its name, id or number. */
  readonly record: string | null;
  readonly message: string;
}
