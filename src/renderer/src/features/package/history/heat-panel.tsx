import { Flame } from 'lucide-react';
import type { PackageKey } from '../../../../../shared/domain/index.ts';
import { mostChanged } from '../../../../../shared/history/heat.ts';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { formatCount, formatPlural } from '../../../ui/quantity.ts';
import { ErrorNotice, ProgressBar } from '../../../ui/states.tsx';
import { TableHead } from '../../../ui/table-head.tsx';
import { BarCount } from './bar-count.tsx';
import { localDay } from './commit-date.ts';
import styles from './summary.module.css';
import { type Heat, useHeat } from './use-heat.ts';

const shownFiles = 50;

/** Which files changed most often: counted when asked for, since it reads the folders of every commit. */
export function HeatPanel({ mirror, package: key }: { readonly mirror: string; readonly package: PackageKey }) {
  const { heat, start, stop } = useHeat(mirror, key);
  return (
    <Panel title="Files that change most" note={heat.files.size > 0 ? formatPlural(heat.files.size, 'file') : null}>
      <p className={styles.rule}>Commits that HEAD reaches, without merges, in which a file was added, changed or deleted; a renamed file counts under both names.</p>
      {heat.state === 'asked-not' && <Button icon={Flame} onClick={start}>Count changes by file</Button>}
      {heat.state === 'counting' && (
        <div className={styles.counting}>
          <ProgressBar value={heat.total === 0 ? null : heat.commits / heat.total} label="Counting changes by file" />
          <span className={styles.faint}>{heat.total === 0 ? 'Reading commits' : `${formatCount(heat.commits)} of ${formatPlural(heat.total, 'commit')}`}</span>
          <Button onClick={stop}>Cancel</Button>
        </div>
      )}
      {heat.error && <ErrorNotice error={heat.error} onRetry={start} />}
      {heat.state === 'stopped' && (
        <p className={styles.counting}>
          <span className={styles.faint}>Stopped after {formatCount(heat.commits)} of {formatPlural(heat.total, 'commit')}, the newest ones.</span>
          <Button onClick={start}>Count again</Button>
        </p>
      )}
      {heat.state === 'done' && <output className={styles.faint}>{doneText(heat)}</output>}
      {heat.files.size > 0 && <HeatTable heat={heat} />}
    </Panel>
  );
}

function doneText({ commits, merges, incomplete }: Heat): string {
  const unknown = incomplete === 0 ? '' : ` Of ${formatPlural(incomplete, 'commit')} not every change is known: folders or parents are not in the clone.`;
  return `${formatPlural(commits, 'commit')}, ${formatPlural(merges, 'merge')} left out.${unknown}`;
}

function HeatTable({ heat }: { readonly heat: Heat }) {
  const files = mostChanged(heat.files, shownFiles);
  const most = Math.max(1, ...files.map(({ changes }) => changes));
  const left = heat.files.size - files.length;
  return (
    <>
      <table className={styles.table}>
        <TableHead titles={['File', ['Changes', styles.barHead], ['Last', styles.number]]} />
        <tbody>
          {files.map(({ path, changes, last }) => (
            <tr key={path}>
              <td className={styles.file} title={path}><bdi>{path}</bdi></td>
              <td><BarCount share={changes / most}>{formatCount(changes)}</BarCount></td>
              <td className={styles.number}>{localDay(last)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p className={styles.faint}>+ {formatPlural(left, 'file')} that changed less often</p>}
    </>
  );
}
