import { Download, Pencil, Plus, Route as RouteIcon, Trash2, Upload } from 'lucide-react';
import { useEffect } from 'react';
import type { CallAnswer, DecisionSummary } from '../../../../shared/contract/index.ts';
import { type DecisionStage, stageTitles } from '../../../../shared/domain/index.ts';
import { choosingAddress, type ChoosingRoute, navigate } from '../../app/route.ts';
import view from '../../app/view.module.css';
import { Button, IconButton } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/panel.tsx';
import { formatMoment, formatPlural } from '../../ui/quantity.ts';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { TableHead } from '../../ui/table-head.tsx';
import { showToast } from '../../ui/toast.tsx';
import { useIndexedMirror } from '../mirrors/store.ts';
import { Assessment } from './assessment.tsx';
import { Deployment } from './deployment.tsx';
import { Evaluation } from './evaluation.tsx';
import { Selection } from './selection.tsx';
import { StageHistory, StageRow, StageSteps } from './stage-row.tsx';
import { loadDecisions, openDecision, removeDecision, showChoosingDialog, useChoosing } from './store.ts';
import styles from './choosing.module.css';

/** Decisions about models: the list, or one in its four stages. */
export function ChoosingView({ route }: { readonly route: ChoosingRoute }) {
  const mirror = useIndexedMirror();
  if (mirror === null) return null;
  return route.decision === null ? <DecisionList mirror={mirror} /> : <OneDecision mirror={mirror} id={route.decision} stage={route.stage} />;
}

function DecisionList({ mirror }: { readonly mirror: string }) {
  const decisions = useChoosing((state) => (state.mirror === mirror ? state.decisions : null));
  const error = useChoosing((state) => state.listError);
  useEffect(() => void loadDecisions(mirror), [mirror]);
  return (
    <div className={view.page}>
      <div className={view.content}>
        <PageHeader
          title="Choosing"
          facts={<output>{decisions === null ? 'From a task to a reasoned choice' : decisions.length === 0 ? 'From a task to a reasoned choice of a model, in four stages' : formatPlural(decisions.length, 'decision')}</output>}
          actions={
            <>
              <Button icon={Upload} onClick={() => showChoosingDialog({ kind: 'import' })}>
                Import…
              </Button>
              <Button look="primary" icon={Plus} onClick={() => showChoosingDialog({ kind: 'new' })}>
                New decision…
              </Button>
            </>
          }
        />
        {error && <ErrorNotice error={error} onRetry={() => void loadDecisions(mirror)} />}
        {decisions === null && !error && <Skeleton lines={6} label="Loading decisions" />}
        {decisions?.length === 0 && (
          <Empty icon={RouteIcon} title="No decision yet" actions={<Button onClick={() => showChoosingDialog({ kind: 'new' })}>Begin one</Button>}>
            A decision keeps what a model must be, which ones were considered and why, what was measured, and the exact versions: reusability assessment, model selection, downstream evaluation, deployment.
          </Empty>
        )}
        {decisions !== null && decisions.length > 0 && <DecisionTable mirror={mirror} decisions={decisions} />}
      </div>
    </div>
  );
}

function DecisionTable({ mirror, decisions }: { readonly mirror: string; readonly decisions: readonly DecisionSummary[] }) {
  return (
    <div className={styles.wide}>
      <table className={styles.table}>
        <TableHead titles={['Decision', 'Stage', 'Candidates', 'Taken', 'Dropped', 'Changed']} actions="Actions" />
        <tbody>
          {decisions.map(({ id, title, stage, candidates, taken, dropped, changedAt }) => (
            <tr key={id}>
              <th scope="row">
                <a href={choosingAddress(id)}>{title}</a>
              </th>
              <td>{stageTitles[stage]}</td>
              <td>{candidates}</td>
              <td>{taken}</td>
              <td>{dropped}</td>
              <td>{formatMoment(changedAt / 1000)}</td>
              <td className={styles.rowActions}>
                <IconButton icon={Download} label={`Export ${title}`} onClick={() => showChoosingDialog({ kind: 'export', id, title })} />
                <IconButton icon={Trash2} label={`Delete ${title}`} onClick={() => void remove(mirror, id)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

async function remove(mirror: string, id: string): Promise<void> {
  const error = await removeDecision(mirror, id);
  if (error) showToast({ tone: 'danger', title: 'The decision was not deleted', text: error.message });
}

function OneDecision({ mirror, id, stage }: { readonly mirror: string; readonly id: string; readonly stage: DecisionStage | null }) {
  const opened = useChoosing((state) => (state.id === id && state.mirror === mirror ? state.opened : null));
  const error = useChoosing((state) => state.error);
  useEffect(() => openDecision(mirror, id), [mirror, id]);
  const decision = opened?.decision;
  const shown = stage ?? decision?.stage ?? 'assessment';
  return (
    <div className={view.page}>
      <div className={view.content}>
        <PageHeader
          title={decision?.title ?? 'Decision'}
          facts={
            <>
              <a href="#/choosing">All decisions</a>
              {decision && <span>changed {formatMoment(decision.changedAt / 1000)}</span>}
            </>
          }
          actions={
            decision && (
              <>
                <Button icon={Pencil} onClick={() => showChoosingDialog({ kind: 'rename', decision })}>
                  Rename…
                </Button>
                <Button icon={Download} onClick={() => showChoosingDialog({ kind: 'export', id, title: decision.title })}>
                  Export…
                </Button>
                <Button icon={Trash2} onClick={() => void remove(mirror, id).then(() => navigate({ view: 'choosing', decision: null, stage: null }))}>
                  Delete
                </Button>
              </>
            )
          }
        />
        {error && <ErrorNotice error={error} onRetry={error.code === 'not-found' ? undefined : () => openDecision(mirror, id)} />}
        {!opened && !error && <Skeleton lines={8} label="Loading the decision" />}
        {opened && <Stages mirror={mirror} opened={opened} shown={shown} />}
      </div>
    </div>
  );
}

interface StagesProps {
  readonly mirror: string;
  readonly opened: CallAnswer<'decisions.get'>;
  readonly shown: DecisionStage;
}

function Stages({ mirror, opened, shown }: StagesProps) {
  const { decision } = opened;
  return (
    <>
      <StageRow decision={decision} shown={shown} />
      <section className={styles.stagePage} aria-label={stageTitles[shown]} key={shown}>
        <StagePage mirror={mirror} opened={opened} shown={shown} />
      </section>
      <StageSteps decision={decision} shown={shown} />
      <StageHistory decision={decision} />
    </>
  );
}

function StagePage({ mirror, opened, shown }: StagesProps) {
  switch (shown) {
    case 'assessment':
      return <Assessment mirror={mirror} decision={opened.decision} />;
    case 'selection':
      return <Selection mirror={mirror} opened={opened} />;
    case 'evaluation':
      return <Evaluation opened={opened} />;
    case 'deployment':
      return <Deployment opened={opened} />;
  }
}
