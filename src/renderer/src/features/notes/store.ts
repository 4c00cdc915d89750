import { create } from 'zustand';
import type { Annotation, TagCount } from '../../../../shared/contract/index.ts';
import { noteDivider, type PackageKey } from '../../../../shared/domain/index.ts';
import type { CallError, Result } from '../../../../shared/result.ts';
import { recordUndo, redoStep, type UndoStep, undoStep, useUndo } from '../../app/undo.ts';
import { call } from '../../client/client.ts';
import { makeTurn } from '../../client/in-turn.ts';
import { showToast } from '../../ui/toast.tsx';

/** The package whose notes are on screen. */
export interface Subject {
  readonly mirror: string;
  readonly package: PackageKey;
}

interface NotesState {
  readonly subject: Subject | null;
  /** What the engine has; null until it is known. */
  readonly saved: Annotation | null;
  /** The note as it stands in the box. */
  readonly draft: string;
  /** The note when typing began; null while nobody types. */
  readonly typedOver: string | null;
  readonly saving: boolean;
  readonly error: CallError | null;
  /** The last change of this package from here. */
  readonly step: UndoStep | null;
  /** Tags in use in the subject's mirror. */
  readonly tags: readonly TagCount[];
  /** Counts changes of any note or tag: lists are asked again. */
  readonly revision: number;
}

const blank = { saved: null, draft: '', typedOver: null, saving: false, error: null, step: null } as const;

export const useNotes = create<NotesState>(() => ({ ...blank, subject: null, tags: [], revision: 0 }));

/** A pause in typing after which the note is saved. Milliseconds. */
const pauseMs = 1000;
let pause: ReturnType<typeof setTimeout> | undefined;

/** Changes go to the engine one after the other, so that each knows what the one before it left. */
const inTurn = makeTurn();
/** The note and the tags that the engine is known to have, also for a package that is no longer on screen. */
const knownNotes = new WeakMap<Subject, string>();
const knownTags = new WeakMap<Subject, readonly string[]>();

export function openNotes(subject: Subject): void {
  useNotes.setState({ ...blank, subject });
  void reload();
}

/** Leaves the package; what was typed is saved first. */
export function closeNotes(): void {
  void saveNote();
  useNotes.setState({ ...blank, subject: null });
}

export function typeNote(draft: string): void {
  useNotes.setState(({ typedOver, saved }) => ({ draft, typedOver: typedOver ?? saved?.note ?? '' }));
  clearTimeout(pause);
  pause = setTimeout(() => void saveNote(), pauseMs);
}

/** The end of typing: the next change can be undone by itself. */
export function finishNote(): void {
  void saveNote();
  useNotes.setState({ typedOver: null });
}

/** Saves the note in the box where it is not saved; `overwrite` also over a change from elsewhere. */
export function saveNote(overwrite = false): Promise<void> {
  clearTimeout(pause);
  const { subject, saved, draft, typedOver } = useNotes.getState();
  if (subject === null || saved === null || draft === saved.note) return Promise.resolve();
  return inTurn(() => sendNote(subject, draft, { overwrite, before: overwrite ? saved.note : (typedOver ?? saved.note) }));
}

interface NoteChange {
  readonly overwrite: boolean;
  readonly before: string;
}

async function sendNote(subject: Subject, note: string, change: NoteChange): Promise<void> {
  const { overwrite, before } = change;
  const was = knownNotes.get(subject);
  if (note === was) return;
  setIfShown(subject, () => ({ saving: true }));
  const answer = await call('notes.setNote', { ...subject, note, ...(overwrite || was === undefined ? {} : { was }) });
  if (answer.ok) {
    knownNotes.set(subject, answer.value.note);
    const step = noteStep(subject, before, answer.value.note);
    recordUndo(step);
    setIfShown(subject, ({ draft }) => ({ saved: answer.value, saving: false, error: null, draft: draft === note ? answer.value.note : draft, step }));
    return;
  }
  const shown = setIfShown(subject, () => ({ saving: false, error: answer.error }));
  // Another process may have changed it, which no event tells of.
  if (shown && answer.error.code === 'refused') void reload();
  if (!shown) await keepLeftNote(subject, note, answer.error, () => void inTurn(() => sendNote(subject, note, change)));
}

/** What was typed on a page that was left meanwhile is not dropped: it goes below a note from elsewhere, or can be sent again. */
async function keepLeftNote(subject: Subject, note: string, error: CallError, sendAgain: () => void): Promise<void> {
  const { name } = subject.package;
  const other = error.code === 'refused' ? await call('notes.get', subject) : null;
  const joined = other?.ok ? await call('notes.setNote', { ...subject, note: `${other.value.note}${noteDivider}${note}`, was: other.value.note }) : other;
  if (joined?.ok) {
    if (other?.ok) recordUndo(noteStep(subject, other.value.note, joined.value.note));
    showToast({ tone: 'neutral', title: `The note on ${name} was changed elsewhere`, text: 'What was typed here stands below it now.' });
  } else showToast({ tone: 'danger', title: `The note on ${name} was not saved`, text: (joined?.error ?? error).message, action: { label: 'Try again', run: sendAgain } });
}

export function addTag(tag: string): Promise<void> {
  return changeTags([tag], []);
}

export function removeTag(tag: string): Promise<void> {
  return changeTags([], [tag]);
}

/** A run of typing is one step: all of it stands on the same note. */
function noteStep(subject: Subject, before: string, after: string): UndoStep {
  return {
    title: `Changed the note on ${subject.package.name}`,
    group: `note ${JSON.stringify([subject, before])}`,
    undo: () => putBack(subject, (to) => call('notes.setNote', { ...to, note: before, was: after })),
    redo: () => putBack(subject, (to) => call('notes.setNote', { ...to, note: after, was: before })),
  };
}

function tagStep(subject: Subject, added: readonly string[], removed: readonly string[]): UndoStep {
  const [what, tags] = added.length > 0 ? ['Tagged', added] : ['Took a tag off', removed];
  return {
    title: `${what} ${subject.package.name}: ${tags.join(', ')}`,
    undo: () => putBack(subject, (to) => call('notes.changeTags', { ...to, add: [...removed], remove: [...added] })),
    redo: () => putBack(subject, (to) => call('notes.changeTags', { ...to, add: [...added], remove: [...removed] })),
  };
}

/** Changes a package's annotations again, whether it is on screen or not; what is being typed there stays. */
async function putBack(subject: Subject, send: (subject: Subject) => Promise<Result<Annotation>>): Promise<CallError | null> {
  let error: CallError | null = null;
  await inTurn(async () => {
    const answer = await send(subject);
    if (!answer.ok) {
      error = answer.error;
      return;
    }
    const { subject: shown, saved, draft } = useNotes.getState();
    if (shown === null || JSON.stringify(shown) !== JSON.stringify(subject) || (saved !== null && draft !== saved.note)) return;
    know(shown, answer.value);
    useNotes.setState({ saved: answer.value, draft: answer.value.note, typedOver: null, error: null });
  });
  return error;
}

function changeTags(add: readonly string[], remove: readonly string[]): Promise<void> {
  const { subject } = useNotes.getState();
  return subject === null ? Promise.resolve() : inTurn(() => sendTags(subject, add, remove));
}

async function sendTags(subject: Subject, add: readonly string[], remove: readonly string[]): Promise<void> {
  const before = knownTags.get(subject) ?? [];
  const answer = await call('notes.changeTags', { ...subject, add: [...add], remove: [...remove] });
  if (!answer.ok) {
    setIfShown(subject, () => ({ error: answer.error }));
    return;
  }
  const { tags } = answer.value;
  knownTags.set(subject, tags);
  const added = tags.filter((tag) => !before.includes(tag));
  const removed = before.filter((tag) => !tags.includes(tag));
  const step = added.length + removed.length > 0 ? tagStep(subject, added, removed) : null;
  if (step) recordUndo(step);
  setIfShown(subject, () => ({ saved: answer.value, error: null, ...(step ? { step } : {}) }));
}

/** Takes the last change of the package back; once more puts it there again. */
export async function undoChange(): Promise<void> {
  await saveNote();
  const { step } = useNotes.getState();
  if (step !== null) await (useUndo.getState().undone.includes(step) ? redoStep(step) : undoStep(step));
}

/** Shows the note that was written elsewhere; undo brings the own one back. */
export function takeOther(): Promise<void> {
  return inTurn(async () => {
    const { subject, draft } = useNotes.getState();
    const answer = subject && (await call('notes.get', subject));
    if (!subject || !answer) return;
    if (!answer.ok) {
      setIfShown(subject, () => ({ error: answer.error }));
      return;
    }
    know(subject, answer.value);
    const step = noteStep(subject, draft, answer.value.note);
    recordUndo(step);
    setIfShown(subject, () => ({ saved: answer.value, draft: answer.value.note, typedOver: null, error: null, step }));
  });
}

/** Another window, an import, or this one changed something. */
export function takeNotesEvent(mirror: string): void {
  const { subject } = useNotes.getState();
  useNotes.setState(({ revision }) => ({ revision: revision + 1 }));
  if (subject?.mirror === mirror) void reload();
}

function reload(): Promise<void> {
  return inTurn(async () => {
    const { subject } = useNotes.getState();
    if (subject === null) return;
    const [annotation, tags] = await Promise.all([call('notes.get', subject), call('notes.tags', { mirror: subject.mirror })]);
    if (!annotation.ok) {
      setIfShown(subject, () => ({ error: annotation.error }));
      return;
    }
    const { note, tags: own } = annotation.value;
    knownTags.set(subject, own);
    setIfShown(subject, ({ saved, draft }) => {
      const typed = saved !== null && draft !== saved.note;
      // What is being typed stands on the note that was known: saving it tells of the conflict.
      if (!typed) knownNotes.set(subject, note);
      return { saved: annotation.value, draft: typed ? draft : note, ...(tags.ok ? { tags: tags.value.tags } : {}) };
    });
  });
}

function know(subject: Subject, { note, tags }: Annotation): void {
  knownNotes.set(subject, note);
  knownTags.set(subject, tags);
}

/** Tells whether the package is still on screen. */
function setIfShown(subject: Subject, change: (state: NotesState) => Partial<NotesState>): boolean {
  if (useNotes.getState().subject !== subject) return false;
  useNotes.setState(change);
  return true;
}
