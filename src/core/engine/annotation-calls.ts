import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { foldTag, type PackageKey } from '../../shared/domain/index.ts';
import { cancelledError, ExpectedError } from '../../shared/result.ts';
import { fold, hasWords, typedWords } from '../../shared/search/index.ts';
import { hubNumber, type Annotation, type StoredAnnotation, type StoredMirror } from '../index/index.ts';
import { prepare, type ReadContext } from '../query/index.ts';
import type { WorkerContext } from './worker-context.ts';

export function getAnnotation(context: WorkerContext, { mirror, package: key }: CallArguments<'notes.get'>): CallAnswer<'notes.get'> {
  openedMirror(context, mirror);
  return answerOf(context, mirror, key, context.userDatabase.annotations.of(mirror, key));
}

export function setNote(context: WorkerContext, { mirror, package: key, note, was }: CallArguments<'notes.setNote'>): CallAnswer<'notes.setNote'> {
  openedMirror(context, mirror);
  return answerOf(context, mirror, key, context.userDatabase.annotations.setNote(mirror, key, note, was));
}

export function changeTags(context: WorkerContext, { mirror, package: key, ...change }: CallArguments<'notes.changeTags'>): CallAnswer<'notes.changeTags'> {
  openedMirror(context, mirror);
  return answerOf(context, mirror, key, context.userDatabase.annotations.changeTags(mirror, key, change));
}

export function tagsInUse(context: WorkerContext, { mirror }: CallArguments<'notes.tags'>): CallAnswer<'notes.tags'> {
  openedMirror(context, mirror);
  return { tags: [...context.userDatabase.annotations.tags(mirror)] };
}

/** Read one by one and compared here: folded text is not kept, and what a person writes in years is a few megabytes. */
export function listAnnotations(context: WorkerContext, args: CallArguments<'notes.list'>): CallAnswer<'notes.list'> {
  openedMirror(context, args.mirror);
  const present = presenceIn(context, args.mirror);
  const words = typedWords(args.text);
  const tag = args.tag === null ? null : foldTag(args.tag);
  const counts = { all: 0, gone: 0, total: 0 };
  const rows: CallAnswer<'notes.list'>['rows'] = [];
  for (const annotation of context.userDatabase.annotations.each(args.mirror)) {
    if (context.isStopped()) throw cancelledError();
    const isPresent = present(annotation.package);
    counts.all += 1;
    if (isPresent === false) counts.gone += 1;
    if (args.gone && isPresent !== false) continue;
    if (!isAbout(annotation, words, tag)) continue;
    if (counts.total >= args.offset && rows.length < args.limit) rows.push(rowOf(annotation, isPresent, words, args.excerpt));
    counts.total += 1;
  }
  return { ...counts, gone: indexOf(context, args.mirror) === null ? null : counts.gone, rows };
}

/** Throws `not-found` for a mirror that was never opened or is forgotten. */
export function openedMirror(context: WorkerContext, mirror: string): StoredMirror {
  const stored = context.userDatabase.mirror(mirror);
  if (!stored) throw new ExpectedError('not-found', 'This mirror is not among the opened ones.', 'Open it first.');
  return stored;
}

/** The mirror's open index, or null where there is none to ask: what the user wrote is shown without it. */
export function indexOf(context: WorkerContext, mirror: string): ReadContext | null {
  try {
    return context.read(mirror);
  } catch (error) {
    if (error instanceof ExpectedError && (error.code === 'no-index' || error.code === 'damaged-index')) return null;
    throw error;
  }
}

/** Tells whether the mirror's index has a package; null for all where there is no index. */
export function presenceIn(context: WorkerContext, mirror: string): (key: PackageKey) => boolean | null {
  const index = indexOf(context, mirror);
  if (index === null) return () => null;
  const found = prepare<[number, string, number], { found: 1 }>(index.database, 'SELECT 1 AS found FROM package WHERE hub = ? AND name = ? AND ordinal = ?');
  return ({ hub, name, ordinal }) => found.get(hubNumber(hub), name, ordinal) !== undefined;
}

function answerOf(context: WorkerContext, mirror: string, key: PackageKey, { note, tags, changedAt }: Annotation): CallAnswer<'notes.get'> {
  return { note, tags: [...tags], changedAt, present: presenceIn(context, mirror)(key) };
}

function isAbout({ package: { name }, note, tags }: StoredAnnotation, words: readonly string[], tag: string | null): boolean {
  return (tag === null || tags.some((candidate) => foldTag(candidate) === tag)) && hasWords([name, ...tags, note], words);
}

function rowOf({ package: key, note, tags, changedAt }: StoredAnnotation, present: boolean | null, words: readonly string[], length: number): CallAnswer<'notes.list'>['rows'][number] {
  return { package: key, excerpt: excerptOf(note, words, length), noteLength: note.length, tags: [...tags], changedAt, present };
}

/** The note's beginning, or where no word stands there, what follows from the first line that has one. */
function excerptOf(note: string, words: readonly string[], length: number): string {
  if (note.length <= length) return note;
  const beginning = note.slice(0, length);
  const has = (text: string): boolean => words.some((word) => fold(text).includes(word));
  if (words.length === 0 || has(beginning)) return beginning;
  let start = 0;
  for (const line of note.split('\n')) {
    if (has(line)) return note.slice(start, start + length);
    start += line.length + 1;
  }
  return beginning;
}
