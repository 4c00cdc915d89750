import { create } from 'zustand';
import type { CallError } from '../../../shared/result.ts';
import { makeTurn } from '../client/in-turn.ts';
import { showToast } from '../ui/toast.tsx';

type Outcome = CallError | null;

/** Something that the user changed and can take back. */
export interface UndoStep {
  /** What was done, in the past tense: "Deleted the view Small models". */
  readonly title: string;
  /** Takes it back; answers why it could not (changed elsewhere meanwhile), or null. It records no step itself. */
  readonly undo: () => Outcome | Promise<Outcome>;
  /** Does it again. */
  readonly redo: () => Outcome | Promise<Outcome>;
  /** The step takes the place of the last one where that has the same name: a run of typing is one step. It must take all of the run back. */
  readonly group?: string | undefined;
}

interface UndoState {
  /** The one that is taken back next is last. */
  readonly done: readonly UndoStep[];
  /** The one that is done again next is last. */
  readonly undone: readonly UndoStep[];
}

/** Steps of this window since it was opened. */
export const useUndo = create<UndoState>(() => ({ done: [], undone: [] }));

const stepsKept = 200;

/** One after the other, so that a key held down takes back step by step. */
const inTurn = makeTurn();

/** Remembers a change that was made. With `tell`, it is said with a button that takes it back: for what was removed. */
export function recordUndo(step: UndoStep, tell = false): void {
  useUndo.setState(({ done }) => {
    const before = step.group !== undefined && done.at(-1)?.group === step.group ? done.slice(0, -1) : done;
    return { done: [...before, step].slice(-stepsKept), undone: [] };
  });
  if (tell) showToast({ tone: 'neutral', title: step.title, action: { label: 'Undo', run: () => void undoStep(step) } });
}

/** Takes the last change back. */
export function undo(): Promise<void> {
  return inTurn(async () => {
    const step = useUndo.getState().done.at(-1);
    if (step === undefined) showToast({ tone: 'neutral', title: 'Nothing to undo' });
    else await takeBack(step);
  });
}

/** Does again what was taken back last. */
export function redo(): Promise<void> {
  return inTurn(async () => {
    const step = useUndo.getState().undone.at(-1);
    if (step === undefined) showToast({ tone: 'neutral', title: 'Nothing to redo' });
    else await doAgain(step);
  });
}

/** Takes one change back, also where others were made after it; nothing where it is taken back already. */
export function undoStep(step: UndoStep): Promise<void> {
  return inTurn(async () => {
    if (useUndo.getState().done.includes(step)) await takeBack(step);
  });
}

/** Does one change again. */
export function redoStep(step: UndoStep): Promise<void> {
  return inTurn(async () => {
    if (useUndo.getState().undone.includes(step)) await doAgain(step);
  });
}

async function takeBack(step: UndoStep): Promise<void> {
  const error = await step.undo();
  if (error === null) {
    useUndo.setState(({ done, undone }) => ({ done: done.filter((other) => other !== step), undone: [...undone, step] }));
    showToast({ tone: 'neutral', title: `Undone: ${step.title}` });
  } else fail(step, 'Not undone', error);
}

async function doAgain(step: UndoStep): Promise<void> {
  const error = await step.redo();
  if (error === null) {
    useUndo.setState(({ done, undone }) => ({ done: [...done, step], undone: undone.filter((other) => other !== step) }));
    showToast({ tone: 'neutral', title: `Done again: ${step.title}` });
  } else fail(step, 'Not done again', error);
}

/** A step that no longer fits what is saved is dropped: it would stand before all others for ever. */
function fail(step: UndoStep, what: string, error: CallError): void {
  if (error.code === 'refused' || error.code === 'not-found') {
    useUndo.setState(({ done, undone }) => ({ done: done.filter((other) => other !== step), undone: undone.filter((other) => other !== step) }));
  }
  showToast({ tone: 'danger', title: `${what}: ${step.title}`, text: [error.message, error.hint].filter(Boolean).join(' ') });
}
