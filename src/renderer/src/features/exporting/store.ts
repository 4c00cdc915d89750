import { create } from 'zustand';
import type { ExportFormat, Selection } from '../../../../shared/contract/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import type { ColumnId } from '../../../../shared/table/index.ts';
import { call } from '../../client/client.ts';
import { shownLayout } from '../models/shown-layout.ts';

/** `form`: those that the form has by itself; `table`: those in sight in Models; `chosen`: by hand. */
export type ColumnsOf = 'form' | 'table' | 'chosen';

interface ExportState {
  readonly format: ExportFormat;
  readonly target: string;
  readonly overwrite: boolean;
  readonly withClones: boolean;
  readonly columnsOf: ColumnsOf;
  readonly chosenColumns: readonly string[];
  readonly error: CallError | null;
  /** The job that was started last from here. */
  readonly job: string | null;
}

export const useExport = create<ExportState>(() => ({ format: 'csv', target: '', overwrite: false, withClones: false, columnsOf: 'form', chosenColumns: ['hub', 'name', 'ordinal'], error: null, job: null }));

export function changeExport(change: Partial<Omit<ExportState, 'error' | 'job'>>): void {
  useExport.setState({ ...change, error: null });
}

/** Asks the system where to write; nothing changes when its dialog is closed. */
export async function chooseTarget(format: ExportFormat, suggestedName: string): Promise<void> {
  const answer = await call('exports.chooseTarget', { format, suggestedName });
  if (!answer.ok) useExport.setState({ error: answer.error });
  else if (answer.value.path !== null) changeExport({ target: answer.value.path });
}

export async function startExport(mirror: string, selection: Selection): Promise<void> {
  const { format, target, overwrite, withClones, columnsOf, chosenColumns } = useExport.getState();
  const columns = columnsOf === 'table' ? tableColumns() : [...chosenColumns];
  const answer = await call('exports.start', {
    mirror,
    format,
    selection,
    target: target.trim(),
    overwrite,
    withClones: format === 'mirror' && withClones,
    columns: format === 'mirror' || columnsOf === 'form' ? null : columns,
  });
  useExport.setState(answer.ok ? { job: answer.value.job, error: null } : { error: answer.error });
}

/** Where a column of the table has another name in exports; null: exports have none of it. */
const exported: Partial<Readonly<Record<ColumnId, string | null>>> = { size: 'bytes', card: 'has_card', bases: 'base_models', signed: null, purl: null };

/** The columns in sight in Models as exports name them, after what tells packages apart. */
export function tableColumns(): string[] {
  const names = shownLayout().map(({ id }) => exported[id] === undefined ? id : exported[id]);
  return [...new Set(['hub', 'name', 'ordinal', ...names.filter((name) => name !== null)])];
}
