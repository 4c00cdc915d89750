import { useState } from 'react';
import type { ProblemFormat } from '../../../../shared/contract/index.ts';
import { call } from '../../client/client.ts';
import { formatPlural } from '../../ui/quantity.ts';
import { Segments } from '../../ui/tabs.tsx';
import { SaveDialog } from '../exporting/save-dialog.tsx';
import type { ProblemFilter } from './problems-view.tsx';

const formats = [
  { value: 'csv', label: 'CSV', title: 'A table for spreadsheets and statistics' },
  { value: 'json', label: 'JSON', title: 'An array of objects, one a line' },
] as const;

interface SaveReportProps {
  readonly filter: ProblemFilter;
  readonly total: number;
  readonly narrowed: boolean;
  readonly onClose: () => void;
}

/** Writes the problems that are listed to a file. */
export function SaveReport({ filter, total, narrowed, onClose }: SaveReportProps) {
  const [format, setFormat] = useState<ProblemFormat>('csv');
  return (
    <SaveDialog
      title="Save the problem report"
      verb="Save"
      format={format}
      suggestion={`problems.${format}`}
      onClose={onClose}
      onSave={async (place) => {
        const answer = await call('problems.export', { ...filter, format, ...place });
        return answer.ok ? { ok: true, value: { path: answer.value.path, said: `Saved ${formatPlural(answer.value.count, 'problem')}` } } : answer;
      }}
    >
      <p>{narrowed ? `The ${formatPlural(total, 'problem')} listed now; “Show all” first takes in the others.` : `All ${formatPlural(total, 'problem')} of this mirror.`}</p>
      <div>
        <Segments label="Form" options={formats} value={format} onChange={setFormat} />
      </div>
    </SaveDialog>
  );
}
