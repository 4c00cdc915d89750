import { eachNumber, hasId, sizeOf } from '../query/index.ts';
import type { Measure, MeasureContext, MeasurePart } from './types.ts';
import { within } from './within.ts';

type Lines = Extract<MeasurePart, { kind: 'lines' }>;
type Point = Lines['lines'][number]['points'][number];

/** Downloads a month at ranks 1, 10 and 100, in ICSE'23, Fig. 1. */
const published: readonly (readonly [registry: string, atRanks: readonly [number, number, number]])[] = [
  ['npm', [917e6, 307.8e6, 15.1e6]],
  ['PyPI', [384.7e6, 177e6, 35.8e6]],
  ['Hugging Face, 2022', [25.2e6, 4.77e6, 0.372e6]],
];

const titles = { downloads: 'Downloads', likes: 'Likes', stars: 'Stars' } as const;
type By = keyof typeof titles;

/** Popularity by rank. */
export const downloadRates: Measure = {
  info: {
    id: 'download-rates',
    title: 'Download rates',
    group: 'popularity',
    question: 'How fast does popularity fall from the most used package on?',
    rule: 'Packages that state the number, ranked by it, the highest first; equal numbers take ranks of their own. Hugging Face counts the downloads of the last 30 days at the time of the listing.',
    source: 'ICSE’23, Fig. 1',
    unit: 'packages',
    denominator: 'Packages that state the number.',
    missing: 'Packages whose hub does not state it.',
    parameters: [
      { kind: 'choice', id: 'by', title: 'Ranked by', description: 'The number that packages are ranked by.', options: Object.entries(titles).map(([value, title]) => ({ value, title })), initial: 'downloads' },
    ],
    references: [{ source: 'ICSE’23, Fig. 1', note: 'Downloads a month at ranks 1, 10 and 100. Only downloads compare with it, and only of hubs that count them by month.' }],
  },
  compute(context) {
    const by = context.parameters['by'] as By;
    const numbers = ranked(context, by);
    const head = {
      denominator: { words: `packages that state ${titles[by].toLowerCase()}`, count: numbers.length },
      missing: [{ words: `packages without ${titles[by].toLowerCase()}`, count: sizeOf(context.selected) - numbers.length, packages: within(context.query, `-${by}:>=0`) }],
      notes: [],
    };
    const total = numbers.reduce((sum, value) => sum + value, 0);
    return [
      {
        kind: 'lines', key: 'curve', title: `${titles[by]} by rank`, ...head, reference: by === 'downloads' ? 'ICSE’23, Fig. 1' : null,
        x: { title: 'Rank', scale: 'log', unit: 'rank' },
        y: { title: titles[by], scale: 'log', unit: 'count' },
        lines: [
          { key: 'here', label: 'This selection', published: false, points: curve(numbers, by, context.query) },
          ...(by === 'downloads' ? published.map(([registry, atRanks]) => ({ key: registry, label: registry, published: true, points: atRanks.map((y, power): Point => ({ x: 10 ** power, y, label: null, packages: null })) })) : []),
        ],
      },
      {
        kind: 'values', key: 'head', title: 'What the first packages take', ...head, reference: null,
        rows: [
          { key: 'total', label: `${titles[by]} of all`, value: total, unit: 'count', of: null, packages: null, reference: null, note: null },
          ...[1, 10, 100, 1000].map((first) => ({ key: `first-${first}`, label: first === 1 ? 'Share of the first package' : `Share of the first ${first.toLocaleString('en')}`, value: numbers.length < first || total === 0 ? null : sumOf(numbers, first) / total, unit: 'share' as const, of: null, packages: null, reference: null, note: null })),
          { key: 'hundredth', label: 'Share of the first 1 %', value: total === 0 ? null : sumOf(numbers, Math.ceil(numbers.length / 100)) / total, unit: 'share', of: null, packages: null, reference: null, note: `${Math.ceil(numbers.length / 100).toLocaleString('en')} packages` },
          { key: 'zero', label: 'With none at all', value: numbers.reduce((count, value) => count + (value === 0 ? 1 : 0), 0), unit: 'packages', of: numbers.length, packages: within(context.query, `${by}:0`), reference: null, note: null },
        ],
      },
    ];
  },
};

/** The numbers of the selection, the highest first. */
function ranked({ database, selected, packages }: MeasureContext, by: By): Float64Array {
  const all = new Float64Array(packages);
  let count = 0;
  eachNumber(database, by, (id, value) => {
    if (hasId(selected, id)) all[count++] = value;
  });
  return all.subarray(0, count).sort().reverse();
}

function sumOf(numbers: Float64Array, first: number): number {
  return numbers.subarray(0, first).reduce((sum, value) => sum + value, 0);
}

/** Every rank up to ten, then some thirty to each power of ten; zeros have no place on a logarithmic scale. */
function curve(numbers: Float64Array, by: By, query: string): Point[] {
  const ranks = new Set<number>();
  for (let step = 0; ; step += 1) {
    const rank = Math.round(10 ** (step / 30));
    if (rank > numbers.length) break;
    ranks.add(rank);
  }
  if (numbers.length > 0) ranks.add(numbers.length);
  return [...ranks].map((rank) => {
    const value = numbers[rank - 1] as number;
    return { x: rank, y: value > 0 ? value : null, label: null, packages: within(query, `${by}:>=${value} sort:-${by}`) };
  });
}
