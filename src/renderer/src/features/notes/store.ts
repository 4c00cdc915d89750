import { create } from 'zustand';
import type { Annotation, TagCount } from '../../../../shared/contract/index.ts';
import { noteDivider, type PackageKey } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { call } from '../../client/client.ts';
import { showToast } from '../../ui/toast.tsx';

/** The package whose notes are on screen. */
export interface Subject {
  readonly mirror: string;
  readonly package: PackageKey;
}

/** What takes the last change back: a text to put in the place of the note, or tags to put on and take off. */
type Reversal = { readonly kind: 'note'; readonly note: string } | { readonly kind: 'tags'; readonly add: readonly string[]; readonly remove: readonly string[] };

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
  readonly reversal: Reversal | null;
  /** The last change was an undo: taking it back is a redo. */
  readonly undone: boolean;
  /** Tags in use in the subject's mirror. */
  readonly tags: readonly TagCount[];
  /** Counts changes of any note or tag: lists are asked again. */
  readonly revision: number;
}

const blank = { saved: null, draft: '', typedOver: null, saving: false, error: null, reversal: null, undone: false } as const;

export const useNotes = create<NotesState>(() => ({ ...blank, subject: null, tags: [], revision: 0 }));

/** A pause in typing after which the note is saved. Milliseconds. */
const pauseMs = 1000;
let pause: ReturnType<typeof setTimeout> | undefined;

/** Changes go to the engine one after the other, so that each knows what the one before it left. */
let turn: Promise<void> = Promise.resolve();
/** The note that the engine is known to have, also for a package that is no longer on screen. */
const knownNotes = new WeakMap<Subject, string>();

function inTurn(run: () => Promise<void>): Promise<void> {
  turn = turn.then(run);
  return turn;
}

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
  return inTurn(() => sendNote(subject, draft, { overwrite, before: overwrite ? saved.note : (typedOver ?? saved.note), undone: false }));
}

interface NoteChange {
  readonly overwrite: boolean;
  readonly before: string;
  readonly undone: boolean;
}

async function sendNote(subject: Subject, note: string, change: NoteChange): Promise<void> {
  const { overwrite, before, undone } = change;
  const was = knownNotes.get(subject);
  if (note === was) return;
  setIfShown(subject, () => ({ saving: true }));
  const answer = await call('notes.setNote', { ...subject, note, ...(overwrite || was === undefined ? {} : { was }) });
  if (answer.ok) {
    knownNotes.set(subject, answer.value.note);
    setIfShown(subject, ({ draft }) => ({ saved: answer.value, saving: false, error: null, draft: draft === note ? answer.value.note : draft, reversal: { kind: 'note', note: before }, undone }));
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
  if (joined?.ok) showToast({ tone: 'neutral', title: `The note on ${name} was changed elsewhere`, text: 'What was typed here stands below it now.' });
  else showToast({ tone: 'danger', title: `The note on ${name} was not saved`, text: (joined?.error ?? error).message, action: { label: 'Try again', run: sendAgain } });
}

export function addTag(tag: string): Promise<void> {
  return changeTags([tag], []);
}

export function removeTag(tag: string): Promise<void> {
  return changeTags([], [tag]);
}

function changeTags(add: readonly string[], remove: readonly string[], undone = false): Promise<void> {
  const { subject } = useNotes.getState();
  return subject === null ? Promise.resolve() : inTurn(() => sendTags(subject, add, remove, undone));
}

async function sendTags(subject: Subject, add: readonly string[], remove: readonly string[], undone: boolean): Promise<void> {
  const before = useNotes.getState().saved?.tags ?? [];
  const answer = await call('notes.changeTags', { ...subject, add: [...add], remove: [...remove] });
  if (!answer.ok) {
    setIfShown(subject, () => ({ error: answer.error }));
    return;
  }
  const { tags } = answer.value;
  const reversal: Reversal = { kind: 'tags', add: before.filter((tag) => !tags.includes(tag)), remove: tags.filter((tag) => !before.includes(tag)) };
  const changed = reversal.add.length + reversal.remove.length > 0;
  setIfShown(subject, () => ({ saved: answer.value, error: null, ...(changed ? { reversal, undone } : {}) }));
}

/** Takes the last change back; once more puts it there again. */
export function undoChange(): Promise<void> {
  void saveNote();
  return inTurn(async () => {
    const { subject, saved, reversal, undone } = useNotes.getState();
    if (subject === null || saved === null || reversal === null) return;
    if (reversal.kind === 'tags') return sendTags(subject, reversal.add, reversal.remove, !undone);
    useNotes.setState({ draft: reversal.note, typedOver: null });
    return sendNote(subject, reversal.note, { overwrite: false, before: saved.note, undone: !undone });
  });
}

/** Shows the note that was written elsewhere; undo brings the own one back. */
export function takeOther(): Promise<void> {
  return inTurn(async () => {
    const { subject, draft } = useNotes.getState();
    const answer = subject && (await call('notes.get', subject));
    if (!subject || !answer) return;
    if (answer.ok) knownNotes.set(subject, answer.value.note);
    setIfShown(subject, () => (answer.ok ? { saved: answer.value, draft: answer.value.note, typedOver: null, error: null, reversal: { kind: 'note', note: draft }, undone: false } : { error: answer.error }));
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
    const { note } = annotation.value;
    setIfShown(subject, ({ saved, draft }) => {
      const typed = saved !== null && draft !== saved.note;
      // What is being typed stands on the note that was known: saving it tells of the conflict.
      if (!typed) knownNotes.set(subject, note);
      return { saved: annotation.value, draft: typed ? draft : note, ...(tags.ok ? { tags: tags.value.tags } : {}) };
    });
  });
}

/** Tells whether the package is still on screen. */
function setIfShown(subject: Subject, change: (state: NotesState) => Partial<NotesState>): boolean {
  if (useNotes.getState().subject !== subject) return false;
  useNotes.setState(change);
  return true;
}
