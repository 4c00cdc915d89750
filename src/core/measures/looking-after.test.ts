import { afterAll, describe, expect, it } from 'vitest';
import { bitOfPart } from '../../shared/domain/index.ts';
import type { TestPackage, TestRepository } from '../query/testing.ts';
import { makeMailmap } from '../reach/index.ts';
import { type OpenMeasures, openMeasures, shownRows } from './testing.ts';

const at = (day: string): number => Date.parse(`${day}T12:00:00Z`) / 1000;
const ada = { name: 'Ada', email: 'ada@x.org' };
const home = { name: 'Ada', email: 'ada@home.org' };
const bo = { name: 'Bo', email: 'bo@x.org' };
const bot = { name: 'ci[bot]', email: 'ci@x.org' };
const by = (author: typeof ada, day: string, signed = false) => ({ author, committer: author, authored: at(day), committed: at(day), signed });

const repositories: readonly TestRepository[] = [
  { path: 'r/lone', authors: [], history: [by(ada, '2021-01-10'), by(ada, '2022-08-20'), by(home, '2022-08-21'), by(bot, '2022-08-22')] },
  { path: 'r/pair', authors: [], history: [by(ada, '2020-05-01'), by(bo, '2021-12-01', true)] },
  { path: 'r/bot', authors: [], history: [by(bot, '2019-01-01')] },
  { path: 'r/wrong', authors: [], history: [{ ...by(bo, '2022-01-01'), authored: 0, committed: 0 }] },
];

const [weights, configuration, tests, licence] = [bitOfPart('weights'), bitOfPart('configuration'), bitOfPart('tests'), bitOfPart('licence')];
const packages: readonly TestPackage[] = [
  { name: 'a/full', owner: 'a', repository: 'r/lone', architecture: 'bert', datasets: ['squad'], card: 'words', license: 'mit', sha: 'f'.repeat(40), formats: ['safetensors'], numbers: { parts: weights | configuration | tests, modified: at('2022-08-31') } },
  { name: 'a/bare', owner: 'a', repository: 'r/pair', numbers: { parts: 0, modified: at('2022-08-01') } },
  { name: 'b/weights', owner: 'b', repository: 'r/bot', formats: ['pytorch'], numbers: { parts: weights | licence, modified: at('2022-07-31') } },
  { name: 'unlisted', owner: null, repository: 'r/wrong', gated: true, numbers: { modified: at('2019-01-01') } },
  { name: 'alone', owner: null },
];

const measured = openMeasures({ packages, repositories });
afterAll(() => measured.close());

describe('package anatomy', () => {
  it('counts a part among the packages in which it can be told', () => {
    expect(shownRows(measured.part('shares', 'anatomy', 'parts'))).toEqual([
      ['Weights', 2, 3],
      ['Architecture', 1, 5],
      ['Dataset', 1, 5],
      ['Configuration', 1, 3],
      ['Documentation', 1, 5],
      ['Licence', 2, 5],
      ['Tests', 1, 3],
      ['Version history', 2, 4],
    ]);
    expect(measured.part('shares', 'anatomy', 'parts').missing.map(({ count }) => count)).toEqual([2, 1]);
  });

  it('counts how many of the seven there are, of packages with a list of files, and within a search', () => {
    const counts = (query?: string) => measured.part('shares', 'anatomy', 'number', {}, query).rows.map(({ count }) => count);
    expect(counts()).toEqual([1, 0, 1, 0, 0, 0, 0, 1]);
    expect(counts('owner:b')).toEqual([0, 0, 1, 0, 0, 0, 0, 0]);
  });
});

describe('maintenance', () => {
  it('counts ages back from the newest day of the mirror, in days as the search language has them', () => {
    const changed = measured.part('shares', 'maintenance', 'changed');
    expect(changed.notes).toEqual(['Ages are counted back from 2022-08-31.']);
    expect(changed.rows.map(({ count, of, packages: search }) => [count, of, search])).toEqual([
      [2, 4, 'modified:>=2022-08-01'],
      [1, 4, 'modified:2022-06-01..2022-07-31'],
      [0, 4, 'modified:2021-08-31..2022-05-31'],
      [0, 4, 'modified:2020-08-31..2021-08-30'],
      [1, 4, 'modified:<=2020-08-30'],
    ]);
    expect(changed.missing).toEqual([{ words: 'packages without a day of change', count: 1, packages: '-modified:1000..' }]);
  });

  it('takes another day to count from', () => {
    expect(measured.part('shares', 'maintenance', 'changed', { 'as-of': '2022-07-31' }).rows.map(({ count }) => count)).toEqual([3, 0, 0, 0, 1]);
  });

  it('tells the age of repositories by their last commit, wrong dates aside', () => {
    expect(measured.part('shares', 'maintenance', 'committed').rows.map(({ key, count, of }) => `${key} ${count}/${of}`)).toEqual(['month 1/3', 'quarter 0/3', 'year 1/3', 'two-years 0/3', 'older 1/3']);
  });

  it('counts people, not addresses, where aliases say so, and no automated accounts', () => {
    const rows = (opened: OpenMeasures) => opened.part('shares', 'maintenance', 'maintainers').rows.map(({ key, count }) => `${key} ${count}`);
    expect(rows(measured)).toEqual(['none 1', 'one 1', 'two 2', 'few 0', 'many 0']);
    const joined = openMeasures({ packages, repositories }, { aliases: makeMailmap([{ commitEmail: 'ada@home.org', commitName: '', name: null, email: 'ada@x.org' }], 'joined') });
    expect(rows(joined)).toEqual(['none 1', 'one 2', 'two 1', 'few 0', 'many 0']);
    joined.close();
  });

  it('draws commits by year without a gap', () => {
    const years = measured.part('lines', 'maintenance', 'years').lines[0]?.points.map(({ x, y }) => [x, y]);
    expect(years).toEqual([[2019, 1], [2020, 1], [2021, 2], [2022, 3]]);
  });

  it('says nothing of a mirror without clones', () => {
    const bare = openMeasures({ packages: [{ name: 'x' }] });
    expect(bare.part('values', 'maintenance', 'middle').rows.map(({ value }) => value)).toEqual([null, null, null, null]);
    expect(bare.part('shares', 'maintenance', 'committed').rows.every(({ of, low }) => of === 0 && low === null)).toBe(true);
    bare.close();
  });
});

describe('threats and defences', () => {
  it('measures what a mirror tells, and says what it cannot', () => {
    const rows = measured.part('table', 'defences', 'defences').rows;
    const shown = Object.fromEntries(rows.map(({ key, cells }) => [key, `${String(cells[3])}/${String(cells[4])}`]));
    expect(shown).toEqual({ verified: 'null/null', owned: '3/5', signed: '1/4', valid: 'null/null', recorded: '1/5', attributed: '1/4', gated: '1/5', mirrored: '4/5', scanned: 'null/null', safe: '1/2', shared: '2/4' });
    expect(rows.filter(({ cells }) => cells[5] === 'not computable offline').map(({ key }) => key)).toEqual(['verified', 'valid', 'scanned']);
  });
});
