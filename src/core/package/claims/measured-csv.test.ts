import { describe, expect, it } from 'vitest';
import { readMeasuredCsv } from './measured-csv.ts';

const read = (text: string) => readMeasuredCsv(new TextEncoder().encode(text));
const result = (name: string, dataset: string | null, metric: string | null, value: string, task: string | null = 'qa') => ({ name, task, dataset, metric, value });

describe('a table of measured results', () => {
  it('has numbers, lists or objects as results, whatever the order and case of its columns', () => {
    expect(read('\uFEFFTask,Name,Results\r\nqa,org/a,88.5\r\nqa,b,"f1=88.5; em: 81.2%"\r\nqa,c,"{""f1"": 0.9, ""squad"": {""em"": 81}, ""note"": ""x""}"\r\n').results).toEqual([
      result('org/a', null, null, '88.5'),
      result('b', null, 'f1', '88.5'),
      result('b', null, 'em', '81.2%'),
      result('c', null, 'f1', '0.9'),
      result('c', 'squad', 'em', '81'),
    ]);
    expect(read('name,task,dataset,metric,results,more\na,,squad,f1,88,x\n').results).toEqual([result('a', 'squad', 'f1', '88', null)]);
  });

  it('names the rows that it leaves out, with their lines, and keeps the others', () => {
    const { results, bad, badTotal } = read('name,task,results\na,qa,1\n,qa,2\nb,qa,\nc,qa,about ten\nd,qa,f1=high\ne,qa,3\n');
    expect(results.map(({ name }) => name)).toEqual(['a', 'e']);
    expect(bad.map(({ line }) => line)).toEqual([3, 4, 5, 6]);
    expect(badTotal).toBe(4);
    expect(bad[2]?.reason).toContain('about ten');
  });

  it('refuses a file without its columns', () => {
    expect(() => read('model,score\na,1\n')).toThrow('task and results are not there');
    expect(() => read('')).toThrow('no rows');
  });

  it('names a row whose quotes never end, which takes the rest with it', () => {
    const { results, bad, badTotal } = read('name,task,results\na,qa,1\n"b,qa,2\nc,qa,3\n');
    expect(results.map(({ name }) => name)).toEqual(['a']);
    expect(badTotal).toBe(1);
    expect(bad[0]?.reason).toMatch(/quote/i);
  });
});

it('reads a table of measured results as a spreadsheet saves it', () => {
  expect(readMeasuredCsv(Buffer.from('\uFEFFname\ttask\tresults\r\nb\tqa\t"f1=88.5\r\nem=81.2"\r\n', 'utf16le')).results.map(({ metric, value }) => [metric, value])).toEqual([['f1', '88.5'], ['em', '81.2']]);
  expect(readMeasuredCsv(Buffer.from('name;task;results\r\nb;qa;1\r\n;qa;2\r\n')).bad).toEqual([{ line: 3, reason: 'It has no name.' }]);
});
