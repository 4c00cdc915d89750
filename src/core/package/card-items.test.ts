import { describe, expect, it } from 'vitest';
import { cardItems, cardItemsOf } from './card-items.ts';

function itemsOf(card: string): readonly string[] {
  const bits = cardItemsOf(card);
  return cardItems.filter((_, at) => (bits & (1 << at)) !== 0).map(({ id }) => id);
}

const prose = 'This model tells whether a sentence is glad or sad and was made by two students in the spring of a rainy year.';

describe('the five items of a card', () => {
  it('are told by headings', () => {
    expect(itemsOf('# m\n\n## Model description\nx\n## Intended uses & limitations\n### How to use\n## Training procedure\n## Evaluation results\n')).toEqual(['description', 'limitations', 'use', 'training', 'evaluation']);
    expect(itemsOf('**Usage**\n\n**Bias:**\n')).toEqual(['limitations', 'use']);
    expect(itemsOf('  ### *Fine-tuning* ###  \r\n## `Benchmarks`\r\n')).toEqual(['training', 'evaluation']);
  });

  it('count a first paragraph as a description', () => {
    expect(itemsOf(`# m\n\n${prose}\n`)).toEqual(['description']);
    expect(itemsOf(`# m\n\n## Licence\n\n${prose}\n`)).toEqual([]);
    expect(itemsOf('# m\n\nA model.\n')).toEqual([]);
  });

  it('are not told by code, prose or words that hold them', () => {
    expect(itemsOf('```\n# Usage\n```\nTraining and evaluation are described elsewhere.\n#Usage\n## Trainingsdaten\n## User\n')).toEqual([]);
    expect(itemsOf('')).toEqual([]);
    expect(itemsOf(`${'#'.repeat(200_000)}\n${'**'.repeat(100_000)}`)).toEqual([]);
  });

  it('keep their bits', () => {
    expect(cardItems.map(({ id }) => id)).toEqual(['description', 'limitations', 'use', 'training', 'evaluation']);
  });
});
