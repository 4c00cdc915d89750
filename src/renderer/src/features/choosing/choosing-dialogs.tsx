import { useState } from 'react';
import type { Decision } from '../../../../shared/contract/index.ts';
import { decisionLimits, type DecisionStage, isBackward, stageTitles } from '../../../../shared/domain/index.ts';
import { navigate } from '../../app/route.ts';
import { call } from '../../client/client.ts';
import { Segments } from '../../ui/tabs.tsx';
import { ImportDialog } from '../exporting/import-dialog.tsx';
import { SaveDialog } from '../exporting/save-dialog.tsx';
import { useIndexedMirror } from '../mirrors/store.ts';
import { AddToDecision } from './add-to-decision.tsx';
import { changeDecision, createDecision, recordPresence, showChoosingDialog, useChoosing } from './store.ts';
import { TextDialog } from './text-dialog.tsx';

/** The dialog about decisions that is open. */
export function ChoosingDialogs() {
  const dialog = useChoosing((state) => state.dialog);
  const mirror = useIndexedMirror();
  const close = (): void => showChoosingDialog(null);
  if (dialog === null || mirror === null) return null;
  switch (dialog.kind) {
    case 'new':
      return <NewDecision mirror={mirror} onClose={close} />;
    case 'rename':
      return <RenameDecision decision={dialog.decision} onClose={close} />;
    case 'move':
      return <MoveStage decision={dialog.decision} to={dialog.to} onClose={close} />;
    case 'add':
      return <AddToDecision mirror={mirror} packages={dialog.packages} onClose={close} />;
    case 'export':
      return <ExportDecision mirror={mirror} id={dialog.id} title={dialog.title} onClose={close} />;
    case 'import':
      return <ImportDecision mirror={mirror} onClose={close} />;
  }
}

function NewDecision({ mirror, onClose }: { readonly mirror: string; readonly onClose: () => void }) {
  return (
    <TextDialog
      title="New decision"
      label="Title"
      verb="Begin"
      maxLength={decisionLimits.title}
      onClose={onClose}
      onTake={async (title) => {
        const made = await createDecision({ mirror, title });
        if (!made.ok) return made.error;
        navigate({ view: 'choosing', decision: made.value.id, stage: null });
        return null;
      }}
    >
      <p>What is to be chosen, and for what: “Summaries of chats in the help desk”.</p>
    </TextDialog>
  );
}

function RenameDecision({ decision, onClose }: { readonly decision: Decision; readonly onClose: () => void }) {
  return (
    <TextDialog
      title="Rename the decision"
      label="Title"
      verb="Rename"
      value={decision.title}
      maxLength={decisionLimits.title}
      onClose={onClose}
      onTake={async (title) => {
        await changeDecision(`Renamed the decision ${decision.title}`, (content) => ({ ...content, title }));
        return null;
      }}
    />
  );
}

function MoveStage({ decision, to, onClose }: { readonly decision: Decision; readonly to: DecisionStage; readonly onClose: () => void }) {
  const isBack = isBackward(decision.stage, to);
  return (
    <TextDialog
      title={`${isBack ? 'Step back to' : 'Go on to'} ${stageTitles[to].toLowerCase()}`}
      label={isBack ? 'Reason' : 'Reason, if any'}
      verb={isBack ? 'Step back' : 'Go on'}
      isLong
      isOptional={!isBack}
      maxLength={decisionLimits.text}
      onClose={onClose}
      onTake={async (reason) => {
        await changeDecision(`${isBack ? 'Stepped back to' : 'Went on to'} ${stageTitles[to].toLowerCase()}`, (content) => ({
          ...content,
          stage: to,
          history: [...content.history, { from: content.stage, to, reason, at: Date.now() }].slice(-decisionLimits.changes),
        }));
        navigate({ view: 'choosing', decision: decision.id, stage: to });
        return null;
      }}
    >
      <p>From {stageTitles[decision.stage].toLowerCase()}. The step is kept with its time and reason; nothing that was written is lost.</p>
    </TextDialog>
  );
}

function ExportDecision({ mirror, id, title, onClose }: { readonly mirror: string; readonly id: string; readonly title: string; readonly onClose: () => void }) {
  const [form, setForm] = useState<'markdown' | 'json'>('markdown');
  return (
    <SaveDialog
      key={form}
      title={`Export ${title}`}
      verb="Export"
      format={form === 'json' ? 'json' : 'md'}
      suggestion={form === 'json' ? 'decision.json' : 'decision.md'}
      onClose={onClose}
      onSave={async (place) => {
        const answer = await call('decisions.export', { mirror, id, form, ...place });
        return answer.ok ? { ok: true, value: { path: answer.value.path, said: 'Exported the decision' } } : answer;
      }}
    >
      <p>With what was considered, why, own results, every step, and the exact versions. Markdown is for people; JSON can be imported again.</p>
      <Segments
        label="Form"
        options={[
          { value: 'markdown', label: 'Markdown' },
          { value: 'json', label: 'JSON' },
        ]}
        value={form}
        onChange={setForm}
      />
    </SaveDialog>
  );
}

function ImportDecision({ mirror, onClose }: { readonly mirror: string; readonly onClose: () => void }) {
  return (
    <ImportDialog
      title="Import a decision"
      what="decision"
      suggestion="decision.json"
      onClose={onClose}
      onImport={async (path) => {
        const answer = await call('decisions.import', { mirror, path });
        if (!answer.ok) return answer;
        const { decision, known, differing, gone } = answer.value;
        if (!known) recordPresence(`Imported the decision ${decision.title}`, mirror, decision, true);
        navigate({ view: 'choosing', decision: decision.id, stage: null });
        const told = [differing > 0 && `${differing} of ${decision.candidates.length} candidates have another version here`, gone > 0 && `${gone} not in this mirror`].filter(Boolean);
        return { ok: true, value: { tone: known ? 'neutral' : 'good', title: known ? 'The decision is here already' : `Imported ${decision.title}`, text: told.length === 0 ? undefined : `${told.join(' · ')}.` } };
      }}
    >
      <p>A decision that was exported as JSON, here or elsewhere. It is added beside the others; where this mirror has other versions of its candidates, that is told.</p>
    </ImportDialog>
  );
}
