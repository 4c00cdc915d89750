import type { Lineage, LineageRelation } from '../../../shared/domain/index.ts';
import { fieldsOf, isFields, listOf, text } from '../fields.ts';
import type { CardFields } from './card-fields.ts';

const none: readonly Lineage[] = [];
const relations: readonly string[] = ['finetune', 'adapter', 'merge', 'quantized'] satisfies readonly LineageRelation[];

function relationOf(value: unknown): LineageRelation {
  return typeof value === 'string' && relations.includes(value) ? (value as LineageRelation) : 'base';
}

/** What is named as a base: an id, or the address of one on the hub. */
function baseName(value: unknown): string | null {
  const name = text(value);
  if (name === null || !name.startsWith('http')) return name;
  const found = /^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\/([^/?#\s]+(?:\/[^/?#\s]+)?)/i.exec(name);
  return found?.[1] ?? name;
}

/**
 * Base models in order of trust: the hub's own tree, the card, tags, `finetuned_from` (domain.md, later dumps). A later
 * source adds bases, and the relation where an earlier one leaves it open; it never changes one that is stated.
 */
export function lineageOf(tree: unknown, card: Readonly<CardFields>, tags: readonly string[]): readonly Lineage[] {
  if (tree === undefined && card.baseModel === undefined && card.finetunedFrom === undefined && tags.length === 0) return none;
  const found = new Map<string, Lineage>();
  for (const item of Array.isArray(tree) ? tree : [tree]) {
    if (!isFields(item)) continue;
    for (const base of listOf(item['models'])) add(found, text(fieldsOf(base)['id']) ?? text(base), relationOf(item['relation']), 'baseModels');
  }
  addCard(found, card, 'card', 'finetuned_from', tags);
  return [...found.values()];
}

/** What a README's front matter alone tells. */
export function lineageOfReadme(card: Readonly<CardFields>, tags: readonly string[]): readonly Lineage[] {
  const found = new Map<string, Lineage>();
  addCard(found, card, 'readme', 'readme', tags);
  return [...found.values()].map((step) => ({ ...step, source: 'readme' }));
}

function addCard(found: Map<string, Lineage>, card: Readonly<CardFields>, source: Lineage['source'], finetunedSource: Lineage['source'], tags: readonly string[]): void {
  const relation = relationOf(card.baseModelRelation);
  for (const base of basesIn(card.baseModel)) add(found, base, relation, source);
  for (const tag of tags) {
    const colon = tag.indexOf(':');
    const stated = colon < 0 ? 'base' : relationOf(tag.slice(0, colon));
    add(found, baseName(stated === 'base' ? tag : tag.slice(colon + 1)), stated, 'tag');
  }
  for (const base of basesIn(card.finetunedFrom)) add(found, base, 'finetune', finetunedSource);
}

/** Names in a text or a list; items of a list may be maps with a name. */
function basesIn(value: unknown): readonly (string | null)[] {
  if (value === undefined || value === null) return [];
  return (Array.isArray(value) ? value : [value]).map((item) => (isFields(item) ? baseName(item['id'] ?? item['name'] ?? item['model']) : baseName(item)));
}

function add(found: Map<string, Lineage>, base: string | null, relation: LineageRelation, source: Lineage['source']): void {
  if (base === null) return;
  const known = found.get(base);
  if (!known) found.set(base, { base, relation, source });
  else if (known.relation === 'base' && relation !== 'base') found.set(base, { ...known, relation });
}
