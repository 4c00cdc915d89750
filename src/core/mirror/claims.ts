import type { Claim } from '../../shared/domain/index.ts';
import { fieldsOf, isFields, listOf, number, text } from './fields.ts';

/** Every claim that has a metric type and a value, and whether the card passes the strict rule as a whole. */
export interface Claims {
  readonly list: readonly Claim[];
  readonly strict: boolean;
}

const none: Claims = { list: [], strict: false };

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
  for (const entry of entries) {
    for (const result of listOf(fieldsOf(entry)['results'])) {
      const fields = fieldsOf(result);
      const task = text(fieldsOf(fields['task'])['type']) ?? text(fieldsOf(fields['task'])['name']);
      const dataset = text(fieldsOf(fields['dataset'])['name']) ?? text(fieldsOf(fields['dataset'])['type']);
      for (const metric of listOf(fields['metrics'])) {
        const claim = claimOf(fieldsOf(metric), task, dataset, strict && entry === entries[0]);
        if (claim) list.push(claim);
      }
    }
  }
  return { list, strict };
}

function claimOf(metric: Readonly<Record<string, unknown>>, task: string | null, dataset: string | null, strict: boolean): Claim | null {
  const type = text(metric['type']);
  const value = metric['value'];
  if (type === null || value === undefined || value === null) return null;
  const shown = typeof value === 'string' ? value : JSON.stringify(value);
  return { task, dataset, metric: type, value: shown, number: number(value), strict, source: 'model-index' };
}

function passesStrictRule(entry: unknown): boolean {
  const results = fieldsOf(entry)['results'];
  if (!Array.isArray(results) || results.length === 0) return false;
  let metrics = 0;
  for (const result of results) {
    const fields = fieldsOf(result);
    if (!isFields(fields['task']) || !isFields(fields['dataset']) || !Array.isArray(fields['metrics'])) return false;
    for (const metric of fields['metrics']) {
      if (!isFields(metric) || metric['name'] === undefined || metric['type'] === undefined || !isFloat(metric['value'])) return false;
      metrics += 1;
    }
  }
  return metrics > 0;
}

/** What Python's float() accepts; the words for non-finite numbers are left out, since a claim of NaN claims nothing. */
function isFloat(value: unknown): boolean {
  return number(value) !== null;
}
