import { create } from 'zustand';
import type { ExportFormat, Selection } from '../../../../shared/contract/index.ts';
import type { CallError } from '../../../../shared/result.ts';
import { call } from '../../client/client.ts';

interface ExportState {
  readonly format: ExportFormat;
  readonly target: string;
  readonly overwrite: boolean;
  readonly withClones: boolean;
  readonly error: CallError | null;
  /** The job that was started last from here. */
  readonly job: string | null;
}

export const useExport = create<ExportState>(() => ({ format: 'csv', target: '', overwrite: false, withClones: false, error: null, job: null }));

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
  const { format, target, overwrite, withClones } = useExport.getState();
  const answer = await call('exports.start', {
    mirror,
    format,
    selection,
    target: target.trim(),
    overwrite,
    withClones: format === 'mirror' && withClones,
  });
  useExport.setState(answer.ok ? { job: answer.value.job, error: null } : { error: answer.error });
}
