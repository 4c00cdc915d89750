import { create } from 'zustand';
import type { CallAnswer, CallInput, ExportFormat, Selection } from '../../../../shared/contract/index.ts';
import { describeSource } from '../../../../shared/domain/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import type { ColumnId } from '../../../../shared/table/index.ts';
import { navigate } from '../../app/route.ts';
import { call } from '../../client/client.ts';
import { showToast } from '../../ui/toast.tsx';
import { useSelection } from '../models/selection.ts';
import { shownLayout } from '../models/shown-layout.ts';
import { mayOverwrite, type OverwriteChoice } from './may-overwrite.ts';

/** `form`: those that the form has by itself; `table`: those in sight in Models; `chosen`: by hand. */
export type ColumnsOf = 'form' | 'table' | 'chosen';

export type Format = CallAnswer<'exports.formats'>['formats'][number];

/** What a form can be asked for besides columns; what a form does not have is not sent. */
export interface Options {
  readonly withClones: boolean;
  readonly copyBy: NonNullable<CallInput<'exports.start'>['copyBy']>;
  readonly lfsContent: boolean;
  readonly renumber: boolean;
  readonly packed: boolean;
  readonly byHub: boolean;
}

interface ExportState extends Options, OverwriteChoice {
  readonly format: ExportFormat;
  readonly columnsOf: ColumnsOf;
  readonly chosenColumns: readonly string[];
  readonly error: CallError | null;
  /** The job that was started last from here. */
  readonly job: string | null;
  /** An earlier export, to be checked or made again. */
  readonly earlier: string;
  readonly earlierError: CallError | null;
  /** The job that checks it. */
  readonly checking: string | null;
  /** Packages that an earlier export listed; they stand for what is picked until something is picked anew. */
  readonly listed: { readonly selection: Selection; readonly until: number } | null;
  /** A search of an earlier export, whose subsets its manifest tells; it stands for the same search until another one is to be exported. */
  readonly searched: (Selection & { readonly kind: 'query' }) | null;
}

export const useExport = create<ExportState>(() => ({
  format: 'csv', target: '', overwrite: false, agreed: null, withClones: false, copyBy: 'auto', lfsContent: true, renumber: false, packed: false, byHub: false, columnsOf: 'form', chosenColumns: ['hub', 'name', 'ordinal'], error: null, job: null,
  earlier: '', earlierError: null, checking: null, listed: null, searched: null,
}));

export function changeExport(change: Partial<Omit<ExportState, 'error' | 'job'>>): void {
  useExport.setState({ ...change, error: null, earlierError: null });
}

/** Asks the system where to write; nothing changes when its dialog is closed. It asks itself whether a file is to be replaced. */
export async function chooseTarget(format: ExportFormat, as: 'file' | 'folder', suggestedName: string): Promise<void> {
  const answer = await call('exports.chooseTarget', { format, suggestedName, as });
  if (!answer.ok) useExport.setState({ error: answer.error });
  else if (answer.value.path !== null) changeExport({ target: answer.value.path, agreed: as === 'file' ? answer.value.path : null });
}

/** Whether a file or a folder is made. */
export function targetOf({ target, choices }: Format, { packed, byHub }: Options): 'file' | 'folder' {
  if (packed && choices?.includes('packed')) return 'file';
  return byHub && choices?.includes('hubs') ? 'folder' : target;
}

/** What is asked of the engine, as far as the form has it: a choice that was made for another form waits until that one is chosen again. */
export function exportArguments(state: ExportState, format: Format, mirror: string, selection: Selection, clones: number): Omit<CallInput<'exports.start'>, 'target'> {
  const { columnsOf, chosenColumns } = state;
  const has = (choice: NonNullable<Format['choices']>[number]): boolean => format.choices?.includes(choice) === true;
  const withClones = has('clones') && state.withClones && clones > 0;
  const packed = has('packed') && state.packed;
  return {
    mirror, selection, overwrite: mayOverwrite(state), format: format.id, withClones, packed,
    copyBy: withClones && !packed ? state.copyBy : 'auto', lfsContent: !withClones || state.lfsContent, renumber: has('renumber') && state.renumber, byHub: has('hubs') && state.byHub,
    columns: !format.choosable || columnsOf === 'form' ? null : columnsOf === 'table' ? tableColumns() : [...chosenColumns],
  };
}

export async function startExport(asked: Omit<CallInput<'exports.start'>, 'target'>): Promise<void> {
  const answer = await call('exports.start', { ...asked, target: useExport.getState().target.trim() });
  useExport.setState(answer.ok ? { job: answer.value.job, error: null } : { error: answer.error });
}

/** Where a column of the table has another name in exports; null: exports have none of it. */
const exported: Partial<Readonly<Record<ColumnId, string | null>>> = { size: 'bytes', card: 'has_card', bases: 'base_models', signed: null, purl: null };

/** The columns in sight in Models as exports name them, after what tells packages apart. */
export function tableColumns(): string[] {
  const names = shownLayout().map(({ id }) => exported[id] === undefined ? id : exported[id]);
  return [...new Set(['hub', 'name', 'ordinal', ...names.filter((name) => name !== null)])];
}

/** Asks the system for an earlier export; nothing changes when its dialog is closed. */
export async function chooseEarlier(): Promise<void> {
  const answer = await call('files.choose', { what: 'export' });
  if (!answer.ok) useExport.setState({ earlierError: answer.error });
  else if (answer.value.path !== null) changeExport({ earlier: answer.value.path });
}

/** Compares an export that was just made with its manifest. */
export async function checkExport(path: string): Promise<void> {
  changeExport({ earlier: path });
  await checkEarlier();
}

/** Compares the earlier export with its manifest. */
export async function checkEarlier(): Promise<void> {
  const answer = await call('exports.verify', { path: useExport.getState().earlier.trim() });
  useExport.setState(answer.ok ? { checking: answer.value.job, earlierError: null } : { earlierError: answer.error });
}

/** Sets everything as the earlier export was made; the place to write to is left to the user. */
export async function repeatEarlier(mirror: string): Promise<void> {
  const answer = await call('exports.manifest', { mirror, path: useExport.getState().earlier.trim() });
  if (!answer.ok) {
    useExport.setState({ earlierError: answer.error });
    return;
  }
  const { format, columns, withClones, copyBy, lfsContent, renumber, packed, byHub, selection, sameIndex, peatmoss } = answer.value;
  const isSame = sameIndex && (peatmoss === null || peatmoss.state === 'same');
  changeExport({
    format, withClones, copyBy, lfsContent, renumber, packed, byHub, target: '', columnsOf: columns === null ? 'form' : 'chosen',
    searched: selection.kind === 'query' && selection.manifest !== undefined ? selection : null,
    listed: selection.kind === 'list' ? { selection, until: useSelection.getState().version } : null,
    ...(columns === null ? {} : { chosenColumns: columns }),
  });
  navigate({ view: 'export', query: selection.kind === 'query' ? selection.query : '', picked: selection.kind === 'list' });
  showToast({
    tone: isSame ? 'good' : 'neutral',
    title: 'Set as the earlier export was made',
    text: isSame ? 'This mirror says the same as the one it was made from: its files will have the same bytes.'
      : sameIndex && peatmoss !== null ? `${describeSource(peatmoss)} The files may differ.` : 'This mirror is another one, or changed since: the files may differ.',
  });
}
