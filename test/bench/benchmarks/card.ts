import type { Benchmark } from '../types.ts';
import { prepareBrowser } from './window.ts';

/** The model card tab in a real browser with a card of 5 MB. */
export const card: Benchmark = {
  name: 'card',
  summary: 'a model card of 5 MB in a real browser: blocks of the page while it is laid out, scrolled and left',
  needs: [],
  prepare: prepareBrowser,
  measurements: [
    {
      name: 'card-long',
      goals: [{ kind: 'longest', atMostMilliseconds: 50 }],
      async run(context) {
        const { measureCard } = await import('../measured-card.ts');
        const { bytes, firstWords, whole, block, scrollingBlock, atWork, elements } = await measureCard(context);
        return {
          kind: 'measured', seconds: whole / 1000, records: null, bytesIn: bytes, bytesOut: null, parts: [['first words', firstWords / 1000], ['the rest', (whole - firstWords) / 1000]],
          longestMilliseconds: atWork,
          notes: [`a timer ${block.toFixed(1)} ms late at most until all of it was there`, `${scrollingBlock.toFixed(1)} ms while it was scrolled and left`, `${elements} elements`],
        };
      },
    },
  ],
};
