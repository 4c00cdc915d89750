import type { Claim } from '../../shared/domain/index.ts';
import { fieldsOf, isFields, listOf, number, text, type Fields } from './fields.ts';

/** Every claim that has a metric type and a value, and whether the card passes the strict rule as a whole. */
export interface Claims {
  readonly list: readonly Claim[];
  readonly strict: boolean;
}

const none: Claims = { list: [], strict: false };
const noClaims: readonly Claim[] = [];

/** The largest real cards claim some 1,500 results; more than this from one package is noise. */
const maxClaims = 20_000;
/** Characters of a value that are shown; real ones are numbers or short phrases. */
const maxValue = 500;

/**
 * Machine-readable performance claims of a card's `model-index`.
 * Tolerant rule: every metric with a type and a value counts. Strict rule (ICSE'23 Fig. 7): the first entry has
 * results; every result has a task and a dataset object; every metric has name, type and a value that is a float
 * (as Python's float() reads it); any failure means that the card claims nothing.
 */
export function claimsOfModelIndex(modelIndex: unknown): Claims {
  const entries = listOf(modelIndex);
  if (entries.length === 0) return none;
  const strict = passesStrictRule(entries[0]);
  const list: Claim[] = [];
  for (const [position, entry] of entries.entries()) {
    for (const result of listOf(fieldsOf(entry)['results'])) {
      const fields = fieldsOf(result);
      const task = nameIn(fields['task'], 'type', 'name');
      const dataset = nameIn(fields['dataset'], 'name', 'type');
      for (const metric of listOf(fields['metrics'])) {
        const claim = claimOf(fieldsOf(metric), task, dataset, strict && position === 0);
        if (claim && list.length < maxClaims) list.push(claim);
      }
    }
  }
  return { list, strict };
}

/**
 * Claims of `.eval_results/*.yaml` (one parsed document each) or of the hub's `evalResults`: lists of
 * `{dataset: {id, task_id, config?, split?}, value, date?, source?, notes?}`. The dataset is a benchmark, and its task
 * (older files: its configuration) is what was measured, so that it stands in the metric's place.
 */
export function claimsOfEvalResults(documents: unknown): readonly Claim[] {
  if (typeof documents !== 'object' || documents === null) return noClaims;
  const list: Claim[] = [];
  for (const document of itemsOf(documents)) {
    for (const item of itemsOf(document)) {
      const outer = fieldsOf(item);
      const entry = isFields(outer['data']) ? outer['data'] : outer;
      const dataset = fieldsOf(entry['dataset']);
      const id = text(dataset['id']) ?? text(entry['dataset']);
      const value = shown(entry['value']);
      if (id === null || value === null || list.length >= maxClaims) continue;
      const metric = text(dataset['task_id']) ?? text(dataset['taskId']) ?? text(dataset['config']) ?? 'value';
      list.push({ task: null, dataset: id, metric, value, number: number(entry['value']), strict: false, source: 'eval-results' });
    }
  }
  return list;
}

/** The items of a list, or the one map that stands in its place. */
function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : isFields(value) ? [value] : noClaims;
}

/** A task or dataset is a map; some cards write its name in its place. */
function nameIn(value: unknown, first: string, second: string): string | null {
  if (!isFields(value)) return text(value);
  return text(value[first]) ?? text(value[second]);
}

function claimOf(metric: Fields, task: string | null, dataset: string | null, strict: boolean): Claim | null {
  const type = text(metric['type']);
  const value = type === null ? null : shown(metric['value']);
  if (type === null || value === null) return null;
  return { task, dataset, metric: type, value, number: number(metric['value']), strict, source: 'model-index' };
}

/** A value as text; null where there is none. Lists and maps are shown as JSON. */
function shown(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return String(value);
  const whole = typeof value === 'string' ? value : JSON.stringify(value);
  return whole.length > maxValue ? `${whole.slice(0, maxValue)}…` : whole;
}

/**
 * Why a card's `model-index` does not pass the strict rule of ICSE'23 (`claimsOfModelIndex`), as a sentence; null where it does, or
 * where there is no entry.
 */
export function strictFailureOf(modelIndex: unknown): string | null {
  const entries = listOf(modelIndex);
  return entries.length === 0 ? null : failureOfEntry(entries[0]);
}

function passesStrictRule(entry: unknown): boolean {
  return failureOfEntry(entry) === null;
}

/** Fixed sentences, since this runs for every card of a hub. */
function failureOfEntry(entry: unknown): string | null {
  const results = fieldsOf(entry)['results'];
  if (!Array.isArray(results) || results.length === 0) return 'The first entry of its model-index has no results.';
  let metrics = 0;
  for (const result of results) {
    const fields = fieldsOf(result);
    if (!isFields(fields['task'])) return 'A result names no task as an object.';
    if (!isFields(fields['dataset'])) return 'A result names no dataset as an object.';
    if (!Array.isArray(fields['metrics'])) return 'A result has no list of metrics.';
    for (const metric of fields['metrics']) {
      if (!isFields(metric)) return 'A metric is no object.';
      if (metric['name'] === undefined) return 'A metric has no name.';
      if (metric['type'] === undefined) return 'A metric has no type.';
      if (!isFloat(metric['value'])) return 'A metric has a value that is no number.';
      metrics += 1;
    }
  }
  return metrics > 0 ? null : 'Its results have no metrics.';
}

/** What Python's float() accepts; the words for non-finite numbers are left out, since a claim of NaN claims nothing. */
function isFloat(value: unknown): boolean {
  return number(value) !== null;
}
