import { Database, FolderOpen, Sparkles } from 'lucide-react';
import type { MirrorSummary } from '../../../../shared/contract/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { openPanel } from '../../app/panels.ts';
import { Button } from '../../ui/button.tsx';
import { Empty, ErrorNotice, ProgressBar } from '../../ui/states.tsx';
import { cancelJob, useJobs } from '../jobs/store.ts';
import { runningText, shareOf } from '../jobs/tray.tsx';
import { openMirror, openSample, useMirrors } from './store.ts';
import styles from './opening.module.css';

/** What stands in a view's place while no index can be asked: the first reading, a failure, or nothing open. */
export function Opening() {
  const { current, error, opening, phase } = useMirrors();
  const job = useJobs((state) => state.jobs.find((known) => known.kind === 'index' && known.mirror === current?.id));

  if (job?.state === 'running' || opening || (phase === 'starting' && !error)) {
    return (
      <div className={styles.opening}>
        <section className={styles.card} aria-label="Indexing">
          <h1>{current ? `Reading ${current.isSample ? 'the sample mirror' : current.title}` : 'Starting'}</h1>
          <p className={styles.note}>
            {current?.isSample
              ? 'A small mirror over all five hubs comes with the program. Nothing leaves this machine.'
              : 'The mirror is read once and only read; the index lies in the data folder of this program.'}
          </p>
          <ProgressBar value={job ? shareOf(job) : null} label="Progress of the index" />
          <p className={styles.facts} aria-live="off">
            {job ? runningText(job) : 'Asking the engine'}
          </p>
          <div className={styles.actions}>
            <Button look="primary" icon={FolderOpen} onClick={() => openPanel('open-mirror')}>
              Open your mirror…
            </Button>
            {job && (
              <Button look="quiet" onClick={() => void cancelJob(job.id)}>
                Cancel
              </Button>
            )}
          </div>
        </section>
      </div>
    );
  }

  // A job kept from an earlier run says nothing about this opening.
  const ofNow = job && current && job.startedAt >= current.openedAt ? job : undefined;
  const failed = ofNow?.state === 'failed' ? ofNow.error : error;
  return (
    <div className={styles.opening}>
      <div className={styles.stack}>
        {current?.damaged && <ErrorNotice error={damagedIndex(current)} onRetry={() => void rebuild(current)} retryLabel="Rebuild the index" />}
        {failed && <ErrorNotice error={failed} onRetry={current && !current.damaged ? () => void openMirror(current.sources) : undefined} />}
        <Empty
          icon={Database}
          title={current ? `${current.title} has no ${current.damaged ? 'usable index' : 'index'}` : 'No mirror is open'}
          actions={
            <>
              <Button look="primary" icon={FolderOpen} onClick={() => openPanel('open-mirror')}>
                Open your mirror…
              </Button>
              {current && !failed && !current.damaged && <Button onClick={() => void openMirror(current.sources)}>Build the index</Button>}
              <Button icon={Sparkles} onClick={() => void openSample()}>
                Open the sample mirror
              </Button>
            </>
          }
        >
          {ofNow?.state === 'cancelled'
            ? 'Its index was cancelled before it was whole. Nothing of it was kept.'
            : 'A mirror is a folder with data, one hub of it, or the archives of the dataset as they are.'}
        </Empty>
      </div>
    </div>
  );
}

function damagedIndex({ title }: MirrorSummary): CallError {
  return {
    code: 'damaged-index',
    message: `The index of ${title} is damaged: its bytes are not the ones that were written.`,
    hint: 'Rebuilding reads the mirror again. The mirror, and what was saved about it, are not affected.',
  };
}

function rebuild(mirror: MirrorSummary): Promise<CallError | null> {
  return mirror.isSample ? openSample() : openMirror(mirror.sources, 'all');
}
