import { beforeEach, describe, expect, it } from 'vitest';
import type { CallError } from '../../../shared/result.ts';
import { recordUndo, redo, redoStep, undo, undoStep, useUndo, type UndoStep } from './undo.ts';

const changedElsewhere: CallError = { code: 'refused', message: 'It was changed elsewhere meanwhile.' };

let text = '';

/** Writes a letter at the end, as a change that can be taken back while the letter stands there. */
function write(letter: string, group?: string): UndoStep {
  const step: UndoStep = {
    title: `Wrote ${letter}`,
    undo: () => {
      if (!text.includes(letter)) return changedElsewhere;
      text = text.replace(letter, '');
      return null;
    },
    redo: async () => {
      text += letter;
      return null;
    },
    group,
  };
  text += letter;
  recordUndo(step);
  return step;
}

beforeEach(() => {
  text = '';
  useUndo.setState({ done: [], undone: [] });
});

describe('undo', () => {
  it('takes changes back from the last on, and does them again in their order', async () => {
    for (const letter of 'abc') write(letter);
    await undo();
    await undo();
    expect(text).toBe('a');
    await redo();
    expect(text).toBe('ab');
    await redo();
    await redo();
    expect(text).toBe('abc');
  });

  it('takes back step by step where it is asked twice at once', async () => {
    for (const letter of 'abc') write(letter);
    await Promise.all([undo(), undo()]);
    expect(text).toBe('a');
  });

  it('forgets what was taken back once something else is done', async () => {
    write('a');
    await undo();
    write('b');
    await redo();
    expect(text).toBe('b');
  });

  it('takes one change back by itself, once', async () => {
    const first = write('a');
    write('b');
    await undoStep(first);
    await undoStep(first);
    expect(text).toBe('b');
    await redoStep(first);
    expect(text).toBe('ba');
  });

  it('drops a step that no longer fits, so that the one before it can be taken back', async () => {
    write('a');
    write('b');
    text = 'a';
    await undo();
    expect(text).toBe('a');
    await undo();
    expect(text).toBe('');
  });

  it('keeps a step that failed for another reason', async () => {
    let reachable = false;
    recordUndo({ title: 'Wrote', undo: () => (reachable ? null : { code: 'internal', message: 'No answer.' }), redo: () => null });
    await undo();
    expect(useUndo.getState().done).toHaveLength(1);
    reachable = true;
    await undo();
    expect(useUndo.getState().done).toHaveLength(0);
  });

  it('has one step for a run of changes of one group', () => {
    write('a', 'note 1');
    const last = write('b', 'note 1');
    expect(useUndo.getState().done).toEqual([last]);
    write('c', 'note 2');
    expect(useUndo.getState().done).toHaveLength(2);
  });
});
