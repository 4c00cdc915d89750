import { Trash2 } from 'lucide-react';
import type { CallAnswer, DecisionContent, DecisionState } from '../../../../shared/contract/index.ts';
import { decisionLimits, isSamePackage, packageId } from '../../../../shared/domain/index.ts';
import { packageAddress } from '../../app/route.ts';
import { IconButton } from '../../ui/button.tsx';
import { Badge } from '../../ui/marks.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { TableHead } from '../../ui/table-head.tsx';
import { changeCandidate } from './candidates.tsx';
import { LineField, LongField } from './fields.tsx';
import { ResultForm } from './result-form.tsx';
import { changeDecision } from './store.ts';
import styles from './choosing.module.css';
import fields from './fields.module.css';

type Candidate = DecisionContent['candidates'][number];

/** Own results of the candidates that are not dropped, beside what they claim. */
export function Evaluation({ opened: { decision, states } }: { readonly opened: CallAnswer<'decisions.get'> }) {
  const considered = decision.candidates.filter(({ verdict, results }) => verdict !== 'dropped' || results.length > 0);
  return (
    <>
      <Panel title="How it was evaluated">
        <div className={fields.fields}>
          <LongField label="Data, setup and findings" value={decision.evaluation} maxLength={decisionLimits.text} onSave={(evaluation) => void changeDecision('Changed how it was evaluated', (content) => ({ ...content, evaluation }), 'evaluation')} />
          <LineField
            label="Discrepancy above"
            value={String(decision.threshold)}
            maxLength={10}
            hint="Points by which an own result may differ from a claim: percentage points where both are shares or percentages."
            refuse={(text) => (thresholdIn(text) === null ? 'A number from 0 to 1000.' : null)}
            onSave={(text) => void changeDecision('Changed the threshold', (content) => ({ ...content, threshold: thresholdIn(text) ?? content.threshold }))}
          />
        </div>
      </Panel>
      {considered.length === 0 && <p className={styles.note}>There is no candidate to evaluate: add some in model selection.</p>}
      {considered.map((candidate) => (
        <Results key={packageId(candidate.package)} candidate={candidate} state={states.find(({ package: key }) => isSamePackage(key, candidate.package))} threshold={decision.threshold} />
      ))}
    </>
  );
}

interface ResultsProps {
  readonly candidate: Candidate;
  readonly state: DecisionState | undefined;
  readonly threshold: number;
}

function Results({ candidate, state, threshold }: ResultsProps) {
  const { package: key, results } = candidate;
  const total = state?.totalClaims ?? 0;
  const beyond = state?.checks.filter((claims) => claims.some((claim) => claim.beyond)).length ?? 0;
  return (
    <Panel
      title={key.name}
      note={`${formatPlural(total, 'claim')}, ${formatPlural(results.length, 'own result')}${beyond > 0 ? `, ${formatPlural(beyond, 'discrepancy', 'discrepancies')} above ${formatCount(threshold)}` : ''}`}
      actions={<a href={packageAddress(key, 'claims')}>All its claims</a>}
    >
      {results.length > 0 && (
        <div className={styles.wide}>
          <table className={styles.table}>
            <TableHead titles={['Task', 'Dataset', 'Metric', 'Own result', 'Claimed', 'Note']} actions="Remove" />
            <tbody>
              {results.map((result, at) => (
                <tr key={`${result.at} ${at}`}>
                  <td>{result.task ?? '—'}</td>
                  <td>{result.dataset ?? '—'}</td>
                  <td>{result.metric}</td>
                  <td className={styles.number}>{result.value}</td>
                  <td>
                    <Claimed claims={state?.checks[at] ?? []} />
                  </td>
                  <td>{result.note}</td>
                  <td>
                    <IconButton icon={Trash2} label={`Remove the result ${result.metric} ${result.value}`} onClick={() => void changeCandidate(`Removed a result of ${key.name}`, key, (now) => ({ ...now, results: now.results.filter((_, place) => place !== at) }))} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ResultForm package={key} claims={state?.claims ?? []} isFull={results.length >= decisionLimits.results} />
    </Panel>
  );
}

function Claimed({ claims }: { readonly claims: DecisionState['checks'][number] }) {
  if (claims.length === 0) return <em className={styles.absent}>not claimed</em>;
  return claims.map(({ value, points, beyond, source, dataset }, at) => (
    <span key={`${at} ${value}`} className={styles.claimed} title={[dataset, source].filter(Boolean).join(', ')}>
      {value} <Badge tone={beyond ? 'warning' : 'good'}>{beyond ? `discrepancy${points === null ? '' : `: ${signed(points)}`}` : points === null ? 'the same' : signed(points)}</Badge>
    </span>
  ));
}

function signed(points: number): string {
  return points === 0 ? '±0' : `${points > 0 ? '+' : '−'}${formatCount(Math.abs(points))}`;
}

function thresholdIn(text: string): number | null {
  const number = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && number >= 0 && number <= 1000 ? number : null;
}
