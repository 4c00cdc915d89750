import { Download, NotebookPen, Upload } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { AnnotatedRow, CallAnswer } from '../../../../shared/contract/index.ts';
import { allModels, allNotes } from '../../app/commands.ts';
import { goToAddress, navigate, type NotesRoute, packageAddress } from '../../app/route.ts';
import view from '../../app/view.module.css';
import { call } from '../../client/client.ts';
import { usePages } from '../../client/use-pages.ts';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/panel.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { Table } from '../../ui/table/table.tsx';
import { useIndexedMirror } from '../mirrors/store.ts';
import { ExportNotes } from './export-notes.tsx';
import { ImportNotes } from './import-notes.tsx';
import { noteColumns } from './note-columns.tsx';
import { NoteFilters } from './note-filters.tsx';
import { useNotes } from './store.ts';
import styles from './notes-view.module.css';

type Listed = CallAnswer<'notes.list'>;

/** Every package that the user wrote about, also those that the mirror lost since. */
export function NotesView({ route }: { readonly route: NotesRoute }) {
  const mirror = useIndexedMirror();
  const revision = useNotes((state) => state.revision);
  const { text, tag, gone } = route;
  const question = mirror === null ? null : JSON.stringify([mirror, text, tag, gone]);
  const ask = useCallback((offset: number, limit: number, signal: AbortSignal) => call('notes.list', { mirror: mirror ?? '', text, tag, gone, offset, limit }, signal), [mirror, text, tag, gone]);
  const pages = usePages<Listed>(question === null ? null : `${question} ${revision}`, 100, ask);
  const [at, setAt] = useState({ row: 0, of: question });
  const [dialog, setDialog] = useState<'export' | 'import' | null>(null);
  const list = pages.first;
  const isEmpty = list?.all === 0;
  const openRow = (row: AnnotatedRow): void => {
    goToAddress(packageAddress(row.package));
  };
  return (
    <div className={view.filled}>
      <div className={view.head}>
        <PageHeader
          title="Notes"
          facts={<output>{list === null ? (pages.error ? 'Not counted' : 'Counting') : factsOf(list, route)}</output>}
          actions={
            <>
              <Button icon={Upload} onClick={() => setDialog('import')}>
                Import…
              </Button>
              <Button icon={Download} disabled={list === null || isEmpty} onClick={() => setDialog('export')}>
                Export…
              </Button>
            </>
          }
        />
      </div>
      {pages.error && <div className={styles.notice}><ErrorNotice error={pages.error} onRetry={pages.reload} /></div>}
      {list === null && !pages.error && <div className={styles.notice}><Skeleton lines={8} label="Loading notes" /></div>}
      {isEmpty && <NothingYet />}
      {list !== null && !isEmpty && mirror && (
        <>
          <NoteFilters mirror={mirror} route={route} gone={list.gone ?? 0} />
          <Table
            label="Packages with notes or tags"
            className={styles.table}
            columns={noteColumns}
            total={pages.total ?? 0}
            rowAt={pages.rowAt}
            onShow={pages.show}
            cursor={at.of === question ? at.row : 0}
            onCursor={(row) => setAt({ row, of: question })}
            onOpen={openRow}
            resetKey={question ?? ''}
            stale={pages.loading}
            empty={<Empty icon={NotebookPen} title="No note has this" actions={<Button onClick={() => navigate(allNotes)}>Show all</Button>}>Every word must stand in the note, a tag or the package’s name.</Empty>}
          />
        </>
      )}
      {dialog === 'export' && list && mirror && <ExportNotes mirror={mirror} count={list.all} onClose={() => setDialog(null)} />}
      {dialog === 'import' && mirror && <ImportNotes mirror={mirror} onClose={() => setDialog(null)} />}
    </div>
  );
}

function factsOf({ all, gone, total }: Listed, { text, tag, gone: goneOnly }: NotesRoute): string {
  if (all === 0) return 'What is written about packages';
  const narrowed = text.trim() !== '' || tag !== null || goneOnly;
  const facts = [narrowed ? `${formatCount(total)} of ${formatPlural(all, 'package')}` : formatPlural(all, 'package')];
  if (gone) facts.push(`${formatCount(gone)} no longer in the mirror`);
  return facts.join(' · ');
}

function NothingYet() {
  return (
    <Empty
      icon={NotebookPen}
      title="No notes yet"
      actions={
        <Button look="primary" onClick={() => navigate(allModels)}>
          Find a package
        </Button>
      }
    >
      Open a package and write under “Notes and tags” on its page. Both stay with the package over every rebuild of the index, also when the mirror loses it. What others have exported is imported here.
    </Empty>
  );
}
