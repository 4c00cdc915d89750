import type { FrontValue } from '../../shared/contract/index.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import type { CardFacts, CardValue } from './card-facts.ts';

/** What of a front matter is shown: a few screens. */
const maxValues = 600;
const maxItems = 60;
const maxText = 600;
const maxDepth = 5;

/** A card's front matter as nested rows, bounded however large it is; `model-index` in short, since claims have a place of their own. */
export function frontTable(facts: CardFacts): FrontValue {
  return valueOf(facts, maxDepth, { left: maxValues }, '');
}

function valueOf(value: CardValue, depth: number, budget: { left: number }, key: string): FrontValue {
  budget.left -= 1;
  if (key === 'model-index') return textValue(shortIndex(value));
  if (typeof value !== 'object' || value === null) return textValue(value === null ? 'null' : cut(String(value)));
  const entries = Array.isArray(value) ? value.map((item: CardValue) => ['', item] as const) : Object.entries(value as CardFacts);
  const items: FrontValue['items'][number][] = [];
  for (const [name, item] of depth === 0 ? [] : entries) {
    if (items.length >= maxItems || budget.left <= 0) break;
    items.push({ key: cut(name), value: valueOf(item, depth - 1, budget, name) });
  }
  return { kind: Array.isArray(value) ? 'list' : 'map', text: '', items, more: entries.length - items.length };
}

function textValue(text: string): FrontValue {
  return { kind: 'text', text, items: [], more: 0 };
}

function cut(text: string): string {
  return text.length > maxText ? `${text.slice(0, maxText)}…` : text;
}

/** "1 model, 3 results, 5 metrics": what stands in them, the list of claims tells. */
function shortIndex(value: CardValue): string {
  const models = listOf(value);
  const results = models.flatMap((model) => listOf(fieldOf(model, 'results')));
  const metrics = results.flatMap((result) => listOf(fieldOf(result, 'metrics')));
  return [pluralText(models.length, 'model'), pluralText(results.length, 'result'), pluralText(metrics.length, 'metric')].join(', ');
}

function listOf(value: CardValue): readonly CardValue[] {
  return Array.isArray(value) ? (value as readonly CardValue[]) : [];
}

function fieldOf(value: CardValue, name: string): CardValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, name) ? ((value as CardFacts)[name] ?? null) : null;
}
