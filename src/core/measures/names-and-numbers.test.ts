import { afterAll, describe, expect, it } from 'vitest';
import type { Claim } from '../../shared/domain/index.ts';
import { openTestIndex, type TestPackage } from '../query/testing.ts';
import { openMeasures, shownRows } from './testing.ts';

const claim = (metric: string, value: string, dataset = 'squad', task: string | null = 'question-answering'): Claim => ({ task, dataset, metric, value, number: Number(value), strict: false, source: 'model-index' });

describe('names', () => {
  const packages: readonly TestPackage[] = [
    { name: 'google/bert-base-uncased-squad-v2', owner: 'google', architecture: 'bert', datasets: ['squad'], numbers: { downloads: 900 } },
    { name: 'g00gle/BERT_base_uncased_squad_v2', owner: 'g00gle', numbers: { downloads: 1 } },
    { name: 'google/xlm-roberta-large-finetuned-de-ner', owner: 'google', architecture: 'xlm-roberta', languages: ['de'], numbers: { downloads: 100 } },
    { name: 'team1/thing', owner: 'team1' },
    { name: 'team2/thing', owner: 'team2' },
    { name: 'llama-7b-gguf', owner: null },
  ];
  const names = openMeasures({ packages });
  afterAll(() => names.close());

  it('tell architecture, size, dataset and the like', () => {
    expect(Object.fromEntries(names.part('shares', 'naming', 'elements').rows.map(({ key, count }) => [key, count]))).toEqual({ architecture: 3, size: 4, dataset: 2, task: 3, language: 1, training: 3, version: 2, format: 1 });
    expect(names.part('shares', 'naming', 'number').rows.map(({ count }) => count)).toEqual([2, 0, 1, 0, 3]);
  });

  it('of other owners with the same letters are near-duplicates', () => {
    expect(shownRows(names.part('shares', 'naming', 'duplicates'))).toEqual([['Share their name with another owner or hub', 4, 6], ['And it is spelled differently', 2, 6]]);
    expect(shownRows(names.part('shares', 'naming', 'duplicates', {}, 'owner:google'))).toEqual([['Share their name with another owner or hub', 0, 2], ['And it is spelled differently', 0, 2]]);
    expect(names.part('table', 'naming', 'duplicate-names').rows.map(({ cells }) => cells)).toEqual([['bert-base-uncased-squad-v2, BERT_base_uncased_squad_v2', 2], ['thing', 2]]);
  });

  it('of owners that look alike are listed, the popular one first, numbered accounts aside', () => {
    expect(names.part('table', 'naming', 'look-alikes').rows.map(({ cells }) => cells)).toEqual([['google', 2, 1000, 'g00gle', 1, 1, 'looks the same']]);
    expect(names.part('table', 'naming', 'look-alikes', { ratio: 1001 }).total).toBe(0);
    expect(names.part('values', 'naming', 'owners').rows.map(({ value, of }) => [value, of])).toEqual([[2, 4], [1, null]]);
  });
});

describe('download rates', () => {
  const rates = openMeasures({ packages: [5, 50, null, 0, 45, 0].map((downloads, at) => ({ name: `p${at}`, numbers: { downloads } })) });
  afterAll(() => rates.close());

  it('fall by rank, beside what was published', () => {
    const curve = rates.part('lines', 'download-rates', 'curve');
    expect(curve.lines.map(({ label, published }) => [label, published])).toEqual([['This selection', false], ['npm', true], ['PyPI', true], ['Hugging Face, 2022', true]]);
    expect(curve.lines[0]?.points.map(({ x, y }) => [x, y])).toEqual([[1, 50], [2, 45], [3, 5], [4, null], [5, null]]);
    expect(curve.missing).toEqual([{ words: 'packages without downloads', count: 1, packages: '-downloads:>=0' }]);
  });

  it('are told by what the first packages take', () => {
    const shares = Object.fromEntries(rates.part('values', 'download-rates', 'head').rows.map(({ key, value }) => [key, value]));
    expect(shares).toEqual({ total: 100, 'first-1': 0.5, 'first-10': null, 'first-100': null, 'first-1000': null, hundredth: 0.5, zero: 2 });
  });

  it('have no published line beside another number', () => {
    expect(rates.part('lines', 'download-rates', 'curve', { by: 'likes' })).toMatchObject({ reference: null, lines: [{ points: [] }] });
  });
});

describe('discrepancies', () => {
  const packages: readonly TestPackage[] = [
    { name: 'ada/qa', claims: [claim('f1', '0.885'), claim('F1', '87.0', 'SQuAD'), claim('em', '81.2')] },
    { name: 'qa', hub: 'modelzoo', claims: [claim('exact match', '80.5', 'squad', null)] },
    { name: 'bo/classes', claims: [claim('accuracy', '91.2', 'sst2', 'text-classification'), claim('verdict', 'good', 'sst2', 'text-classification')] },
    // As the pipelines of spaCy state names and sentences: nobody says that the two are of one thing.
    { name: 'spacy/ca', claims: ['0.84', '0.99'].map((value) => ({ ...claim('precision', value, '', 'token-classification'), dataset: null })) },
    { name: 'no-claims' },
  ];
  const list = { id: 'l', title: 'own.csv', results: 2, importedAt: 0 };
  const results = [{ name: 'classes', task: null, dataset: 'SST2', metric: 'acc', value: '0.85', list: 'l' }, { name: 'ada/qa', task: null, dataset: 'squad', metric: 'exact match', value: '81.9', list: 'l' }];
  const claims = openMeasures({ packages }, { measured: { list: () => [list], resultsFor: (names) => results.filter(({ name }) => names.includes(name)) } });
  afterAll(() => claims.close());

  it('are told within a package, across hubs, and against what was measured', () => {
    expect(claims.part('shares', 'discrepancies', 'claims').rows.map(({ key, count, of }) => `${key} ${count}/${of}`)).toEqual(['within 2/2', 'card 0/0', 'hubs 0/2', 'measured 1/2']);
    expect(claims.part('shares', 'discrepancies', 'packages').rows.map(({ key, count, of }) => `${key} ${count}/${of}`)).toEqual(['within 1/1', 'card 0/0', 'hubs 0/2', 'measured 1/2']);
  });

  it('depend on the threshold', () => {
    expect(claims.part('shares', 'discrepancies', 'claims', { threshold: 0.5 }).rows.map(({ count }) => count)).toEqual([2, 0, 2, 2]);
    expect(claims.part('shares', 'discrepancies', 'claims', { threshold: 10 }).rows.map(({ count }) => count)).toEqual([0, 0, 0, 0]);
  });

  it('stand beside the models that SCORED’22 measured, by task', () => {
    expect(claims.part('shares', 'discrepancies', 'tasks').rows.map(({ key, count, of, reference }) => [key, count, of, reference?.count ?? null, reference?.of ?? null])).toEqual([
      ['object-detection', 0, 0, 8, 8],
      ['image-classification', 0, 0, 3, 4],
      ['text-classification', 1, 1, 18, 136],
      ['question-answering', 0, 1, null, null],
    ]);
  });

  it('are listed, the widest first', () => {
    const table = claims.part('table', 'discrepancies', 'differences');
    expect(table.rows.map(({ cells }) => [cells[0], cells[4], cells[5], cells[6]])).toEqual([
      ['bo/classes', '91.2', '0.85', -6.2],
      ['ada/qa', '0.885', '87.0', -1.5],
      ['ada/qa', '87.0', '0.885', 1.5],
    ]);
    expect(claims.part('shares', 'discrepancies', 'claims').missing[0]).toEqual({ words: 'claims that nothing else states', count: 3, packages: null });
  });
});

describe('discrepancies with the tables of cards', () => {
  const card = ['# QA', '', '| Dataset | F1 | EM |', '| --- | --- | --- |', '| SQuAD | 88.5 | 79.0 |', '| SQuAD | 87.9 | 80.9 |'].join('\n');
  const packages: readonly TestPackage[] = [
    { name: 'ada/qa', card, claims: [claim('f1', '0.885'), claim('em', '82.0'), claim('f1', '70', 'newsqa')] },
    { name: 'bo/no-table', card: '# Only words', claims: [claim('f1', '90')] },
    { name: 'cy/no-text', claims: [claim('f1', '90')] },
  ];
  const read: string[] = [];
  const claims = openMeasures({ packages }, { cardText: ({ name }) => (read.push(name), name === 'ada/qa' ? card : '# Only words') });
  const earlier = openMeasures({ packages });
  afterAll(() => {
    claims.close();
    earlier.close();
  });

  it('take the nearest of several numbers, and read each card once', () => {
    const rows = (part: string, of = claims) => of.part('shares', 'discrepancies', part).rows.find(({ key }) => key === 'card');
    expect([rows('claims')?.count, rows('claims')?.of, rows('packages')?.count, rows('packages')?.of]).toEqual([1, 2, 1, 1]);
    expect(claims.part('table', 'discrepancies', 'differences').rows.map(({ cells }) => [cells[0], cells[4], cells[5], cells[7]])).toEqual([['ada/qa', '82.0', '80.9', 'its card, line 6']]);
    expect(claims.part('shares', 'discrepancies', 'claims').missing.map(({ count }) => count)).toEqual([3, 1]);
    expect(read.toSorted()).toEqual(['ada/qa', 'bo/no-table']);
    expect([rows('claims', earlier)?.of, earlier.part('shares', 'discrepancies', 'claims').missing[1]?.count]).toEqual([0, 3]);
  });
});

describe('turnover', () => {
  const index = (downloads: Readonly<Record<string, number | null>>) => ({ packages: Object.entries(downloads).map(([name, number]) => ({ name, numbers: { downloads: number } })) });
  const before = openTestIndex(index({ a: 10, b: 9, c: 8, d: 1, gone: 7 }));
  const now = openMeasures(index({ b: 20, a: 15, d: 12, new: 11, c: 1, quiet: null }), { other: () => before.context });
  afterAll(() => {
    now.close();
    before.close();
  });
  const other = { other: 'f'.repeat(16), top: 3 };

  it('tells who came, went and stayed, in all and at the top', () => {
    expect(shownRows(now.part('shares', 'turnover', 'packages', other))).toEqual([['In both', 4, 6], ['Only here', 2, 6]]);
    expect(now.part('values', 'turnover', 'other', other).rows.map(({ value }) => value)).toEqual([5, 1]);
    expect(shownRows(now.part('shares', 'turnover', 'top', other))).toEqual([['Among the top of both', 2, 3], ['In the other mirror, but lower', 1, 3], ['Not in the other mirror', 0, 3]]);
    expect(shownRows(now.part('shares', 'turnover', 'top', { ...other, top: 4 })).map(([, count]) => count)).toEqual([2, 1, 1]);
  });

  it('lists whose rank changed', () => {
    expect(now.part('table', 'turnover', 'movers', other).rows.map(({ cells }) => cells)).toEqual([['b', 'Hugging Face', 1, 2, 1], ['a', 'Hugging Face', 2, 1, -1]]);
  });

  it('asks for another mirror', () => {
    expect(() => now.run('turnover')).toThrow('Turnover needs another mirror');
    expect(() => now.run('turnover', { other: '../x' })).toThrow('other cannot be');
  });
});
