import type { CallInput, PlacedView, SavedView, ViewContent } from '../../../../shared/contract/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { recordUndo, type UndoStep } from '../../app/undo.ts';
import { call } from '../../client/client.ts';
import { errorOf } from '../../client/error-of.ts';

function contentOf({ name, query, columns }: ViewContent): ViewContent {
  return { name, query, columns };
}

/** Takes views away unless they were changed meanwhile, and puts them back with their ids and to their places. */
function removing(views: readonly SavedView[]): Record<'remove' | 'restore', UndoStep['undo']> {
  let removed: readonly PlacedView[] = [];
  return {
    remove: async () => {
      const answer = await call('views.remove', { views: views.map((view) => ({ id: view.id, was: contentOf(view) })) });
      if (!answer.ok) return answer.error;
      ({ removed } = answer.value);
      return null;
    },
    restore: () => errorOf(call('views.restore', { views: [...removed] })),
  };
}

export function recordSaved(view: SavedView): void {
  const { remove, restore } = removing([view]);
  recordUndo({ title: `Saved the view ${view.name}`, undo: remove, redo: restore });
}

export function recordImported(views: readonly SavedView[], title: string): void {
  const { remove, restore } = removing(views);
  recordUndo({ title, undo: remove, redo: restore });
}

export function recordRemoval(title: string, removed: readonly PlacedView[]): void {
  const undo = (): Promise<CallError | null> => errorOf(call('views.restore', { views: [...removed] }));
  recordUndo({ title, undo, redo: removing(removed).remove }, true);
}

type Change = CallInput<'views.change'>['change'];

export function recordChange(title: string, id: string, before: Change, after: Change): void {
  recordUndo({
    title,
    undo: () => errorOf(call('views.change', { id, change: before, was: after })),
    redo: () => errorOf(call('views.change', { id, change: after, was: before })),
  });
}

export function recordOrder(name: string, before: readonly string[], after: readonly string[]): void {
  recordUndo({
    title: `Moved the view ${name}`,
    undo: () => errorOf(call('views.reorder', { order: [...before], was: [...after] })),
    redo: () => errorOf(call('views.reorder', { order: [...after], was: [...before] })),
  });
}
