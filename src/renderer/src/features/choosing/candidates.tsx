import { RefreshCw, Trash2 } from 'lucide-react';
import type { CallAnswer, DecisionContent, DecisionState } from '../../../../shared/contract/index.ts';
import { fitsOf } from '../../../../shared/choosing/index.ts';
import { decisionLimits, type CandidateVerdict, isSamePackage, packageId, type PackageKey } from '../../../../shared/domain/index.ts';
import { packageAddress } from '../../app/route.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Badge, HubMark, type Tone } from '../../ui/marks.tsx';
import { Segments } from '../../ui/tabs.tsx';
import { LongField } from './fields.tsx';
import { FitMarks } from './fit-marks.tsx';
import { changeDecision, recordVersions } from './store.ts';
import styles from './choosing.module.css';

type Candidate = DecisionContent['candidates'][number];

/** Every candidate with its version, how it stands to the requirements, and why it was taken or dropped. */
export function Candidates({ opened: { decision, states } }: { readonly opened: CallAnswer<'decisions.get'> }) {
  if (decision.candidates.length === 0) {
    return <p className={styles.note}>No candidate yet. Add some of the search above, or from the list of models, a package or a comparison with “Add to a decision”.</p>;
  }
  return (
    <ul className={styles.candidates}>
      {decision.candidates.map((candidate) => {
        const state = states.find(({ package: key }) => isSamePackage(key, candidate.package));
        return <CandidateCard key={packageId(candidate.package)} candidate={candidate} state={state} fits={state === undefined || state.state === 'gone' ? [] : fitsOf(decision.requirements, state)} />;
      })}
    </ul>
  );
}

const verdicts: readonly { readonly value: CandidateVerdict; readonly label: string }[] = [
  { value: 'open', label: 'Open' },
  { value: 'taken', label: 'Taken' },
  { value: 'dropped', label: 'Dropped' },
];

function CandidateCard({ candidate, state, fits }: { readonly candidate: Candidate; readonly state: DecisionState | undefined; readonly fits: ReturnType<typeof fitsOf> }) {
  const { package: key, verdict, reason } = candidate;
  const set = (title: string, change: Partial<Candidate>, group?: string): void => void changeCandidate(title, key, (now) => ({ ...now, ...change }), group);
  return (
    <li className={styles.candidate} aria-label={key.name}>
      <div className={styles.candidateHead}>
        <HubMark hub={key.hub} />
        <a href={packageAddress(key)} title={key.name}>
          {key.name}
          {key.ordinal > 0 && ` #${key.ordinal}`}
        </a>
        <Segments label={`Verdict on ${key.name}`} options={verdicts} value={verdict} onChange={(value) => set(value === 'open' ? `Left ${key.name} open` : `${value === 'taken' ? 'Took' : 'Dropped'} ${key.name}`, { verdict: value })} />
        <IconButton icon={Trash2} label={`Remove ${key.name} from the candidates`} onClick={() => void changeDecision(`Removed the candidate ${key.name}`, (content) => ({ ...content, candidates: content.candidates.filter((other) => !isSamePackage(other.package, key)) }))} />
      </div>
      <Version candidate={candidate} state={state} />
      <FitMarks fits={fits} />
      <LongField label={`Why${verdict === 'open' ? ' it is considered' : verdict === 'taken' ? ' it is taken' : ' it is dropped'}`} value={reason} maxLength={decisionLimits.text} onSave={(value) => set(`Changed why ${key.name} is ${verdict === 'open' ? 'considered' : verdict}`, { reason: value }, `reason ${packageId(key)}`)} />
    </li>
  );
}

const states: Readonly<Record<DecisionState['state'], { readonly tone: Tone; readonly text: string }>> = {
  same: { tone: 'good', text: 'the version of this mirror' },
  differs: { tone: 'warning', text: 'this mirror has another version now' },
  gone: { tone: 'danger', text: 'not in this mirror' },
  unknown: { tone: 'neutral', text: 'version not known' },
};

/** The version that was recorded, and how this mirror stands to it. */
export function Version({ candidate, state }: { readonly candidate: Candidate; readonly state: DecisionState | undefined }) {
  const { sha, head } = candidate.version;
  const { tone, text } = states[state?.state ?? 'unknown'];
  const now = state?.state === 'differs' ? [state.sha !== sha && state.sha !== null ? `record ${state.sha.slice(0, 12)}` : '', state.head !== head && state.head !== null ? `HEAD ${state.head.slice(0, 12)}` : ''].filter(Boolean).join(', ') : '';
  return (
    <div className={styles.version}>
      <span title={sha ?? undefined}>
        Record {sha === null ? <em>unknown</em> : <code>{sha.slice(0, 12)}</code>}
      </span>
      <span title={head ?? undefined}>
        HEAD {head === null ? <em>unknown</em> : <code>{head.slice(0, 12)}</code>}
      </span>
      <Badge tone={tone}>
        {text}
        {now !== '' && `: ${now}`}
      </Badge>
      {state?.state === 'differs' && (
        <Button look="quiet" icon={RefreshCw} onClick={() => void recordVersions([candidate.package])}>
          Record the version of now
        </Button>
      )}
    </div>
  );
}

export function changeCandidate(title: string, key: PackageKey, change: (candidate: Candidate) => Candidate, group?: string): Promise<void> {
  return changeDecision(title, (content) => ({ ...content, candidates: content.candidates.map((candidate) => (isSamePackage(candidate.package, key) ? change(candidate) : candidate)) }), group);
}
