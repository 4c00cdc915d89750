import { describe, expect, it } from 'vitest';
import { numbersOfTables, pointsApart, compareValues, statedElsewhere, tableReader } from './index.ts';
import type { StatedValue } from './elsewhere.ts';

const card = `# SQuAD

Some words | and a bar that is no table.

| Model | F1 | EM |
|:------|---:|:--:|
| base  | 88.5 | **81.2%** |
| large | 1,090.5 ± 0.2 | – |

\`\`\`
| not | a table |
|---|---|
| x | 1 |
\`\`\`

## Results on GLUE

metric | value
--- | ---
[Accuracy](https://example.org) | 0.91 (dev)
a \\| b | 3
`;

describe('tables of a card', () => {
  it('gives every number with its heading, row and column, and none from code or prose', () => {
    expect(numbersOfTables(card)).toEqual([
      { line: 7, table: 5, heading: 'SQuAD', row: 'base', column: 'F1', text: '88.5' },
      { line: 7, table: 5, heading: 'SQuAD', row: 'base', column: 'EM', text: '81.2%' },
      { line: 8, table: 5, heading: 'SQuAD', row: 'large', column: 'F1', text: '1,090.5' },
      { line: 20, table: 18, heading: 'Results on GLUE', row: 'Accuracy', column: 'value', text: '0.91' },
      { line: 21, table: 18, heading: 'Results on GLUE', row: 'a | b', column: 'value', text: '3' },
    ]);
  });

  it('reads no more than it must of a hostile card', () => {
    const rows = Array.from({ length: 30_000 }, () => '| a | 1 |').join('\n');
    expect(numbersOfTables(`| h | v |\n|---|---|\n${rows}`)).toHaveLength(2_000);
    expect(numbersOfTables(`| h | v |\n|---|---|\n|${' 1 |'.repeat(100_000)}`)).toEqual([]);
    expect(numbersOfTables('|'.repeat(3_000_000))).toEqual([]);
  });
});

describe('two values of one claim', () => {
  const cases: readonly (readonly [metric: string, claimed: string, other: string, agrees: boolean, points: number | null, scaled: boolean])[] = [
    ['f1', '0.885', '88.5', true, 0, true],
    ['f1', '0.8849', '88.5', true, 0.01, true],
    ['f1', '0.87', '88.5', false, 1.5, true],
    ['accuracy', '91.2', '91.2%', true, 0, false],
    ['accuracy', '91.24', '91.2', true, -0.04, false],
    ['accuracy', '91.26', '91.2', false, -0.06, false],
    ['loss', '0.5', '2.1', false, 1.6, false],
    ['params', '1,024', '1024', true, 0, false],
    ['bleu', '1e2', '100', true, 0, false],
    ['verdict', 'Good', 'good ', true, null, false],
    ['verdict', '0.5', 'high', false, null, false],
  ];
  it.each(cases)('%s: %s beside %s', (metric, claimed, other, agrees, points, scaled) => {
    const found = compareValues(metric, claimed, other);
    expect(found).toEqual({ agrees, points, scaled });
  });
});

it.each([
  ['f1', '0.885', '0.87', -1.5],
  ['f1', '0.885', '87', -1.5],
  ['f1', '88.5', '87.0', -1.5],
  ['accuracy', '1', '0.5', -50],
  ['accuracy', '0.5%', '0.7%', 0.2],
  ['loss', '0.5', '0.75', 0.25],
  ['bleu', '27.1', 'high', null],
] as const)('%s: %s and %s lie %s points apart', (metric, claimed, other, points) => expect(pointsApart(metric, claimed, other)).toBe(points));

describe('the same claim elsewhere', () => {
  const claims: readonly StatedValue[] = [
    { task: 'question-answering', dataset: 'SQuAD', metric: 'F1', value: '88.5' },
    { task: 'question-answering', dataset: 'SQuAD', metric: 'Exact Match', value: '81.2' },
    { task: 'text-classification', dataset: 'glue', metric: 'acc', value: '0.91' },
  ];

  it('is told by dataset and metric, whatever their spelling, and by the task where both name one', () => {
    const others = [
      { task: null, dataset: 'squad', metric: 'f1', value: '87.0', place: 'a' },
      { task: 'summarization', dataset: 'squad', metric: 'f1', value: '1', place: 'b' },
      { task: null, dataset: 'GLUE', metric: 'Accuracy', value: '91', place: 'c' },
      { task: 'question-answering', dataset: null, metric: 'em', value: '81.2', place: 'd' },
      { task: 'question-answering', dataset: null, metric: null, value: '81.2', place: 'ambiguous' },
      { task: null, dataset: 'imagenet', metric: 'top1', value: '1', place: 'other' },
    ];
    expect(statedElsewhere(claims, others)).toEqual([
      [{ value: '87.0', place: 'a', agrees: false, points: -1.5, scaled: false }],
      [{ value: '81.2', place: 'd', agrees: true, points: 0, scaled: false }],
      [{ value: '91', place: 'c', agrees: true, points: 0, scaled: true }],
    ]);
  });

  it('is found in tables whose heads and heading name metric and dataset, in the row of this model', () => {
    const tables = numbersOfTables(card);
    const subject = { shortName: 'my-base', isOneDataset: false };
    const found = (shortName: string) => claims.map((claim) => tableReader(tables, { ...subject, shortName })(claim).map(({ value, agrees }) => [value, agrees]));
    expect(found('base')).toEqual([[['88.5', true]], [['81.2%', true]], [['0.91', true]]]);
    expect(found('large')).toEqual([[['1,090.5', false]], [], [['0.91', true]]]);
    expect(found('tiny')).toEqual([[], [], [['0.91', true]]]);
    const other = { task: null, dataset: 'wiki', metric: 'f1', value: '88.5' };
    expect(tableReader(tables, { ...subject, shortName: 'base' })(other)).toEqual([]);
    expect(tableReader(tables, { shortName: 'base', isOneDataset: true })(other)).toHaveLength(1);
  });
});
