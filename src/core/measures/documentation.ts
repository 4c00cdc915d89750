import { onesIn } from '../../shared/numbers.ts';
import { type FlagField, noNumber, type NumberField } from '../index/index.ts';
import { addTo, difference, eachNumbers, emptySet, flagged, hasId, intersection, lastPackage, type PackageSet, sizeOf } from '../query/index.ts';
import { cardItems } from '../package/index.ts';
import { behind } from './set-name.ts';
import { shareRow } from './shares.ts';
import type { Measure, MeasureContext, MeasurePart } from './types.ts';
import { within } from './within.ts';

interface Field {
  readonly key: string;
  readonly label: string;
  readonly has: { readonly flag: FlagField } | { readonly number: NumberField };
  /** The search for packages that state it; null where only the row's name finds them. */
  readonly search: string | null;
}

/** Metadata of a package, field by field. Name, hub and address are there by definition. */
const fields: readonly Field[] = [
  { key: 'owner', label: 'Owner', has: { flag: 'owner' }, search: '-is:ownerless' },
  { key: 'task', label: 'Task', has: { flag: 'task' }, search: 'has:task' },
  { key: 'architecture', label: 'Architecture', has: { flag: 'architecture' }, search: 'has:arch' },
  { key: 'library', label: 'Library', has: { number: 'library' }, search: null },
  { key: 'licence', label: 'Licence', has: { flag: 'license' }, search: 'has:license' },
  { key: 'datasets', label: 'Datasets', has: { flag: 'dataset' }, search: 'has:dataset' },
  { key: 'languages', label: 'Languages', has: { flag: 'language' }, search: null },
  { key: 'tags', label: 'Tags', has: { flag: 'tag' }, search: null },
  { key: 'papers', label: 'Papers', has: { flag: 'paper' }, search: 'has:paper' },
  { key: 'bases', label: 'Base models', has: { flag: 'base' }, search: 'has:base' },
  { key: 'claims', label: 'Performance claims', has: { flag: 'claims' }, search: 'has:claims' },
  { key: 'description', label: 'Description', has: { flag: 'description' }, search: null },
  { key: 'card', label: 'Model card', has: { flag: 'card' }, search: 'has:card' },
  { key: 'weights', label: 'Weight formats', has: { flag: 'format' }, search: null },
  { key: 'files', label: 'List of files', has: { number: 'files' }, search: null },
  { key: 'size', label: 'Size', has: { number: 'bytes' }, search: null },
  { key: 'parameters', label: 'Number of parameters', has: { number: 'parameters' }, search: null },
  { key: 'downloads', label: 'Downloads', has: { number: 'downloads' }, search: null },
  { key: 'popularity', label: 'Likes', has: { number: 'likes' }, search: null },
  { key: 'created', label: 'Day of publishing', has: { number: 'created' }, search: null },
  { key: 'modified', label: 'Day of the last change', has: { number: 'modified' }, search: null },
  { key: 'commit', label: 'Commit', has: { flag: 'sha' }, search: null },
];

const allItems = (1 << cardItems.length) - 1;

/** Model cards, what they tell, and how much of the metadata is filled in. */
export const documentation: Measure = {
  info: {
    id: 'documentation',
    title: 'Documentation',
    group: 'documentation',
    question: 'How many models have a card, what do the cards tell, and how much of the metadata is filled in?',
    rule: `A card is present where the metadata has card data, the files list a README.md, or the clone has one. Its score is how many of five items the headings of its text show (lines in bold count as headings, blocks of code do not): ${cardItems.map(({ title, rule }) => `${title.toLowerCase()} (${rule})`).join('; ')}. The text is that of the README of the clone; of Model Zoo’s packages without one, what the metadata holds of it (long_desc). A field is filled where the record, the hub’s metadata or the card gives it a value; the share of filled fields is the mean over ${fields.length} fields.`,
    source: 'Five items of a card; the rules for headings and fields are this program’s',
    unit: 'packages',
    denominator: 'All packages of the selection; items of the card: packages whose card’s text was read.',
    missing: 'Packages without a card have no score. Those whose card’s text does not lie in this mirror (metadata alone tells only that there is a card) have one that is unknown, not 0.',
    parameters: [],
    references: [],
  },
  compute(context) {
    const items = itemsOf(context);
    return [wholePart(context, this.info, items), itemsPart(context, this.info, items), scorePart(context, this.info, items), fieldsPart(context, this.info)];
  },
  packagesOf(context, part, row) {
    const { database } = context;
    const withItems = (isWanted: (bits: number) => boolean): PackageSet => {
      const set = emptySet(lastPackage(database));
      eachCard(context, (id, bits) => void (isWanted(bits) && addTo(set, id)));
      return set;
    };
    if (part === 'whole') return row === 'read' ? withItems(() => true) : undefined;
    if (part === 'items') {
      if (row === 'unread') return difference(intersection(context.selected, flagged(database, 'card')), withItems(() => true));
      const item = cardItems.findIndex(({ id }) => id === row);
      return item < 0 ? undefined : withItems((bits) => (bits & (1 << item)) !== 0);
    }
    if (part === 'score') return /^[0-5]$/.test(row) ? withItems((bits) => itemsIn(bits) === Number(row)) : undefined;
    const field = part === 'fields' ? fields.find(({ key }) => key === row) : undefined;
    return field && filled(context, field);
  },
};

/** Packages whose card was read, with its items as bits. */
function eachCard({ database }: MeasureContext, walk: (id: number, bits: number) => void): void {
  eachNumbers(database, 'card_items', (numbers, first) => {
    for (let at = 0; at < numbers.length; at += 1) if (!isMissing(numbers[at] as number)) walk(first + at, numbers[at] as number);
  });
}

function isMissing(number: number): boolean {
  return number === noNumber || Number.isNaN(number);
}

function itemsIn(bits: number): number {
  return onesIn(bits & allItems);
}

interface Items {
  /** Packages of the selection whose card was read. */
  readonly read: number;
  /** By item, and by how many items. */
  readonly having: readonly number[];
  readonly scores: readonly number[];
}

function itemsOf(context: MeasureContext): Items {
  const having = cardItems.map(() => 0);
  const scores = Array.from({ length: cardItems.length + 1 }, () => 0);
  let read = 0;
  eachCard(context, (id, bits) => {
    if (!hasId(context.selected, id)) return;
    read += 1;
    scores[itemsIn(bits)] = (scores[itemsIn(bits)] as number) + 1;
    for (let item = 0; item < cardItems.length; item += 1) if ((bits & (1 << item)) !== 0) having[item] = (having[item] as number) + 1;
  });
  return { read, having, scores };
}

/** The packages of the whole index in which a field is filled. */
function filled({ database }: MeasureContext, { has }: Field): PackageSet {
  if ('flag' in has) return flagged(database, has.flag);
  const set = emptySet(lastPackage(database));
  eachNumbers(database, has.number, (numbers, first) => {
    for (let at = 0; at < numbers.length; at += 1) if (!isMissing(numbers[at] as number)) addTo(set, first + at);
  });
  return set;
}

function wholePart(context: MeasureContext, info: Measure['info'], { read, scores }: Items): MeasurePart {
  const { packages, selected, query, database } = context;
  const sum = fields.reduce((total, field) => total + sizeOf(intersection(selected, filled(context, field))), 0);
  const points = scores.reduce((total, count, score) => total + score * count, 0);
  return {
    kind: 'values', key: 'whole', title: 'Cards and metadata', denominator: { words: 'all packages', count: packages }, missing: [], reference: null, notes: [],
    rows: [
      { key: 'card', label: 'Packages with a model card', value: sizeOf(intersection(selected, flagged(database, 'card'))), unit: 'packages', of: packages, packages: within(query, 'has:card'), reference: null, note: null },
      { key: 'read', label: 'Packages whose card’s text is here', value: read, unit: 'packages', of: packages, packages: behind({ info }, context, 'whole', 'read'), reference: null, note: null },
      { key: 'score', label: 'Items of a card, of five, on average', value: read === 0 ? null : points / read, unit: 'number', of: null, packages: null, reference: null, note: read === 0 ? 'No text of a card lies in this mirror.' : `Mean over ${read.toLocaleString('en')} cards.` },
      { key: 'filled', label: 'Share of filled fields', value: packages === 0 ? null : sum / (packages * fields.length), unit: 'share', of: null, packages: null, reference: null, note: `Mean over ${fields.length} fields.` },
    ],
  };
}

function unread(context: MeasureContext, info: Measure['info'], read: number): MeasurePart['missing'] {
  const cards = sizeOf(intersection(context.selected, flagged(context.database, 'card')));
  return [
    { words: 'packages without a card', count: context.packages - cards, packages: within(context.query, '-has:card') },
    { words: 'packages whose card’s text does not lie here', count: cards - read, packages: behind({ info }, context, 'items', 'unread') },
  ];
}

function itemsPart(context: MeasureContext, info: Measure['info'], { read, having }: Items): MeasurePart {
  return {
    kind: 'shares', key: 'items', title: 'Cards by what they tell', denominator: { words: 'packages whose card’s text lies here', count: read }, missing: unread(context, info, read), reference: null, notes: [],
    unit: 'packages', partition: false,
    rows: cardItems.map(({ id, title }, at) => shareRow({ key: id, label: title, count: having[at] as number, of: read, packages: behind({ info }, context, 'items', id) })),
  };
}

function scorePart(context: MeasureContext, info: Measure['info'], { read, scores }: Items): MeasurePart {
  return {
    kind: 'shares', key: 'score', title: 'Cards by how many of five items they have', denominator: { words: 'packages whose card’s text lies here', count: read }, missing: unread(context, info, read), reference: null,
    notes: ['How many, not how well: a heading does not say what stands below it.'], unit: 'packages', partition: true,
    rows: scores.map((count, score) => shareRow({ key: String(score), label: `${score} of ${cardItems.length}`, count, of: read, packages: behind({ info }, context, 'score', String(score)) })),
  };
}

function fieldsPart(context: MeasureContext, info: Measure['info']): MeasurePart {
  const { packages: of, selected, query } = context;
  return {
    kind: 'shares', key: 'fields', title: 'Fields by how often they are filled', denominator: { words: 'all packages', count: of }, missing: [], reference: null, notes: [], unit: 'packages', partition: false,
    rows: fields.map((field) => shareRow({
      key: field.key, label: field.label, count: sizeOf(intersection(selected, filled(context, field))), of,
      packages: field.search === null ? behind({ info }, context, 'fields', field.key) : within(query, field.search),
    })),
  };
}
