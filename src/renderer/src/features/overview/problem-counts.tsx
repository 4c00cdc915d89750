import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { Overview } from '../../../../shared/contract/index.ts';
import { problemsAddress } from '../../app/route.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatCount } from '../../ui/quantity.ts';
import styles from './overview.module.css';

const icons = { error: CircleAlert, warning: TriangleAlert, note: Info };

export function ProblemCounts({ problems }: { readonly problems: Overview['problems'] }) {
  return (
    <Panel title="Problems found while reading" note="None of them stops the index">
      {problems.length === 0 && <p className={styles.none}>Every record was read as the generator writes it.</p>}
      <ul className={styles.problems}>
        {problems.map((problem) => {
          const Icon = icons[problem.severity];
          return (
            <li key={problem.code}>
              <a href={problemsAddress({ code: problem.code })}>
                <Icon className={styles[problem.severity]} size={15} strokeWidth={1.8} aria-label={problem.severity} />
                <span>{problem.explanation}</span>
                <strong>{formatCount(problem.count)}</strong>
              </a>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
