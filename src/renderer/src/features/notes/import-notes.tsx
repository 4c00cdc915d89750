import type { CallAnswer } from '../../../../shared/contract/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { recordUndo } from '../../app/undo.ts';
import { call } from '../../client/client.ts';
import { formatPlural } from '../../ui/quantity.ts';
import { showToast } from '../../ui/toast.tsx';
import { ImportDialog } from '../exporting/import-dialog.tsx';

/** Takes in a file of notes and tags. */
export function ImportNotes({ mirror, onClose }: { readonly mirror: string; readonly onClose: () => void }) {
  return (
    <ImportDialog
      title="Import notes and tags"
      what="notes"
      suggestion="notes.json"
      onClose={onClose}
      onImport={async (path) => {
        const answer = await call('notes.import', { mirror, path, forUndo: true });
        if (!answer.ok) return answer;
        recordImport(mirror, answer.value);
        return { ok: true, value: { tone: answer.value.badTotal > 0 ? 'neutral' : 'good', title: `Imported notes and tags on ${formatPlural(answer.value.packages, 'package')}`, text: outcomeOf(answer.value) } };
      }}
    >
      <p>
        A file that this program exported, or a CSV whose first line names the columns <code>name</code> and <code>tags</code> or <code>note</code>, and if there are any, <code>hub</code> and <code>ordinal</code>. Tags of one cell stand
        between <code>|</code>, <code>;</code> or commas.
      </p>
      <p>
        Nothing of one’s own is replaced. Tags of both are put together. A note goes where there is none; where another one stands, it is put below that one. The same file imported twice changes nothing the second time.
      </p>
    </ImportDialog>
  );
}

/** Undo takes back exactly what the file brought, wherever nothing else was changed since. */
function recordImport(mirror: string, { packages, changes }: CallAnswer<'notes.import'>): void {
  if (!changes || changes.length === 0) return;
  const put = async (list: typeof changes): Promise<CallError | null> => {
    const answer = await call('notes.putBack', { mirror, changes: list });
    if (!answer.ok) return answer.error;
    const { restored, left } = answer.value;
    if (restored === 0) return { code: 'refused', message: 'All of it was changed meanwhile.' };
    if (left > 0) showToast({ tone: 'neutral', title: `${formatPlural(left, 'package')} left as they are`, text: 'Their notes or tags were changed since the import.' });
    return null;
  };
  recordUndo({
    title: `Imported notes and tags on ${formatPlural(packages, 'package')}`,
    undo: () => put(changes),
    redo: () => put(changes.map(({ package: key, before, after }) => ({ package: key, before: after, after: before })).reverse()),
  });
}

function outcomeOf(outcome: CallAnswer<'notes.import'>): string {
  const { notesAdded, notesJoined, notesLeftOut, tagsAdded, tagsLeftOut, notInMirror, changes, bad, badTotal } = outcome;
  const parts = [
    notesAdded > 0 && `${formatPlural(notesAdded, 'note')} added`,
    notesJoined > 0 && `${formatPlural(notesJoined, 'note')} put together`,
    tagsAdded > 0 && `${formatPlural(tagsAdded, 'tag')} added`,
    notesLeftOut > 0 && `${formatPlural(notesLeftOut, 'note')} left out: both together are too long`,
    tagsLeftOut > 0 && `${formatPlural(tagsLeftOut, 'tag')} left out: too many on one package`,
    bad[0] !== undefined && `${formatPlural(badTotal, 'row')} left out, the first in line ${bad[0].line}: ${bad[0].reason.replace(/\.$/, '')}`,
    changes === null && 'too much to be undone',
    notInMirror !== null && notInMirror > 0 && `${formatPlural(notInMirror, 'package')} not in this mirror`,
  ].filter(Boolean);
  return parts.length === 0 ? 'All of it was here already.' : `${parts.join(' · ')}.`;
}
