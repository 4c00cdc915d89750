import { RotateCcw, ShieldCheck } from 'lucide-react';
import type { ExportCheck } from '../../../../shared/contract/index.ts';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatCount } from '../../ui/quantity.ts';
import { ErrorNotice } from '../../ui/states.tsx';
import { useJobs } from '../jobs/store.ts';
import { JobRow } from '../jobs/tray.tsx';
import { PathField } from './path-field.tsx';
import { changeExport, checkEarlier, chooseEarlier, repeatEarlier, useExport } from './store.ts';
import styles from './export.module.css';

/** An export that somebody made: is it still what its manifest says, and how is it made again? */
export function EarlierPanel({ mirror }: { readonly mirror: string }) {
  const { earlier, earlierError, checking } = useExport();
  const job = useJobs((state) => state.jobs.find((candidate) => candidate.id === checking));
  const isNamed = earlier.trim() !== '';
  const check = job?.state === 'done' ? job.outcome?.verified : undefined;
  return (
    <Panel title="An earlier export">
      <form
        className={styles.where}
        onSubmit={(event) => {
          event.preventDefault();
          if (isNamed) void checkEarlier();
        }}
      >
        <PathField
          label="Export or its manifest"
          value={earlier}
          suggestion="packages.parquet.manifest.json"
          typedHint="A path on the machine that runs this program."
          onChange={(value) => changeExport({ earlier: value })}
          onChoose={() => void chooseEarlier()}
        />
        {earlierError && <ErrorNotice error={earlierError} />}
        <div className={styles.actions}>
          <Button type="submit" icon={ShieldCheck} disabled={!isNamed}>
            Check its files
          </Button>
          <Button icon={RotateCcw} disabled={!isNamed} onClick={() => void repeatEarlier(mirror)}>
            Set up the same again
          </Button>
        </div>
        {job && (
          <div className={styles.job}>
            <JobRow job={job} />
          </div>
        )}
        {check !== undefined && check !== null && check.failed > 0 && <Failures check={check} />}
      </form>
    </Panel>
  );
}

function Failures({ check }: { readonly check: ExportCheck }) {
  return (
    <ul className={styles.failures} aria-label="What is not as the manifest says">
      {check.failures.map(({ path, reason }) => (
        <li key={path}>
          <code>{path}</code> {reason}
        </li>
      ))}
      {check.failed > check.failures.length && <li>and {formatCount(check.failed - check.failures.length)} more</li>}
    </ul>
  );
}
