import { readFileSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { notesFileSchema } from '../../shared/contract/notes.ts';
import { ExpectedError } from '../../shared/result.ts';
import type { MergeOutcome, StoredAnnotation } from '../index/index.ts';
import { writeNotesFile } from '../subset/index.ts';
import { indexOf, openedMirror, presenceIn } from './annotation-calls.ts';
import type { WorkerContext } from './worker-context.ts';

/** A larger file is no file of notes that people wrote. Bytes. */
const largestFile = 256 * 1024 * 1024;

export function exportNotes(context: WorkerContext, args: CallArguments<'notes.export'>): CallAnswer<'notes.export'> {
  const stored = openedMirror(context, args.mirror);
  const places = { mirror: context.summary(stored), hubFolders: indexOf(context, args.mirror)?.hubFolders ?? {} };
  return writeNotesFile(places, args, inFileForm(context.userDatabase.annotations.each(args.mirror)));
}

function* inFileForm(annotations: Iterable<StoredAnnotation>) {
  for (const { package: key, note, tags, changedAt } of annotations) yield { ...key, note, tags: [...tags], changedAt };
}

/** Throws `not-found`, `unreadable`, or `refused` for a file of another form; nothing is taken in then. */
export function importNotes(context: WorkerContext, { mirror, path }: CallArguments<'notes.import'>): CallAnswer<'notes.import'> {
  openedMirror(context, mirror);
  const { packages } = parseNotes(path, readNotes(path));
  // A clock that is ahead would keep its notes on top of every list.
  const now = Date.now();
  const others = packages.map(({ hub, name, ordinal, note, tags, changedAt }): StoredAnnotation => ({ package: { hub, name, ordinal }, note, tags, changedAt: Math.min(changedAt, now) }));
  const outcomes = context.userDatabase.annotations.merge(mirror, others);
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
  };
}

function readNotes(path: string): string {
  if (!isAbsolute(path) || path.includes('\0')) throw new ExpectedError('invalid-arguments', 'The file must be an absolute path.');
  try {
    const stat = statSync(path);
    // A pipe or a device would be waited for.
    if (!stat.isFile()) throw new ExpectedError('refused', `${path} is not a file.`);
    if (stat.size > largestFile) throw new ExpectedError('refused', `${path} is too large for a file of notes.`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ExpectedError('not-found', `${path} does not exist.`);
    throw new ExpectedError('unreadable', `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseNotes(path: string, text: string): ReturnType<typeof notesFileSchema.parse> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new ExpectedError('refused', `${path} is not JSON.`, 'Nothing was taken in.');
  }
  const checked = notesFileSchema.safeParse(parsed);
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  throw new ExpectedError('refused', `${path} is not a file of notes that this version reads: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(), 'Nothing was taken in.');
}
