import type { Signatures } from '../../../../shared/contract/index.ts';
import { type SignatureState, signatureStateWords } from '../../../../shared/domain/index.ts';
import { Badge } from '../../ui/marks.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { TableHead } from '../../ui/table-head.tsx';
import { stateTones } from './words.ts';
import styles from './signatures.module.css';

interface SummaryProps {
  readonly signatures: Signatures;
  readonly state: SignatureState | null;
  readonly onState: (state: SignatureState | null) => void;
}

/** How many signatures are in which state, and what that means; choosing one lists its commits. */
export function Summary({ signatures: { states, signed, commits, platform, complete, years }, state, onState }: SummaryProps) {
  return (
    <Panel title="What was found" note={complete ? undefined : 'being checked'}>
      <ul className={styles.states}>
        {states.map((one) => (
          <li key={one.state}>
            <button type="button" aria-pressed={one.state === state} onClick={() => onState(one.state === state ? null : one.state)}>
              <Badge tone={stateTones[one.state]}>{signatureStateWords[one.state].title}</Badge>
              <span className={styles.count}>{formatCount(one.count)}</span>
            </button>
            <p>{signatureStateWords[one.state].meaning}</p>
          </li>
        ))}
        {commits > signed && (
          <li>
            <div className={styles.unsigned}>
              <Badge>Unsigned</Badge>
              <span className={styles.count}>{formatCount(commits - signed)}</span>
            </div>
          </li>
        )}
      </ul>
      {platform > 0 && <p className={styles.told}>{`${formatPlural(platform, 'signature')} of a platform, which signs what is done on its pages in place of a person.`}</p>}
      <table className={styles.years}>
        <TableHead titles={['Year', 'Commits', 'Signed', 'Valid']} />
        <tbody>
          {years.slice(-30).toReversed().map((year) => (
            <tr key={year.year}>
              <th scope="row">{year.year}</th>
              <td>{formatCount(year.commits)}</td>
              <td>{formatCount(year.signed)}</td>
              <td>{formatCount(year.valid)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
