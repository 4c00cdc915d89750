import { TriangleAlert } from 'lucide-react';
import type { ArchivedHub } from '../../../../shared/contract/index.ts';
import { HubMark } from '../../ui/marks.tsx';
import { formatBytes, formatCount } from '../../ui/quantity.ts';
import { TableHead } from '../../ui/table-head.tsx';
import { UnpackButton } from '../unpacking/unpack-button.tsx';
import styles from './overview.module.css';

/** What each archive holds of each hub, and the way to its clones' commits. */
export function ArchivesTable({ archives }: { readonly archives: readonly ArchivedHub[] }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <TableHead titles={['Hub', 'Archive', ['Packed', styles.number], ['Unpacked', styles.number], ['Files', styles.number], ['JSON', styles.number], ['HTML pages', styles.number], ['Clones', styles.number]]} actions="Unpack" />
        <tbody>
          {archives.map((held) => (
            <tr key={`${held.hub} ${held.archive}`}>
              <th scope="row">
                <HubMark hub={held.hub} named />
              </th>
              <td title={held.archive}>
                {held.archive.split(/[\\/]/).at(-1)}{' '}
                {!held.whole && <TriangleAlert className={styles.warning} size={14} strokeWidth={1.8} aria-label="Damaged: what comes after the damage is not known" />}
              </td>
              <td className={styles.number}>{formatBytes(held.archiveBytes)}</td>
              <td className={styles.number}>{formatBytes(held.bytes)}</td>
              <td className={styles.number}>{formatCount(held.files)}</td>
              <td className={styles.number}>{formatCount(held.jsonFiles)}</td>
              <td className={styles.number}>{formatCount(held.htmlFiles)}</td>
              <td className={styles.number}>{formatCount(held.clones)}</td>
              <td className={styles.number}>{held.whole && <UnpackButton hub={held.hub} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
