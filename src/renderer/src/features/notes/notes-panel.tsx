import { Redo2, Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import { annotationLimits, type PackageKey } from '../../../../shared/domain/index.ts';
import { isMac } from '../../app/keyboard-names.ts';
import { useUndo } from '../../app/undo.ts';
import { Keys } from '../../app/keys.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatMoment } from '../../ui/quantity.ts';
import { ErrorNotice } from '../../ui/states.tsx';
import { closeNotes, finishNote, openNotes, saveNote, takeOther, typeNote, undoChange, useNotes } from './store.ts';
import { TagField } from './tag-field.tsx';
import styles from './notes.module.css';

interface NotesPanelProps {
  readonly mirror: string;
  readonly package: PackageKey;
  /** Shows nothing while nothing is written about the package. */
  readonly onlyKept?: boolean;
}

/** What the user writes about a package: tags, and a note that is saved by itself. */
export function NotesPanel({ mirror, package: { hub, name, ordinal }, onlyKept = false }: NotesPanelProps) {
  const { saved, step } = useNotes();
  const undone = useUndo((state) => step !== null && state.undone.includes(step));
  const undoable = useUndo((state) => step !== null && (undone || state.done.includes(step)));
  useEffect(() => {
    openNotes({ mirror, package: { hub, name, ordinal } });
    const saveHidden = (): void => {
      if (document.visibilityState === 'hidden') void saveNote();
    };
    document.addEventListener('visibilitychange', saveHidden);
    return () => {
      document.removeEventListener('visibilitychange', saveHidden);
      closeNotes();
    };
  }, [mirror, hub, name, ordinal]);
  if (onlyKept && !undoable && (saved === null || saved.changedAt === null)) return null;
  return (
    <Panel
      title="Notes and tags"
      actions={
        undoable && (
          <Button look="quiet" icon={undone ? Redo2 : Undo2} className={styles.undo} onClick={() => void undoChange()}>
            {undone ? 'Redo' : 'Undo'}
          </Button>
        )
      }
    >
      <div className={styles.panel}>
        {onlyKept && <p className={styles.kept}>This mirror does not have the package now. What was written about it is kept.</p>}
        <TagField tags={saved?.tags ?? []} />
        <Note />
      </div>
    </Panel>
  );
}

function Note() {
  const { draft, saved, error } = useNotes();
  const conflict = error?.code === 'refused' && saved !== null && draft !== saved.note;
  return (
    <>
      <textarea
        className={styles.note}
        aria-label="Note"
        placeholder="What to remember about this package"
        value={draft}
        rows={3}
        maxLength={annotationLimits.note}
        disabled={saved === null}
        onChange={(event) => typeNote(event.target.value)}
        onBlur={finishNote}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(isMac ? event.metaKey : event.ctrlKey)) return;
          event.preventDefault();
          finishNote();
        }}
      />
      {error && <ErrorNotice error={error} />}
      {conflict && (
        <div className={styles.choices}>
          <Button onClick={() => void saveNote(true)}>Overwrite it with this note</Button>
          <Button onClick={() => void takeOther()}>Show the other note</Button>
        </div>
      )}
      <SavedState />
    </>
  );
}

function SavedState() {
  const { saved, draft, saving } = useNotes();
  const unsaved = saved !== null && draft !== saved.note;
  const text = saved === null ? 'Loading' : saving ? 'Saving' : unsaved ? 'Not saved yet' : saved.changedAt === null ? 'Nothing written yet' : `Saved ${formatMoment(saved.changedAt / 1000)}`;
  return (
    <div className={styles.state}>
      <output>{text}</output>
      {unsaved && (
        <span aria-hidden>
          <Keys keys="Mod+Enter" />
        </span>
      )}
    </div>
  );
}
