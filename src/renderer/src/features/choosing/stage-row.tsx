import { Check } from 'lucide-react';
import type { Decision } from '../../../../shared/contract/index.ts';
import { decisionStages, type DecisionStage, isBackward, stageTitles } from '../../../../shared/domain/index.ts';
import { choosingAddress } from '../../app/route.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatMoment } from '../../ui/quantity.ts';
import { showChoosingDialog } from './store.ts';
import styles from './choosing.module.css';
import row from './stage-row.module.css';

/** The four stages in a row: links to each, with the one that the decision is at. */
export function StageRow({ decision, shown }: { readonly decision: Decision; readonly shown: DecisionStage }) {
  const at = decisionStages.indexOf(decision.stage);
  return (
    <nav aria-label="Stages">
      <ol className={row.stages}>
        {decisionStages.map((stage, place) => (
          <li key={stage}>
            <a href={choosingAddress(decision.id, stage)} className={classNames(row.stage, place < at && row.passed, place === at && row.current)} aria-current={stage === shown ? 'page' : undefined}>
              <span className={row.stageNumber} aria-hidden>
                {place < at ? <Check size={13} strokeWidth={2.4} /> : place + 1}
              </span>
              <span className={row.stageText}>
                {stageTitles[stage]}
                <span className={row.stageState}>{place === at ? 'now' : place < at ? 'passed' : 'to come'}</span>
              </span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Where a decision can go from the stage on screen. */
export function StageSteps({ decision, shown }: { readonly decision: Decision; readonly shown: DecisionStage }) {
  const next = decisionStages[decisionStages.indexOf(decision.stage) + 1];
  const move = (to: DecisionStage) => () => showChoosingDialog({ kind: 'move', decision, to });
  if (shown === decision.stage) {
    if (next === undefined) return null;
    return (
      <div className={row.steps}>
        <Button look="primary" onClick={move(next)}>
          Go on to {stageTitles[next].toLowerCase()}…
        </Button>
      </div>
    );
  }
  const isBack = isBackward(decision.stage, shown);
  return (
    <div className={row.steps}>
      <p>
        The decision is at {stageTitles[decision.stage].toLowerCase()}. {isBack ? 'What stands here can be read and changed; a step back is kept with its reason.' : ''}
      </p>
      <Button onClick={move(shown)}>
        {isBack ? 'Step back to' : 'Go on to'} {stageTitles[shown].toLowerCase()}…
      </Button>
    </div>
  );
}

/** Every change of the stage, the last first. */
export function StageHistory({ decision: { history } }: { readonly decision: Decision }) {
  if (history.length === 0) return null;
  return (
    <Panel title="Steps so far">
      <ol className={row.history}>
        {history.toReversed().map(({ from, to, reason, at }, place) => (
          <li key={`${at} ${history.length - place}`}>
            <span className={row.when}>{formatMoment(at / 1000)}</span>
            <span>
              {isBackward(from, to) ? <strong>Back from {stageTitles[from].toLowerCase()} to {stageTitles[to].toLowerCase()}</strong> : <>From {stageTitles[from].toLowerCase()} to {stageTitles[to].toLowerCase()}</>}
              {reason.trim() !== '' && <span className={styles.reason}>{reason}</span>}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
