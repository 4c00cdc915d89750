import { Segments } from '../../../ui/tabs.tsx';
import type { HistoryPart } from './history-tab.tsx';

const options = [{ value: 'commits', label: 'Commits' }, { value: 'summary', label: 'Summary' }] as const;

export function PartSegments({ part, onPart }: { readonly part: HistoryPart; readonly onPart: (part: HistoryPart) => void }) {
  return <Segments<HistoryPart> label="Part of the history" value={part} options={options} onChange={onPart} />;
}
