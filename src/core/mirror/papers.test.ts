import { expect, test } from 'vitest';
import { paperOf, papersInText, papersOf } from './papers.ts';

test.each([
  ['https://arxiv.org/abs/1810.04805', 'arxiv', '1810.04805'], ['http://arxiv.org/pdf/1810.04805v2.pdf', 'arxiv', '1810.04805v2'], ['arxiv:2106.09685', 'arxiv', '2106.09685'], ['https://arxiv.org/abs/cs.CL/0409058', 'arxiv', 'cs.CL/0409058'],
  ['https://huggingface.co/papers/2106.09685', 'arxiv', '2106.09685'], ['https://doi.org/10.18653/v1/N19-1423', 'doi', '10.18653/v1/N19-1423'], ['doi:10.57967/hf/0001', 'doi', '10.57967/hf/0001'], ['https://x.org/paper.pdf', 'url', 'https://x.org/paper.pdf'],
])('%s', (reference, kind, id) => {
  expect(paperOf(reference)).toEqual({ kind, id });
});

test.each(['', 'Attention is all you need', 'doi:', 'ftp://x.org/a', 'https://x.org/a b'])('%j names no paper', (reference) => {
  expect(paperOf(reference)).toBeNull();
});

test('distinct papers in their order', () => {
  expect(papersOf(['arxiv:1810.04805', 'x', 'https://arxiv.org/abs/1810.04805', 'doi:10.1000/1'])).toEqual([{ kind: 'arxiv', id: '1810.04805' }, { kind: 'doi', id: '10.1000/1' }]);
});

test('links in a text, without what Markdown and sentences put behind them', () => {
  const text = 'See [BERT](https://arxiv.org/abs/1810.04805), https://doi.org/10.1000/182. Also <a href="https://doi.org/10.1016/S0140(96)00001-9">x</a> (https://doi.org/10.5/x) and (https://doi.org/10.1234/a_b); not arXiv 1234.56789 nor https://x.org/10.1000/1.';
  expect(papersInText(text)).toEqual([{ kind: 'arxiv', id: '1810.04805' }, { kind: 'doi', id: '10.1000/182' }, { kind: 'doi', id: '10.1016/S0140(96)00001-9' }, { kind: 'doi', id: '10.1234/a_b' }]);
});

test('hostile text is bounded in time and number', () => {
  const started = performance.now();
  expect(papersInText(`https://doi.org/10.1234/${')'.repeat(2_000_000)}`).length).toBeLessThan(2);
  expect(papersInText('doi.org/10.1234/'.repeat(100_000)).length).toBeLessThan(51);
  expect(papersInText(Array.from({ length: 1000 }, (_, at) => `https://doi.org/10.1234/${at}`).join(' '))).toHaveLength(50);
  expect(performance.now() - started).toBeLessThan(2000);
});
