import type { WeightDetail } from '../../../../../shared/contract/index.ts';
import { Badge } from '../../../ui/marks.tsx';
import { type Fact, FactList } from '../../../ui/panel.tsx';
import { formatBytes, formatCount } from '../../../ui/quantity.ts';
import { VerdictBadge } from './verdict.tsx';
import styles from './weights.module.css';

const outcomes: Readonly<Record<WeightDetail['file']['outcome'], string>> = {
  whole: 'Headers read whole',
  partial: 'Read in part',
  unreadable: 'Could not be read',
  absent: 'Content not here',
};

/** What a file is, what is wrong with it and what to know of it. */
export function WeightFacts({ detail }: { readonly detail: WeightDetail }) {
  const { file, facts, problems, notes } = detail;
  return (
    <div className={styles.facts}>
      <FactList facts={[...factsOf(file), ...facts]} wide />
      {problems.total > 0 && (
        <section aria-label="Problems of the file">
          <h3>
            Problems <Badge tone="warning">{formatCount(problems.total)}</Badge>
          </h3>
          <ul>
            {problems.rows.map((problem, index) => (
              <li key={`${index} ${problem}`}>{problem}</li>
            ))}
          </ul>
          {problems.total > problems.rows.length && <p className={styles.faint}>First {formatCount(problems.rows.length)} of {formatCount(problems.total)}.</p>}
        </section>
      )}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

function readingText({ outcome, reason }: WeightDetail['file']): string {
  if (outcome === 'absent' && reason !== null) return reason;
  return reason === null ? outcomes[outcome] : `${outcomes[outcome]}. ${reason}`;
}

function factsOf(file: WeightDetail['file']): readonly Fact[] {
  const facts: readonly (Fact | null)[] = [
    { label: 'Imports and code', value: <VerdictBadge verdict={file.verdict} /> },
    { label: 'Reading', value: readingText(file) },
    file.formatTitle === null ? null : { label: 'Format', value: file.formatTitle },
    file.mismatch === null ? null : { label: 'Mismatch', value: file.mismatch },
    file.size === null ? null : { label: 'Size', value: `${formatBytes(file.size)} (${formatCount(file.size)} bytes)` },
    file.oid === null ? null : { label: 'SHA-256 by LFS', value: <code>{file.oid}</code> },
    file.parameters === null ? null : { label: 'Parameters', value: `${formatCount(file.parameters)}: ${file.dtypes.map(({ dtype, parameters }) => `${dtype} ${formatCount(parameters)}`).join(', ')}` },
    file.quantisation === null ? null : { label: 'Quantisation', value: file.quantisation },
  ];
  return facts.filter((fact) => fact !== null);
}
