import { call } from '../../client/client.ts';
import { formatPlural } from '../../ui/quantity.ts';
import { SaveDialog } from '../exporting/save-dialog.tsx';

interface ExportNotesProps {
  readonly mirror: string;
  readonly count: number;
  readonly onClose: () => void;
}

/** Writes all notes and tags of the mirror to a file that others can import. */
export function ExportNotes({ mirror, count, onClose }: ExportNotesProps) {
  return (
    <SaveDialog
      title="Export notes and tags"
      verb="Export"
      format="json"
      suggestion="notes.json"
      onClose={onClose}
      onSave={async (place) => {
        const answer = await call('notes.export', { mirror, ...place });
        return answer.ok ? { ok: true, value: { path: answer.value.path, said: `Exported notes and tags on ${formatPlural(answer.value.count, 'package')}` } } : answer;
      }}
    >
      <p>All notes and tags of this mirror, on {formatPlural(count, 'package')}, as JSON. Whoever imports the file gets them beside their own.</p>
    </SaveDialog>
  );
}
