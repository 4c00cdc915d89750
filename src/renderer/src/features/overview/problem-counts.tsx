import type { Overview } from '../../../../shared/contract/index.ts';
import { problemsAddress } from '../../app/route.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatCount } from '../../ui/quantity.ts';
import { Severity } from '../problems/severity.tsx';
import styles from './overview.module.css';

export function ProblemCounts({ problems }: { readonly problems: Overview['problems'] }) {
  return (
    <Panel title="Problems found while reading" note="None of them stops the index">
      {problems.length === 0 && <p className={styles.none}>Every record was read as the generator writes it.</p>}
      <ul className={styles.problems}>
        {problems.map(({ code, severity, explanation, count }) => (
          <li key={code}>
            <a href={problemsAddress({ code })}>
              <Severity severity={severity} />
              <span>{explanation}</span>
              <strong>{formatCount(count)}</strong>
            </a>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
