import { Check } from 'lucide-react';
import { useState } from 'react';
import type { PackageDetail } from '../../../../shared/contract/index.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatPlural } from '../../ui/quantity.ts';
import styles from './package.module.css';

const firstClaims = 12;

/** Machine-readable performance claims, with a mark where the card passes the rule of ICSE'23. */
export function Claims({ claims }: { readonly claims: PackageDetail['claimList'] }) {
  const [all, setAll] = useState(false);
  if (claims.length === 0) return null;
  const shown = all ? claims : claims.slice(0, firstClaims);
  return (
    <Panel title="Performance claims" note={`${formatPlural(claims.length, 'claim')}. As stated by the package; not measured here.`}>
      <div className={styles.tableScroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Task</th>
              <th scope="col">Dataset</th>
              <th scope="col">Metric</th>
              <th scope="col" className={styles.number}>Value</th>
              <th scope="col">Source</th>
              <th scope="col" title="The whole card passes the strict rule of ICSE’23, Fig. 7">Strict</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((claim, index) => (
              <tr key={`${index} ${claim.metric} ${claim.value}`}>
                <td>{claim.task ?? '—'}</td>
                <td>{claim.dataset ?? '—'}</td>
                <td>{claim.metric}</td>
                <td className={styles.number}>{claim.value}</td>
                <td>{claim.source}</td>
                <td>{claim.strict ? <Check size={15} strokeWidth={2.2} aria-label="passes the strict rule" /> : <span aria-label="does not pass the strict rule">—</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {claims.length > firstClaims && (
        <button type="button" className={styles.more} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show ${claims.length - firstClaims} more`}
        </button>
      )}
    </Panel>
  );
}
