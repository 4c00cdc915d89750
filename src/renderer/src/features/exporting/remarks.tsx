import type { ExportRemark } from '../../../../shared/contract/index.ts';
import { formatCount } from '../../ui/quantity.ts';
import styles from './export.module.css';

/** What is to be known of an export, with the first names of each kind. */
export function Remarks({ label, remarks }: { readonly label: string; readonly remarks: readonly ExportRemark[] }) {
  if (remarks.length === 0) return null;
  return (
    <ul className={styles.remarks} aria-label={label}>
      {remarks.map(({ reason, count, examples }) => (
        <li key={reason}>
          {reason} <strong>{formatCount(count)}</strong> here, such as <code>{examples[0]}</code>
        </li>
      ))}
    </ul>
  );
}
