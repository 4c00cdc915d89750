import { create } from 'zustand';
import type { CallAnswer, Decision, DecisionContent, DecisionSummary } from '../../../../shared/contract/index.ts';
import type { DecisionStage, PackageKey } from '../../../../shared/domain/index.ts';
import type { CallError, Result } from '../../../../shared/result.ts';
import { recordUndo, useUndo } from '../../app/undo.ts';
import { call } from '../../client/client.ts';
import { useEpoch } from '../../client/epoch.ts';
import { errorOf } from '../../client/error-of.ts';
import { makeTurn } from '../../client/in-turn.ts';
import { showToast } from '../../ui/toast.tsx';

type Opened = CallAnswer<'decisions.get'>;

export type ChoosingDialog =
  | { readonly kind: 'new' }
  | { readonly kind: 'import' }
  | { readonly kind: 'add'; readonly packages: readonly PackageKey[] }
  | { readonly kind: 'rename'; readonly decision: Decision }
  | { readonly kind: 'export'; readonly id: string; readonly title: string }
  | { readonly kind: 'move'; readonly decision: Decision; readonly to: DecisionStage };

interface ChoosingState {
  readonly mirror: string | null;
  /** Changed last first; null until they are known. */
  readonly decisions: readonly DecisionSummary[] | null;
  readonly listError: CallError | null;
  /** The decision on screen. */
  readonly id: string | null;
  readonly opened: Opened | null;
  readonly error: CallError | null;
  readonly dialog: ChoosingDialog | null;
}

export const useChoosing = create<ChoosingState>(() => ({ mirror: null, decisions: null, listError: null, id: null, opened: null, error: null, dialog: null }));

export function showChoosingDialog(dialog: ChoosingDialog | null): void {
  useChoosing.setState({ dialog });
}

/** Changes go to the engine one after the other, so that each knows what the one before it left. */
const inTurn = makeTurn();

export function loadDecisions(mirror: string): Promise<void> {
  if (useChoosing.getState().mirror !== mirror) useChoosing.setState({ mirror, decisions: null });
  return inTurn(async () => {
    const answer = await call('decisions.list', { mirror });
    if (useChoosing.getState().mirror === mirror) useChoosing.setState(answer.ok ? { decisions: answer.value.decisions, listError: null } : { listError: answer.error });
  });
}

export function openDecision(mirror: string, id: string): void {
  useChoosing.setState((state) => ({ mirror, id, error: null, ...(state.id === id && state.mirror === mirror ? {} : { opened: null }) }));
  void inTurn(() => reload(mirror, id));
}

/** What the engine is known to have, also of a decision that is no longer on screen: what was typed there is saved when it is left. */
const known = new Map<string, DecisionContent>();

async function reload(mirror: string, id: string): Promise<void> {
  const answer = await call('decisions.get', { mirror, id });
  if (answer.ok) known.set(id, contentOf(answer.value.decision));
  if (useChoosing.getState().id === id) useChoosing.setState(answer.ok ? { opened: answer.value, error: null } : { error: answer.error, ...(answer.error.code === 'not-found' ? { opened: null } : {}) });
}

/** Another window, the command line through it, undo, or this one changed something. */
export function takeDecisionsEvent(mirror: string): void {
  const { mirror: shown, id } = useChoosing.getState();
  if (shown !== mirror) return;
  void loadDecisions(mirror);
  if (id !== null) void inTurn(() => reload(mirror, id));
}

// The index was swapped: versions and claims are to be compared anew.
useEpoch.subscribe(() => {
  const { mirror } = useChoosing.getState();
  if (mirror !== null) takeDecisionsEvent(mirror);
});

/** What stood there when the last run of changes of one kind began, so that undo takes all of the run back. */
let run: { readonly group: string; readonly before: DecisionContent } | null = null;

/** Changes the decision on screen. Changes of one group that follow each other are one step of undo. */
export function changeDecision(title: string, change: (content: DecisionContent) => DecisionContent, group?: string): Promise<void> {
  const { mirror, opened } = useChoosing.getState();
  if (mirror === null || opened === null) return Promise.resolve();
  const { id } = opened.decision;
  return inTurn(async () => {
    const was = known.get(id) ?? contentOf(opened.decision);
    const content = change(was);
    if (JSON.stringify(content) === JSON.stringify(was)) return;
    const answer = await call('decisions.change', { mirror, id, content, was });
    if (!answer.ok) {
      showToast({ tone: 'danger', title: 'The change was not saved', text: [answer.error.message, answer.error.hint].filter(Boolean).join(' ') });
      await reload(mirror, id);
      return;
    }
    setDecision(answer.value);
    const step = group === undefined ? undefined : `decision ${id} ${group}`;
    const goesOn = step !== undefined && run?.group === step && useUndo.getState().done.at(-1)?.group === step;
    const before = goesOn && run !== null ? run.before : was;
    run = step === undefined ? null : { group: step, before };
    recordContent(title, { mirror, id, before, after: contentOf(answer.value) }, step);
  });
}

interface ContentChange {
  readonly mirror: string;
  readonly id: string;
  readonly before: DecisionContent;
  readonly after: DecisionContent;
}

function recordContent(title: string, { mirror, id, before, after }: ContentChange, group?: string): void {
  const put = (content: DecisionContent, was: DecisionContent): Promise<CallError | null> => errorOf(call('decisions.change', { mirror, id, content, was }));
  recordUndo({ title, group, undo: () => put(before, after), redo: () => put(after, before) });
}

function setDecision(decision: Decision): void {
  known.set(decision.id, contentOf(decision));
  useChoosing.setState(({ opened, id }) => (opened !== null && id === decision.id ? { opened: { ...opened, decision } } : {}));
}

function contentOf({ id: _id, createdAt: _created, changedAt: _changed, ...content }: Decision): DecisionContent {
  return content;
}

interface NewDecision {
  readonly mirror: string;
  readonly title: string;
  readonly packages?: readonly PackageKey[];
}

/** Begins a decision. */
export async function createDecision({ mirror, title, packages = [] }: NewDecision): Promise<Result<Decision>> {
  const answer = await call('decisions.create', { mirror, title, packages: [...packages] });
  if (answer.ok) recordPresence(`Began the decision ${answer.value.title}`, mirror, answer.value, true);
  return answer;
}

/** Undo of a decision that is there (or no longer): takes it away and puts it back as it was then. */
export function recordPresence(title: string, mirror: string, decision: Decision, isThere: boolean): void {
  let kept = decision;
  const remove = async (): Promise<CallError | null> => {
    const answer = await call('decisions.remove', { mirror, id: kept.id });
    if (answer.ok) kept = answer.value.removed;
    return answer.ok ? null : answer.error;
  };
  const restore = (): Promise<CallError | null> => errorOf(call('decisions.restore', { mirror, decision: kept }));
  recordUndo(isThere ? { title, undo: remove, redo: restore } : { title, undo: restore, redo: remove }, !isThere);
}

export async function removeDecision(mirror: string, id: string): Promise<CallError | null> {
  const answer = await call('decisions.remove', { mirror, id });
  if (!answer.ok) return answer.error;
  recordPresence(`Deleted the decision ${answer.value.removed.title}`, mirror, answer.value.removed, false);
  return null;
}

/** Adds packages to a decision with the versions that they have now; `tell` says so where that is not seen. Returns the error to show, or null. */
export async function addCandidates(mirror: string, id: string, packages: readonly PackageKey[], tell = true): Promise<CallError | null> {
  const answer = await call('decisions.addCandidates', { mirror, id, packages: packages.map(({ hub, name, ordinal }) => ({ hub, name, ordinal })) });
  if (!answer.ok) return answer.error;
  const { decision, before, added } = answer.value;
  setDecision(decision);
  if (added > 0) recordContent(`Added candidates to ${decision.title}`, { mirror, id, before, after: contentOf(decision) });
  if (tell) showToast({ tone: added > 0 ? 'good' : 'neutral', title: added === 0 ? `${decision.title} has ${packages.length === 1 ? 'it' : 'them'} already` : `Added ${added === 1 ? 'one candidate' : `${added} candidates`} to ${decision.title}` });
  return null;
}

/** Records the versions that candidates have now. */
export async function recordVersions(packages: readonly PackageKey[]): Promise<void> {
  const { mirror, opened } = useChoosing.getState();
  if (mirror === null || opened === null) return;
  const { id } = opened.decision;
  const answer = await call('decisions.recordVersions', { mirror, id, packages: packages.map(({ hub, name, ordinal }) => ({ hub, name, ordinal })) });
  if (answer.ok) recordContent('Recorded versions as they are now', { mirror, id, before: answer.value.before, after: contentOf(answer.value.decision) });
  else showToast({ tone: 'danger', title: 'The version was not recorded', text: answer.error.message });
}
