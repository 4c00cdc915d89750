import { create } from 'zustand';
import type { CallAnswer, CallInput, MirrorSummary } from '../../../../shared/contract/index.ts';
import type { CallError, Result } from '../../../../shared/result.ts';
import { recordUndo } from '../../app/undo.ts';
import { call } from '../../client/client.ts';
import { startNextEpoch } from '../../client/epoch.ts';
import { formatPlural } from '../../ui/quantity.ts';
import { sayError, showToast } from '../../ui/toast.tsx';

interface MirrorsState {
  readonly phase: 'starting' | 'ready';
  readonly mirrors: readonly MirrorSummary[];
  readonly current: MirrorSummary | null;
  /** Why the last opening failed. */
  readonly error: CallError | null;
  readonly opening: boolean;
}

export const useMirrors = create<MirrorsState>(() => ({ phase: 'starting', mirrors: [], current: null, error: null, opening: false }));

/** Shows the current mirror, else the last one that was open, else the sample. */
export async function startMirrors(): Promise<void> {
  await refreshMirrors();
  const { current, mirrors } = useMirrors.getState();
  const last = current ?? mirrors.find((mirror) => mirror.present) ?? null;
  if (last && (current === null || !current.indexed)) await (last.isSample ? openSample() : openMirror(last.sources));
  else if (!last) await openSample();
  useMirrors.setState({ phase: 'ready' });
}

/** Counts what is asked and answered about mirrors: an answer that another one has overtaken is no longer true. */
let latest = 0;

let newest: Promise<void> = Promise.resolve();

/** Asks again which mirrors there are and which one is current; ends when the newest answer is there. */
export async function refreshMirrors(): Promise<void> {
  latest += 1;
  const own = askMirrors(latest);
  newest = own;
  await own;
  if (newest !== own) await newest;
}

async function askMirrors(number: number): Promise<void> {
  const recent = await call('mirrors.recent', {});
  if (number !== latest) return;
  if (!recent.ok) {
    useMirrors.setState({ error: recent.error });
    return;
  }
  const { mirrors, current } = recent.value;
  useMirrors.setState({ mirrors, current: mirrors.find((mirror) => mirror.id === current) ?? null });
}

/** Opens paths as the current mirror and reads what is asked for: it all where it has no index yet. Returns the error to show, or null. */
export async function openMirror(paths: readonly string[], read: 'missing' | 'changes' | 'all' = 'missing'): Promise<CallError | null> {
  return opened(call('mirrors.open', { paths: [...paths], refresh: read === 'changes', rebuild: read === 'all' } satisfies CallInput<'mirrors.open'>));
}

export async function openSample(): Promise<CallError | null> {
  return opened(call('mirrors.openSample', {}));
}

/** Makes a mirror of the list the current one. */
export async function openKnownMirror(mirror: MirrorSummary): Promise<void> {
  sayError(mirror.isSample ? await openSample() : await openMirror(mirror.sources));
}

/** Reads an open mirror again. */
export async function readMirror(mirror: MirrorSummary, what: 'changes' | 'all'): Promise<void> {
  sayError(await openMirror(mirror.sources, what));
}

async function opened(answer: Promise<Result<CallAnswer<'mirrors.open'>>>): Promise<CallError | null> {
  useMirrors.setState({ opening: true, error: null });
  const result = await answer;
  if (!result.ok) {
    useMirrors.setState({ opening: false, error: result.error });
    return result.error;
  }
  latest += 1;
  useMirrors.setState({ opening: false, current: result.value.mirror });
  await refreshMirrors();
  startNextEpoch();
  return null;
}

/** Removes a mirror from the list with its index; the mirror itself stays as it is, and so do notes and tags. */
export async function forgetMirror(id: string): Promise<CallError | null> {
  const mirror = useMirrors.getState().mirrors.find((known) => known.id === id);
  const error = await forget(id);
  if (error === null && mirror) {
    recordUndo({ title: `Forgot ${mirror.title}`, undo: () => (mirror.isSample ? openSample() : openMirror(mirror.sources)), redo: () => forget(id) }, true);
  }
  return error;
}

async function forget(id: string): Promise<CallError | null> {
  const result = await call('mirrors.forget', { mirror: id });
  await refreshMirrors();
  if (!result.ok) return result.error;
  const { annotated } = result.value;
  if (annotated > 0) showToast({ tone: 'neutral', title: `Notes and tags on ${formatPlural(annotated, 'package')} are kept`, text: 'They are there again when the mirror is opened from the same place.' });
  return null;
}

/** The id of the current mirror where its index can be asked, else null. */
export function useIndexedMirror(): string | null {
  return useMirrors((state) => (state.current?.indexed ? state.current.id : null));
}
