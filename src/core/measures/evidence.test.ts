import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMeasures, type OpenMeasures, shownRows } from './testing.ts';

const ada = { name: 'Ada', email: 'ada@x.org' };
const github = { name: 'GitHub', email: 'noreply@github.com' };
const at = (day: string): number => Date.parse(day) / 1000;

let open: OpenMeasures;

beforeAll(() => {
  open = openMeasures({
    repositories: [
      {
        path: 'r/whole', authors: [], history: [
          { author: ada, committer: ada, authored: at('2020-05-01'), committed: at('2021-05-01'), signed: true },
          { author: ada, committer: github, authored: at('2021-06-01'), committed: at('2021-06-01'), signed: true },
          { author: ada, committer: ada, authored: at('2021-06-02'), committed: at('2021-06-02') },
          { author: ada, committer: ada, authored: at('2022-01-01'), committed: at('2022-01-01') },
          // A clock that stood at the beginning of time.
          { author: ada, committer: ada, authored: 0, committed: 0, signed: true },
        ],
      },
      { path: 'r/plain', authors: [{ name: 'Bob', email: 'bob@x.org', commits: 3 }] },
      { path: 'r/archived', state: 'archived', authors: [] },
    ],
    packages: [
      { name: 'a', owner: 'ada', repository: 'r/whole', card: '# a\n\n## Usage\n\n## Training data\n\n## Results\n', formats: ['pytorch', 'safetensors'], license: { value: 'Apache-2.0', original: 'apache' }, numbers: { downloads: 0, bytes: 10 } },
      // Two packages in one repository count it once.
      { name: 'b', repository: 'r/whole', formats: ['pickle'], license: 'cc-by-nc-4.0', bases: [{ base: 'e' }], description: 'Glad or sad.' },
      { name: 'c', repository: 'r/plain', formats: ['onnx'], license: '???', bases: [{ base: 'b' }, { base: 'not here' }] },
      { name: 'd', repository: 'r/archived', card: 'No heading at all.', license: 'MIT', bases: [{ base: 'b' }, { base: 'a' }, { base: 'd' }], languages: ['de'], numbers: { bytes: 5 } },
      { name: 'e', hub: 'modelzoo', license: 'other' },
    ],
  });
});
afterAll(() => open.close());

describe('hubs', () => {
  it('hold what the selection holds, beside what was published', () => {
    const { rows, missing } = open.part('table', 'hub-summary', 'hubs');
    expect(rows[0]?.cells.slice(0, 7)).toEqual(['Hugging Face', 4, 3, 1, 12_401, 15, 61e12]);
    expect(rows[1]?.cells.slice(0, 7)).toEqual(['Model Zoo', 1, 0, 0, 3245, null, 115e9]);
    expect(missing[0]?.count).toBe(3);
    expect(rows[1]?.packages).toBe('hub:modelzoo');
    expect(shownRows(open.part('shares', 'hub-summary', 'shares', {}, 'has:clone')).slice(0, 2)).toEqual([['Hugging Face', 3, 3], ['Model Zoo', 0, 3]]);
  });
});

describe('documentation', () => {
  it('tells of cards, and of how many the text is here', () => {
    const { rows } = open.part('values', 'documentation', 'whole');
    expect(rows.slice(0, 3).map(({ value }) => value)).toEqual([2, 2, 1.5]);
    expect(shownRows(open.part('shares', 'documentation', 'items'))).toEqual([['Description', 0, 2], ['Limitations', 0, 2], ['How to use', 1, 2], ['Training', 1, 2], ['Evaluation', 1, 2]]);
    expect(shownRows(open.part('shares', 'documentation', 'score')).filter(([, count]) => count > 0)).toEqual([['0 of 5', 1, 2], ['3 of 5', 1, 2]]);
    expect(open.part('shares', 'documentation', 'items').missing.map(({ words, count }) => [words, count])).toEqual([['packages without a card', 3], ['packages whose card’s text does not lie here', 0]]);
  });

  it('does not take an unknown score for none', () => {
    expect(open.part('values', 'documentation', 'whole', {}, 'name:c').rows[2]).toMatchObject({ value: null, note: 'No text of a card lies in this mirror.' });
  });

  it('tells of fields one by one, a zero being a value', () => {
    const filled = new Map(shownRows(open.part('shares', 'documentation', 'fields')).map(([label, count]) => [label, count]));
    const expected = { Owner: 1, Licence: 5, Languages: 1, 'Base models': 3, Description: 1, 'Model card': 2, 'Weight formats': 3, Size: 2, Downloads: 1, Task: 0 };
    expect(Object.fromEntries(Object.keys(expected).map((label) => [label, filled.get(label)]))).toEqual(expected);
  });
});

describe('licences', () => {
  it('are known ones or not', () => {
    expect(shownRows(open.part('shares', 'licences', 'validity'))).toEqual([['SPDX ids only', 2, 5], ['Not an SPDX id', 3, 5], ['None stated', 0, 5]]);
  });

  it('conflict with those of base models', () => {
    // b of e ("other" is not known), c of b ("???" is not known), d of b (conflict), d of a; no tie of d to itself.
    expect(shownRows(open.part('shares', 'licences', 'conflicts'))).toEqual([['May not follow', 1, 4], ['Go together, or not known to the rules', 3, 4]]);
    const { rows, total } = open.part('table', 'licences', 'pairs');
    expect([rows.map(({ cells }) => cells.slice(0, 3)), total]).toEqual([[['cc-by-nc-4.0', 'MIT', 1]], 1]);
    expect(rows[0]?.packages).toBe('measure:"licences/pairs/=cc-by-nc-4.0 > mit"');
    expect(shownRows(open.part('shares', 'licences', 'conflicts', {}, 'name:c'))).toEqual([['May not follow', 0, 1], ['Go together, or not known to the rules', 1, 1]]);
  });
});

describe('weights', () => {
  it('are exposed to pickles', () => {
    expect(shownRows(open.part('shares', 'weights', 'pickles'))).toEqual([['Pickles, and no format of numbers alone', 1, 5], ['Pickles beside a format of numbers alone', 1, 5], ['No pickles', 1, 5], ['No weights known', 2, 5]]);
    expect(open.part('values', 'weights', 'whole').rows.map(({ value }) => value)).toEqual([3, 2]);
    expect(shownRows(open.part('shares', 'weights', 'formats', { top: 1 })).slice(1)).toEqual([['Other formats only', 2, 5], ['No weights known', 2, 5]]);
  });
});

describe('signed', () => {
  it('counts repositories once, and commits', () => {
    expect(shownRows(open.part('shares', 'signed', 'shares'))).toEqual([['Repositories with a signed commit', 1, 2], ['Signed commits', 3, 8]]);
    expect(open.part('shares', 'signed', 'shares').missing[0]?.count).toBe(2);
    expect(shownRows(open.part('shares', 'signed', 'shares', {}, 'name:c'))).toEqual([['Repositories with a signed commit', 0, 1], ['Signed commits', 0, 3]]);
  });

  it('tells platforms from people, by the committer', () => {
    expect(shownRows(open.part('shares', 'signed', 'signers'))).toEqual([['By a person’s own key', 2, 3], ['By a platform or bot', 1, 3]]);
    expect(shownRows(open.part('shares', 'signed', 'kinds')).map(([, count]) => count)).toEqual([3, 0, 0, 0]);
  });

  it('goes by the committer’s year, and leaves out what cannot be one', () => {
    const { lines, missing } = open.part('lines', 'signed', 'years');
    expect(lines.map(({ key, points }) => [key, points.map(({ x, y }) => [x, y])])).toEqual([['all', [[2021, 2 / 3], [2022, 0]]], ['personal', [[2021, 1 / 3], [2022, 0]]], ['published', [[2023, 0.001]]]]);
    expect(missing[0]?.count).toBe(1);
  });
});
