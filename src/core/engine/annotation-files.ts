import type { z } from 'zod';
import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { largestChange, notesFileSchema } from '../../shared/contract/notes.ts';
import { hubs, type PackageKey } from '../../shared/domain/index.ts';
import type { AnnotationChange, MergeOutcome, StoredAnnotation } from '../index/index.ts';
import { readNotesCsv } from '../package/index.ts';
import { writeListFile } from '../subset/index.ts';
import { indexOf, openedMirror, presenceIn } from './annotation-calls.ts';
import { checkJson } from './read-json-file.ts';
import { noRow, readUserFile } from './read-user-file.ts';
import type { WorkerContext } from './worker-context.ts';
import { placesOf } from './write-user-file.ts';

type NotesFile = z.output<ReturnType<typeof notesFileSchema>>;

export function exportNotes(context: WorkerContext, args: CallArguments<'notes.export'>): CallAnswer<'notes.export'> {
  const stored = openedMirror(context, args.mirror);
  const head = { format: 'ptmx-notes', version: 1, mirror: stored.title } satisfies Omit<NotesFile, 'packages'>;
  return writeListFile(placesOf(context, stored), args, head, 'packages', inFileForm(context.userDatabase.annotations.each(args.mirror)));
}

function* inFileForm(annotations: Iterable<StoredAnnotation>): Iterable<NotesFile['packages'][number]> {
  for (const { package: key, note, tags, changedAt } of annotations) yield { ...key, note, tags: [...tags], changedAt };
}

/** Throws `not-found`, `unreadable`, or `refused` for a file of another form; nothing is taken in then. */
export function importNotes(context: WorkerContext, { mirror, path, forUndo }: CallArguments<'notes.import'>): CallAnswer<'notes.import'> {
  openedMirror(context, mirror);
  const { packages, bad, badTotal } = readNotes(context, mirror, path);
  // A clock that is ahead would keep its notes on top of every list.
  const now = Date.now();
  const others = packages.map(({ hub, name, ordinal, note, tags, changedAt }): StoredAnnotation => ({ package: { hub, name, ordinal }, note, tags, changedAt: Math.min(changedAt, now) }));
  const { outcomes, changes } = context.userDatabase.annotations.merge(mirror, others);
  const present = presenceIn(context, mirror);
  const count = (of: (outcome: MergeOutcome) => number | boolean): number => outcomes.reduce((sum, outcome) => sum + Number(of(outcome)), 0);
  return {
    packages: packages.length,
    notesAdded: count(({ note }) => note === 'added'),
    notesJoined: count(({ note }) => note === 'joined'),
    notesLeftOut: count(({ note }) => note === 'kept'),
    tagsAdded: count(({ tagsAdded }) => tagsAdded),
    tagsLeftOut: count(({ tagsLeftOut }) => tagsLeftOut),
    notInMirror: indexOf(context, mirror) === null ? null : packages.filter((key) => present(key) === false).length,
    bad: [...bad],
    badTotal,
    ...(forUndo ? { changes: isSmall(changes) ? changes.map(changeInContract) : null } : {}),
  };
}

interface ReadNotes {
  readonly packages: readonly (PackageKey & { readonly note: string; readonly tags: readonly string[]; readonly changedAt: number })[];
  readonly bad: readonly { readonly line: number; readonly reason: string }[];
  readonly badTotal: number;
}

/** A file that begins as JSON does is one; anything else is read as a table. */
function readNotes(context: WorkerContext, mirror: string, path: string): ReadNotes {
  const bytes = readUserFile(path, 'a file of notes');
  const begin = bytes.subarray(0, 1000).toString('utf8').replace(/^\uFEFF/, '').trimStart();
  if (/^[{[]/.test(begin) || /\.json$/i.test(path)) return { packages: checkJson(bytes, path, 'a file of notes', notesFileSchema()).packages, bad: [], badTotal: 0 };
  const now = Date.now();
  const present = presenceIn(context, mirror);
  const hasIndex = indexOf(context, mirror) !== null;
  const { rows, bad, badTotal } = readNotesCsv(bytes, (name) => (hasIndex ? hubs.map(({ id }) => id).filter((hub) => present({ hub, name, ordinal: 0 })) : null));
  if (rows.length === 0) throw noRow(path, bad);
  return { packages: rows.map((row) => ({ ...row, changedAt: now })), bad, badTotal };
}

/** Whether a window can hold the changes and send them back. */
function isSmall(changes: readonly AnnotationChange[]): boolean {
  const length = changes.reduce((sum, { before, after }) => sum + before.note.length + after.note.length, 0);
  return changes.length <= largestChange.packages && length <= largestChange.text;
}

function changeInContract({ package: key, before, after }: AnnotationChange) {
  return { package: key, before: { ...before, tags: [...before.tags] }, after: { ...after, tags: [...after.tags] } };
}

/** Takes an import back, or does it again, as far as nothing else was changed there meanwhile. */
export function putNotesBack(context: WorkerContext, { mirror, changes }: CallArguments<'notes.putBack'>): CallAnswer<'notes.putBack'> {
  openedMirror(context, mirror);
  const restored = context.userDatabase.annotations.putBack(mirror, changes);
  return { restored, left: changes.length - restored };
}
