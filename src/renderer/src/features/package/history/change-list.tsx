import type { CommitDetail } from '../../../../../shared/contract/index.ts';
import { Badge } from '../../../ui/marks.tsx';
import { formatBytes, formatCount, formatPlural } from '../../../ui/quantity.ts';
import styles from './change-list.module.css';

type Change = CommitDetail['changes'][number];

const kinds: Readonly<Record<Change['kind'], { readonly letter: string; readonly word: string; readonly tone: string | undefined }>> = {
  added: { letter: 'A', word: 'Added', tone: styles.added },
  modified: { letter: 'M', word: 'Modified', tone: styles.modified },
  deleted: { letter: 'D', word: 'Deleted', tone: styles.deleted },
  renamed: { letter: 'R', word: 'Renamed', tone: styles.renamed },
  retyped: { letter: 'T', word: 'Kind changed', tone: styles.modified },
};

/** The files that differ between two commits. */
export function ChangeList({ changes, total, isComplete, note = '' }: Pick<CommitDetail, 'changes' | 'total' | 'isComplete'> & { readonly note?: string }) {
  const left = total - changes.length;
  return (
    <section className={styles.changes} aria-label="Files changed">
      <h3>
        {isComplete ? '' : 'At least '}
        {formatPlural(total, 'file')} changed
        <span className={styles.faint}>{note}</span>
      </h3>
      <ul>
        {changes.map((change) => (
          <li key={`${change.kind} ${change.path}`}>
            <ChangeRow change={change} />
          </li>
        ))}
      </ul>
      {left > 0 && <p className={styles.faint}>+ {formatCount(left)} more</p>}
    </section>
  );
}

function ChangeRow({ change }: { readonly change: Change }) {
  const { letter, word, tone } = kinds[change.kind];
  return (
    <>
      <span className={`${styles.kind} ${tone ?? ''}`} title={word}>
        <span aria-hidden>{letter}</span>
        <span className="visually-hidden">{word}</span>
      </span>
      <span className={styles.path} title={change.from === null ? change.path : `${change.path}, before: ${change.from}`}>
        {change.path}
        {change.from !== null && <span className={styles.faint}> from {change.from}</span>}
        {change.lfs && <Badge title="Kept by Git LFS: the size is that of the file that the pointer names">LFS</Badge>}
      </span>
      <span className={styles.size}>{sizeText(change)}</span>
    </>
  );
}

function sizeText({ kind, file, size, sizeBefore }: Change): string {
  if (file === 'submodule') return 'submodule';
  const before = sizeBefore === null ? 'not here' : formatBytes(sizeBefore);
  const after = size === null ? 'not here' : formatBytes(size);
  if (kind === 'deleted') return before;
  return kind === 'added' || kind === 'renamed' || after === before ? after : `${after}, was ${before}`;
}
