import type { CallAnswer } from '../../../../shared/contract/index.ts';
import { decisionLimits, isSamePackage, packageId } from '../../../../shared/domain/index.ts';
import { packageAddress } from '../../app/route.ts';
import { HubMark } from '../../ui/marks.tsx';
import { CopyButton, Panel } from '../../ui/panel.tsx';
import { Version } from './candidates.tsx';
import { LongField } from './fields.tsx';
import { changeDecision } from './store.ts';
import styles from './choosing.module.css';

/** What is deployed, in which version, and how. */
export function Deployment({ opened: { decision, states } }: { readonly opened: CallAnswer<'decisions.get'> }) {
  const taken = decision.candidates.filter(({ verdict }) => verdict === 'taken');
  return (
    <div className={styles.columns}>
      <Panel title="Taken">
        {taken.length === 0 && <p className={styles.note}>No candidate is taken yet: that is said in model selection.</p>}
        <ul className={styles.candidates}>
          {taken.map((candidate) => {
            const state = states.find(({ package: key }) => isSamePackage(key, candidate.package));
            const exact = state?.state === 'same' ? (state.purl ?? candidate.version.sha) : candidate.version.sha;
            return (
              <li key={packageId(candidate.package)} className={styles.candidate}>
                <div className={styles.candidateHead}>
                  <HubMark hub={candidate.package.hub} />
                  <a href={packageAddress(candidate.package)}>{candidate.package.name}</a>
                </div>
                <Version candidate={candidate} state={state} />
                {exact && (
                  <span className={styles.exact}>
                    <code>{exact}</code>
                    <CopyButton text={exact} label={`Copy the exact version of ${candidate.package.name}`} />
                  </span>
                )}
                {candidate.reason.trim() !== '' && <p className={styles.reason}>{candidate.reason}</p>}
              </li>
            );
          })}
        </ul>
      </Panel>
      <Panel title="Deployment note">
        <LongField
          label="Where, how, with which checks, and what would lead back"
          value={decision.deployment}
          maxLength={decisionLimits.text}
          onSave={(deployment) => void changeDecision('Changed the deployment note', (content) => ({ ...content, deployment }), 'deployment')}
        />
      </Panel>
    </div>
  );
}
