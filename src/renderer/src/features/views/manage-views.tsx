import { ArrowDown, ArrowUp, Download, Pencil, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { SavedView } from '../../../../shared/contract/index.ts';
import { viewLimits } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { ManageDialog } from '../../ui/manage-dialog.tsx';
import { moveView, openView, removeView, renameView, showViewsDialog, useViews } from './store.ts';
import list from '../../ui/dialog-list.module.css';
import styles from './views.module.css';

/** All saved views: their order and names, deleted, written to a file and read from one. */
export function ManageViews({ onClose }: { readonly onClose: () => void }) {
  const views = useViews((state) => state.views);
  const [error, setError] = useState<CallError | null>(null);
  const [renaming, setRenaming] = useState<string | null>(null);
  const act = (change: Promise<CallError | null>): void => void change.then(setError);
  return (
    <ManageDialog
      title="Saved views"
      onClose={onClose}
      error={error}
      actions={
        <>
          <Button onClick={() => showViewsDialog({ kind: 'import' })}>Import…</Button>
          <Button disabled={views.length === 0} onClick={() => showViewsDialog({ kind: 'export', view: null })}>
            Export all…
          </Button>
        </>
      }
    >
      {views.length === 0 && <p className={list.empty}>No views yet. “Save as a view” in the list of models keeps a search with its order and columns.</p>}
      <ul className={list.list}>
        {views.map((view, index) => (
          <li key={view.id} className={list.row}>
            {renaming === view.id ? (
              <Rename
                view={view}
                onEnd={(failure) => {
                  setError(failure);
                  if (failure === null) setRenaming(null);
                }}
              />
            ) : (
              <>
                <button
                  type="button"
                  className={list.what}
                  onClick={() => {
                    onClose();
                    openView(view);
                  }}
                >
                  <strong>{view.name}</strong>
                  <span className={styles.query}>{view.query.trim() === '' ? 'All packages' : view.query}</span>
                </button>
                <IconButton icon={ArrowUp} label={`Move ${view.name} up`} disabled={index === 0} onClick={() => act(moveView(view, -1))} />
                <IconButton icon={ArrowDown} label={`Move ${view.name} down`} disabled={index === views.length - 1} onClick={() => act(moveView(view, 1))} />
                <IconButton icon={Pencil} label={`Rename ${view.name}`} onClick={() => setRenaming(view.id)} />
                <IconButton icon={Download} label={`Export ${view.name}`} onClick={() => showViewsDialog({ kind: 'export', view })} />
                <IconButton icon={Trash2} label={`Delete ${view.name}`} onClick={() => act(removeView(view))} />
              </>
            )}
          </li>
        ))}
      </ul>
    </ManageDialog>
  );
}

interface RenameProps {
  readonly view: SavedView;
  /** Null where it is renamed, or left as it is. */
  readonly onEnd: (error: CallError | null) => void;
}

function Rename({ view, onEnd }: RenameProps) {
  const [name, setName] = useState(view.name);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // Of the dialog, Escape would close all.
    event.preventDefault();
    onEnd(null);
  };
  return (
    <form
      className={styles.rename}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void renameView(view, name).then(onEnd);
      }}
    >
      <input
        ref={input}
        aria-label={`New name of ${view.name}`}
        value={name}
        maxLength={viewLimits.name}
        spellCheck={false}
        autoComplete="off"
        onKeyDown={onKeyDown}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        Rename
      </Button>
      <Button look="quiet" onClick={() => onEnd(null)}>
        Cancel
      </Button>
    </form>
  );
}
