import { ExpectedError } from '../../../shared/result.ts';
import { readUserCsv, type LeftOut } from '../user-csv.ts';
import { quantityOf } from './values.ts';

/** A result that somebody measured: of the model of this name, with or without its owner. */
export interface MeasuredResult {
  readonly name: string;
  readonly task: string | null;
  readonly dataset: string | null;
  readonly metric: string | null;
  readonly value: string;
}

export interface MeasuredRows extends LeftOut {
  readonly results: readonly MeasuredResult[];
}

const maxResults = 1_000_000;
const maxText = 1000;

/**
 * Reads a table of measured results as SCORED'22 publishes them: columns `name`, `task` and `results`, and, if there are any, `dataset` and
 * `metric`; others are passed over. `results` is a number, a list such as `f1=88.5; em=81.2`, or a JSON object `{"f1": 88.5}` or
 * `{"squad": {"f1": 88.5}}`. A row that cannot be read is told with its line. Throws `refused` where the columns are not there.
 */
export function readMeasuredCsv(bytes: Uint8Array): MeasuredRows {
  const results: MeasuredResult[] = [];
  const left = readUserCsv(bytes, (head) => {
    const columns = columnsOf(head);
    return (row) => {
      const found = resultsOf(row, columns);
      if (typeof found === 'string') return found;
      if (results.length + found.length > maxResults) return `A list has ${maxResults.toLocaleString('en')} results at most.`;
      results.push(...found);
      return null;
    };
  });
  return { results, ...left };
}

interface Columns {
  readonly name: number;
  readonly task: number;
  readonly results: number;
  /** -1 where there is none. */
  readonly dataset: number;
  readonly metric: number;
}

function columnsOf(head: readonly string[]): Columns {
  const titles = head.map((title) => title.trim().toLowerCase());
  const at = (...names: readonly string[]): number => titles.findIndex((title) => names.includes(title));
  const columns = { name: at('name', 'model'), task: at('task'), results: at('results', 'result', 'value'), dataset: at('dataset'), metric: at('metric') };
  const missing = (['name', 'task', 'results'] as const).filter((name) => columns[name] < 0);
  if (missing.length > 0) {
    throw new ExpectedError('refused', `The first line must name the columns name, task and results; ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not there.`, 'Nothing was taken in.');
  }
  return columns;
}

/** The results of a row, or why it has none. */
function resultsOf(row: readonly string[], columns: Columns): readonly MeasuredResult[] | string {
  const cell = (at: number): string | null => (at < 0 ? null : (row[at] ?? '').slice(0, maxText).trim() || null);
  const name = cell(columns.name);
  const whole = (row[columns.results] ?? '').trim();
  if (name === null) return 'It has no name.';
  if (whole === '') return 'It has no results.';
  const shared = { name, task: cell(columns.task), dataset: cell(columns.dataset), metric: cell(columns.metric) };
  if (quantityOf(whole) !== null) return [{ ...shared, value: whole.slice(0, maxText) }];
  const found = whole.startsWith('{') ? ofObject(whole, shared) : ofList(whole, shared);
  return found.length > 0 ? found : `Its results are no number, no list like “f1=88.5; em=81.2” and no JSON object: ${whole.slice(0, 80)}`;
}

type Shared = Omit<MeasuredResult, 'value'>;

function ofList(text: string, shared: Shared): readonly MeasuredResult[] {
  const found = text.split(/[;|\n]|,(?=\s*[\p{L}])/u).map((part) => /^\s*([^=:]{1,200}?)\s*[=:]\s*(\S[^=:]*?)\s*$/.exec(part));
  return found.every((part) => part !== null && quantityOf(part[2] ?? '') !== null)
    ? found.map((part) => ({ ...shared, metric: part?.[1] ?? null, value: part?.[2] ?? '' }))
    : [];
}

function ofObject(text: string, shared: Shared): readonly MeasuredResult[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [];
  }
  const metricsOf = (value: unknown, dataset: string | null): readonly MeasuredResult[] =>
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([metric, stated]): MeasuredResult[] =>
          typeof stated === 'number' || (typeof stated === 'string' && quantityOf(stated) !== null) ? [{ ...shared, dataset, metric: metric.slice(0, maxText), value: String(stated) }] : [],
        );
  const inner = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? Object.entries(parsed) : [];
  return [...metricsOf(parsed, shared.dataset), ...inner.flatMap(([dataset, value]) => metricsOf(value, dataset.slice(0, maxText)))];
}
