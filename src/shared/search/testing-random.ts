import { seededRandom } from '../../../test/fixtures/random.ts';
import { closedValues, fields, type FlagFieldName, hasValues, isRangeFieldName, isValueFieldName, isValues, type RangeFieldName, sortValues, type ValueFieldName } from './fields.ts';
import type { SearchableRecord } from './match.ts';
import type { FlagNode, SearchNode, SortKey } from './tree.ts';

/** Random searches and records for property tests; the same seed gives the same ones. */
export interface Random {
  /** From 0 up to but without `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <Value>(values: readonly Value[]) => Value;
  readonly list: <Value>(shortest: number, longest: number, make: () => Value) => readonly Value[];
}

export function randomFrom(seed: number): Random {
  const { below } = seededRandom(seed);
  const pick = <Value>(values: readonly Value[]): Value => {
    if (values.length === 0) throw new Error('There is nothing to pick from');
    return values[below(values.length)] as Value;
  };
  const list = <Value>(shortest: number, longest: number, make: () => Value) => Array.from({ length: shortest + below(longest - shortest + 1) }, make);
  return { below, pick, list };
}

/** Few, so that random records and searches meet. */
const words = ['bert', 'base', 'BERT', 'gpt2', 'Émile', 'emile', 'c', 'code', 'text', 'größe', 'Ⅷ', 'ΣΑΣ', '日本', 'ba'] as const;
const joints = ['-', '/', '.', ' ', '_', '++', ':', ','] as const;
const oddities = ['"', '*', '-', '\\', '(', ')', 'AND', 'OR', 'NOT', 'or', 'c++', '🤗', 'owner:x', 'http://x', '-x', '"x', 'x*', '**', 'a,b', '\u0301', 'a\u0000b', '\ud83e', ' x '] as const;
const days = ['2021-01-01', '2021-03-01', '2021-03-05', '2022-01-01', '2022-12-31', '2023-01-01'] as const;
const numbers = [0, 1, 2, 10, 999, 1000, 1024, 1100, 1_500_000, 2 ** 31, 2e9, 1e21, 0.5] as const;

const valueFields: readonly ValueFieldName[] = fields.map((field) => field.name).filter(isValueFieldName);
const rangeFields: readonly RangeFieldName[] = fields.map((field) => field.name).filter(isRangeFieldName);
const hasNames = Object.keys(hasValues) as readonly (keyof typeof hasValues)[];
const isNames = Object.keys(isValues) as readonly (keyof typeof isValues)[];
const sortNames = Object.keys(sortValues) as readonly (keyof typeof sortValues)[];

export function randomWord(random: Random): string {
  if (random.below(5) === 0) return random.pick(oddities);
  const word = random.pick(words);
  return random.below(3) === 0 ? `${word}${random.pick(joints)}${random.pick(words)}` : word;
}

function randomValue(random: Random, field: ValueFieldName): string {
  const closed = closedValues(field);
  return closed ? random.pick(closed).value : randomWord(random);
}

function randomNumber(random: Random, field: RangeFieldName): number {
  return field === 'modified' || field === 'created' ? Date.parse(random.pick(days)) : random.pick(numbers);
}

function randomFlag(random: Random): FlagNode {
  const field: FlagFieldName = random.pick(['has', 'is']);
  return field === 'has' ? { kind: 'flag', field, value: random.pick(hasNames) } : { kind: 'flag', field, value: random.pick(isNames) };
}

function randomRange(random: Random): SearchNode {
  const field = random.pick(rangeFields);
  const isDate = field === 'modified' || field === 'created';
  const side = random.below(3);
  const min = side === 0 ? null : randomNumber(random, field);
  const max = side === 1 ? null : randomNumber(random, field);
  return {
    kind: 'range',
    field,
    min,
    max,
    minInclusive: isDate || random.below(2) === 0,
    maxInclusive: !isDate && random.below(2) === 0,
  };
}

/** Any tree that the types allow, normal or not, of at most `depth` levels of lists. */
export function randomNode(random: Random, depth: number): SearchNode {
  const kinds = ['word', 'phrase', 'value', 'range', 'flag', ...(depth > 0 ? (['all', 'any', 'not', 'all', 'any', 'not'] as const) : [])] as const;
  switch (random.pick(kinds)) {
    case 'word':
      return { kind: 'word', text: randomWord(random), prefix: random.below(2) === 0 };
    case 'phrase':
      return { kind: 'phrase', text: random.list(1, 3, () => randomWord(random)).join(' ') };
    case 'value': {
      const field = random.pick(valueFields);
      return { kind: 'value', field, values: random.list(1, 3, () => randomValue(random, field)) };
    }
    case 'range':
      return randomRange(random);
    case 'flag':
      return randomFlag(random);
    case 'all':
      return { kind: 'all', children: random.list(1, 4, () => randomNode(random, depth - 1)) };
    case 'any':
      return { kind: 'any', children: random.list(1, 4, () => randomNode(random, depth - 1)) };
    default:
      return { kind: 'not', child: randomNode(random, depth - 1) };
  }
}

export function randomSort(random: Random): readonly SortKey[] {
  const keys = random.list(0, 3, () => random.pick(sortNames));
  return [...new Set(keys)].map((by) => ({ by, descending: by !== 'relevance' && random.below(2) === 0 }));
}

/** A text of parts that mean something to the language, in any order. */
export function randomText(random: Random): string {
  const names = fields.map((field) => field.name);
  const parts = [
    () => randomWord(random),
    () => random.pick(oddities),
    () => `${random.pick(names)}:`,
    () => `${random.pick(names)}:(`,
    () => random.pick(['>', '>=', '<', '<=', '=', '..', '1k', '1.1k', '2GB', '3GiB', '2022', '2022-03', '2021-03-05', 'card', 'cloned', 'huggingface', '-downloads']),
    () => random.pick([' ', ' ', ' ', '\t', '\n', ' OR ', ' AND ', ' NOT ', '-', '"', ',', '(', ')', '\\']),
    () => String.fromCharCode(random.below(0x10000)),
  ];
  return random.list(0, 20, () => random.pick(parts)()).join('');
}

export function randomRecord(random: Random): SearchableRecord {
  const texts = (longest: number) => random.list(0, longest, () => randomWord(random).trim());
  const number = (field: RangeFieldName) => (random.below(4) === 0 ? null : randomNumber(random, field));
  return {
    name: randomWord(random),
    description: texts(4).join(' '),
    card: texts(6).join(' '),
    values: {
      hub: [randomValue(random, 'hub')],
      owner: texts(1),
      task: texts(1),
      arch: texts(1),
      library: texts(2),
      license: texts(1),
      dataset: texts(2),
      language: texts(2),
      tag: texts(3),
      paper: texts(1),
      base: texts(1),
      maintainer: texts(2),
      format: texts(1),
      subset: texts(2),
      measure: [],
    },
    numbers: {
      downloads: number('downloads'),
      likes: number('likes'),
      stars: number('stars'),
      claims: number('claims'),
      commits: number('commits'),
      dependents: number('dependents'),
      files: number('files'),
      params: number('params'),
      size: number('size'),
      modified: number('modified'),
      created: number('created'),
    },
    has: hasNames.filter(() => random.below(2) === 0),
    is: isNames.filter(() => random.below(2) === 0),
  };
}
