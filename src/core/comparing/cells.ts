import type { ComparisonCell, ComparisonRow } from '../../shared/contract/index.ts';

type Value = string | number;

/** Values of a cell that are told; more are counted. */
const mostValues = 200;

export function known(values: readonly Value[], more: Partial<Pick<ComparisonCell, 'note' | 'warning'>> = {}): ComparisonCell {
  return { state: 'known', values: values.slice(0, mostValues), total: values.length, note: null, warning: null, best: false, ...more };
}

export function missing(note: string | null = null): ComparisonCell {
  return { state: 'missing', values: [], total: 0, note, warning: null, best: false };
}

export function unknown(note: string | null = null): ComparisonCell {
  return { ...missing(note), state: 'unknown' };
}

/** A value that the records state, or do not. */
export function stated(value: Value | null): ComparisonCell {
  return value === null ? unknown() : known([value]);
}

export function row(id: string, title: string, cells: readonly ComparisonCell[], more: Partial<Pick<ComparisonRow, 'kind' | 'rule' | 'verdict' | 'about'>> = {}): ComparisonRow {
  const kind = more.kind ?? 'text';
  return { id, title, kind, about: null, rule: null, verdict: verdictOf(kind, cells), ...more, cells: [...cells] };
}

/** A value that is not known differs from nothing and equals nothing. */
function verdictOf(kind: ComparisonRow['kind'], cells: readonly ComparisonCell[]): ComparisonRow['verdict'] {
  const looked = cells.filter(({ state }) => state !== 'unknown');
  if (looked.length === 0) return 'unknown';
  const content = ({ state, values }: ComparisonCell): string => (state === 'missing' || kind === 'attribute' ? state : JSON.stringify(values.map(String).sort()));
  if (new Set(looked.map(content)).size > 1) return 'differs';
  return looked.length < cells.length ? 'partly' : 'same';
}
