import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Annotation } from '../../../../shared/contract/index.ts';
import type { Subject } from './store.ts';

type Call = (name: string, args: Record<string, unknown>) => Promise<unknown>;

const engine = vi.hoisted(() => ({ call: null as Call | null }));

vi.mock('../../client/client.ts', () => ({ call: (name: string, args: Record<string, unknown>) => engine.call?.(name, args) }));

const notes = await import('./store.ts');
const { undo, redo, useUndo } = await import('../../app/undo.ts');
const subject = (name: string): Subject => ({ mirror: '0'.repeat(16), package: { hub: 'huggingface', name, ordinal: 0 } });

/** What the engine has, by package; `held` keeps its answers back until it is let go. */
let stored: Map<string, { note: string; tags: string[] }>;
let calls: string[];
let held: Promise<void>;

const state = () => notes.useNotes.getState();
const settled = () => vi.waitFor(() => expect([state().saving, state().draft]).toEqual([false, state().saved?.note]));

beforeEach(async () => {
  stored = new Map();
  calls = [];
  held = Promise.resolve();
  engine.call = async (name, args) => {
    calls.push(name);
    await held;
    if (name === 'notes.tags') return { ok: true, value: { tags: [] } };
    const key = (args['package'] as { name: string }).name;
    const known = stored.get(key) ?? { note: '', tags: [] };
    if (name === 'notes.setNote') {
      if (args['was'] !== undefined && args['was'] !== known.note) return { ok: false, error: { code: 'refused', message: 'The note was changed elsewhere meanwhile.' } };
      stored.set(key, { ...known, note: String(args['note']) });
    }
    if (name === 'notes.changeTags') {
      const remove = args['remove'] as string[];
      stored.set(key, { ...known, tags: [...known.tags.filter((tag) => !remove.includes(tag)), ...(args['add'] as string[])] });
    }
    const value: Annotation = { ...(stored.get(key) ?? known), changedAt: 1, present: true };
    return { ok: true, value };
  };
  useUndo.setState({ done: [], undone: [] });
  notes.openNotes(subject('a'));
  await vi.waitUntil(() => state().saved !== null);
});

describe('the note', () => {
  test('typed on while it is saved is saved whole, and is no conflict with itself', async () => {
    let letGo: () => void = () => undefined;
    held = new Promise((settle) => {
      letGo = settle;
    });
    notes.typeNote('one');
    void notes.saveNote();
    await vi.waitFor(() => expect(state().saving).toBe(true));
    notes.typeNote('one two');
    notes.finishNote();
    letGo();
    await settled();
    expect(state().error).toBeNull();
    expect(stored.get('a')?.note).toBe('one two');
  });

  test('left unsaved is saved when another package is shown', async () => {
    notes.typeNote('typed last');
    notes.closeNotes();
    notes.openNotes(subject('b'));
    await vi.waitFor(() => expect(state().saved).not.toBeNull());
    expect(stored.get('a')?.note).toBe('typed last');
    expect(state()).toMatchObject({ draft: '', step: null });
  });

  test('is undone to what stood there when typing began, however often it was saved meanwhile', async () => {
    stored.set('a', { note: 'before', tags: [] });
    notes.takeNotesEvent(subject('a').mirror);
    await vi.waitFor(() => expect(state().draft).toBe('before'));
    for (const text of ['b', 'bc', 'bcd']) {
      notes.typeNote(text);
      await notes.saveNote();
    }
    notes.finishNote();
    await notes.undoChange();
    expect(stored.get('a')?.note).toBe('before');
    expect(state().draft).toBe('before');
    await notes.undoChange();
    expect(stored.get('a')?.note).toBe('bcd');
  });

  test('changed elsewhere while it is typed is overwritten only when that is said, and comes back by undo', async () => {
    notes.typeNote('mine');
    stored.set('a', { note: 'theirs', tags: [] });
    await notes.saveNote();
    expect(state().error?.code).toBe('refused');
    expect(stored.get('a')?.note).toBe('theirs');
    await vi.waitFor(() => expect(state().saved?.note).toBe('theirs'));
    expect(state().draft).toBe('mine');
    await notes.saveNote(true);
    expect(stored.get('a')?.note).toBe('mine');
    expect(state().error).toBeNull();
    await notes.undoChange();
    expect(stored.get('a')?.note).toBe('theirs');
  });

  test('changed elsewhere stands above what was typed where the page is left', async () => {
    notes.typeNote('mine');
    stored.set('a', { note: 'theirs', tags: [] });
    notes.closeNotes();
    await vi.waitFor(() => expect(stored.get('a')?.note).toBe('theirs\n\n---\n\nmine'));
  });

  test('from another window is shown where nothing is typed', async () => {
    stored.set('a', { note: 'theirs', tags: ['x'] });
    notes.takeNotesEvent(subject('a').mirror);
    await vi.waitFor(() => expect(state()).toMatchObject({ draft: 'theirs', saved: { tags: ['x'] } }));
    calls = [];
    await notes.saveNote();
    expect(calls).toEqual([]);
  });
});

test('tags are undone and done again', async () => {
  await notes.addTag('one');
  await notes.addTag('two');
  await notes.removeTag('one');
  await notes.undoChange();
  expect(stored.get('a')?.tags).toEqual(['two', 'one']);
  await notes.undoChange();
  expect(stored.get('a')?.tags).toEqual(['two']);
});

test('a tag that was on its way when the page was left is undone without the others', async () => {
  stored.set('a', { note: '', tags: ['old'] });
  notes.takeNotesEvent(subject('a').mirror);
  await vi.waitFor(() => expect(state().saved?.tags).toEqual(['old']));
  const added = notes.addTag('new');
  notes.closeNotes();
  notes.openNotes(subject('b'));
  await added;
  await undo();
  expect(stored.get('a')?.tags).toEqual(['old']);
});

describe('undo of the whole window', () => {
  test('takes back what was written about a package that is no longer on screen', async () => {
    notes.typeNote('about a');
    notes.finishNote();
    await notes.addTag('one');
    notes.closeNotes();
    notes.openNotes(subject('b'));
    await vi.waitFor(() => expect(state().saved).not.toBeNull());
    await undo();
    await undo();
    expect(stored.get('a')).toEqual({ note: '', tags: [] });
    await redo();
    expect(stored.get('a')?.note).toBe('about a');
    expect(state().draft).toBe('');
  });

  test('leaves a note that was changed elsewhere', async () => {
    notes.typeNote('mine');
    await notes.saveNote();
    stored.set('a', { note: 'theirs', tags: [] });
    await undo();
    expect(stored.get('a')?.note).toBe('theirs');
    expect(useUndo.getState()).toEqual({ done: [], undone: [] });
  });
});
