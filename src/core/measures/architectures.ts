import { valueShares, valueSharesSet, type PublishedShares } from './value-shares.ts';
import { noneKey, restKey } from './rows.ts';
import type { Measure } from './types.ts';

const paper = 'ICSE’23, Fig. 6';

/** Percentages of the figure. */
const percentages: readonly (readonly [string, number])[] = [
  [noneKey, 34.4], ['bert', 16.4], [restKey, 11.4], ['gpt2', 10.5], ['wav2vec2', 5.5], ['roberta', 5.4], ['distilbert', 4.7], ['t5', 4.6], ['marian', 2.8], ['bart', 2.2], ['xlm-roberta', 2],
];
const published: PublishedShares = new Map(percentages.map(([key, percent]) => [key, { share: Math.round(10 * percent) / 1000, count: null, of: null }]));

/** Shares of model architectures. */
export const architectures: Measure = {
  info: {
    id: 'architectures',
    title: 'Architectures',
    group: 'composition',
    question: 'Which architectures do the models have?',
    rule: 'The architecture of a model is its config.model_type as the hub states it, in lower case, one for each model. The most frequent are shown, the others folded together.',
    source: paper,
    unit: 'packages',
    denominator: 'All packages of the selection.',
    missing: 'Packages that state no architecture; hubs other than Hugging Face state none. They stay in the denominator, as in the paper.',
    parameters: [{ kind: 'number', id: 'top', title: 'Architectures shown', description: 'How many are shown one by one; the paper shows nine.', min: 1, max: 1000, step: 1, initial: 10 }],
    references: [{ source: paper, note: 'Percentages of 63,182 models of Hugging Face in 2022. “Other” holds all but the nine architectures that the figure names, here all but those shown.' }],
  },
  compute(context) {
    const { rows, missing } = valueShares(context, {
      info: this.info, part: 'shares', field: 'architecture', search: { field: 'arch', has: 'has:arch' }, top: Number(context.parameters['top']),
      labels: { rest: 'Other architectures', none: 'None stated' }, published,
    });
    return [
      {
        kind: 'shares', key: 'shares', title: 'Packages by architecture', denominator: { words: 'all packages', count: context.packages },
        missing: [{ words: 'packages that state no architecture', count: missing, packages: rows.at(-1)?.packages ?? null }],
        reference: paper, notes: [], unit: 'packages', partition: true, rows: [...rows],
      },
    ];
  },
  packagesOf: (context, _part, row) => valueSharesSet(context, 'architecture', Number(context.parameters['top']), row),
};
