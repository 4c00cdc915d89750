import type { CommitComparison } from '../../../../shared/contract/index.ts';
import { classNames } from '../../ui/class-names.ts';
import { formatCount } from '../../ui/quantity.ts';
import { TableHead } from '../../ui/table-head.tsx';
import styles from './compare.module.css';

const kindWords = { added: 'Added', removed: 'Removed', changed: 'Changed' } as const;

export function ClaimChanges({ claims }: { readonly claims: CommitComparison['claims'] }) {
  if (claims.list.length === 0) return <p className={styles.note}>{claims.before + claims.after === 0 ? 'Neither commit makes a machine-readable claim.' : 'The claims are the same.'}</p>;
  return (
    <div className={styles.wide}>
      <table className={styles.changes}>
        <TableHead titles={['Change', 'Task', 'Dataset', 'Metric', 'Before', 'After']} />
        <tbody>
          {claims.list.map(({ kind, task, dataset, metric, before, after }) => (
            <tr key={JSON.stringify([task, dataset, metric])}>
              <td>{kindWords[kind]}</td>
              <td>{task ?? '—'}</td>
              <td>{dataset ?? '—'}</td>
              <td>{metric}</td>
              <td>{before ?? <span className={styles.absent}>not claimed</span>}</td>
              <td>{after ?? <span className={styles.absent}>not claimed</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function FieldChanges({ changes, what }: { readonly changes: CommitComparison['config']; readonly what: string }) {
  if (changes.reason !== null) return <p className={styles.note}>{changes.reason}</p>;
  if (changes.total === 0) return <p className={styles.note}>Nothing in {what} differs.</p>;
  return (
    <div className={styles.wide}>
      <table className={styles.changes}>
        <TableHead titles={['Field', 'Before', 'After']} />
        <tbody>
          {changes.list.map(({ path, before, after }) => (
            <tr key={path}>
              <th scope="row">
                <code>{path}</code>
              </th>
              <td>{before === null ? <span className={styles.absent}>not there</span> : <code>{before}</code>}</td>
              <td>{after === null ? <span className={styles.absent}>not there</span> : <code>{after}</code>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.total > changes.list.length && <p className={styles.note}>+ {formatCount(changes.total - changes.list.length)} more</p>}
    </div>
  );
}

const marks = { same: ' ', added: '+', removed: '−', gap: '⋯' } as const;
const words = { same: '', added: 'Added: ', removed: 'Removed: ', gap: 'Equal lines left out' } as const;

export function LineChanges({ card }: { readonly card: CommitComparison['card'] }) {
  const where = card.before === card.after ? null : `The card is ${card.before ?? 'not there'} before, and ${card.after ?? 'not there'} after.`;
  return (
    <>
      {where && <p className={styles.note}>{where}</p>}
      {card.reason && <p className={styles.note}>{card.reason}</p>}
      {card.lines.length === 0 && card.reason === null && <p className={styles.note}>{card.before === null && card.after === null ? 'Neither commit has a card.' : 'The text is the same.'}</p>}
      {card.lines.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and must be reached by keys
        <div className={styles.lines} role="region" aria-label="Changed lines of the card" tabIndex={0}>
          {card.lines.map(({ kind, before, after, text }, at) => (
            <div key={`${at} ${kind}`} className={classNames(styles.line, kind === 'added' && styles.addedLine, kind === 'removed' && styles.removedLine)}>
              <span className={styles.lineNumber} aria-hidden>
                {after ?? before ?? ''}
              </span>
              <span aria-hidden>{marks[kind]}</span>
              <span className="visually-hidden">{words[kind]}</span>
              <bdi>{text}</bdi>
            </div>
          ))}
        </div>
      )}
    </>
  );
}
