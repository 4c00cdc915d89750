import { expect, test } from 'vitest';
import { seed } from '../../../test/fixtures/seed.ts';
import { matches } from './match.ts';
import { parse } from './parse.ts';
import { print } from './print.ts';
import { randomFrom, randomNode, randomRecord, randomSort, randomText } from './testing-random.ts';
import { normalise } from './tree.ts';

/** A canonical text can be longer than the text it stands for: `tag:(a b)` becomes `tag:a tag:b`. */
const noLimit = Number.POSITIVE_INFINITY;

test(`printing and reading random trees gives them back (SEARCH_SEED=${seed})`, () => {
  const random = randomFrom(seed);
  for (let round = 0; round < 1500; round += 1) {
    const tree = normalise(randomNode(random, 4));
    const sort = randomSort(random);
    const text = print(tree, sort);
    const read = parse(text, noLimit);
    const errors = read.errors.filter((error) => error.severity === 'error');
    expect({ text, tree: read.tree, sort: read.sort, errors }).toEqual({ text, tree, sort, errors: [] });
  }
});

test(`reading random texts and printing them keeps their meaning (SEARCH_SEED=${seed})`, () => {
  const random = randomFrom(seed + 1);
  for (let round = 0; round < 3000; round += 1) {
    const text = randomText(random);
    const { tree, sort } = parse(text);
    const printed = print(tree, sort);
    const again = parse(printed, noLimit);
    const canonical = print(again.tree, again.sort);
    expect({ text, printed: canonical, tree: again.tree, sort: again.sort }).toEqual({ text, printed, tree: normalise(tree), sort });
  }
});

test(`tokens and errors of random texts lie inside them, tokens in order (SEARCH_SEED=${seed})`, () => {
  const random = randomFrom(seed + 2);
  for (let round = 0; round < 1500; round += 1) {
    const text = randomText(random);
    const { errors, tokens } = parse(text);
    const inside = [...tokens, ...errors].every(({ from, to }) => 0 <= from && from < to && to <= text.length);
    const ordered = tokens.every((token, index) => index === 0 || (tokens[index - 1]?.to ?? 0) <= token.from);
    expect({ text, inside, ordered }).toEqual({ text, inside: true, ordered: true });
  }
});

test(`the normal form of a tree finds the same records (SEARCH_SEED=${seed})`, () => {
  const random = randomFrom(seed + 3);
  const records = Array.from({ length: 25 }, () => randomRecord(random));
  let found = 0;
  for (let round = 0; round < 600; round += 1) {
    const tree = randomNode(random, 3);
    const foundByTree = records.filter((record) => matches(tree, record));
    const foundByNormal = records.filter((record) => matches(normalise(tree), record));
    expect({ tree, found: foundByNormal }).toEqual({ tree, found: foundByTree });
    found += foundByTree.length;
  }
  expect(found).toBeGreaterThan(100);
  expect(found).toBeLessThan(600 * 25 - 100);
});

test.each([
  ['bert', 'bert'],
  ['bert ', 'bert '],
  ['  bert   large  ', 'bert large '],
  ['bert task:x', 'bert task:x'],
  ['ber* task:x', 'ber* task:x'],
  ['a AND b OR (c d)', 'a b OR c d '],
  ['NOT (a OR b)', '-(a OR b)'],
  ['tag:(a OR "b c" OR d)', 'tag:a,"b c",d'],
  ['has:(card OR claims) x', 'has:card,claims x'],
  ['downloads:1500..2,000,000', 'downloads:1.5k..2m'],
  ['downloads:1234', 'downloads:1234'],
  ['size:2147483648', 'size:2GiB'],
  ['size:<=1500', 'size:<=1.5kB'],
  ['size:512', 'size:512B'],
  ['size:0', 'size:0'],
  ['modified:2022-01-01..2022-12-31', 'modified:2022'],
  ['modified:2022-01-01..2022-01-31', 'modified:2022-01'],
  ['modified:>2021-12-31', 'modified:>=2022'],
  ['modified:..2022-02-28', 'modified:<=2022-02'],
  ['modified:2021-03..2022-06-15', 'modified:2021-03..2022-06-15'],
  ['sort:-downloads,name bert', 'sort:-downloads,name bert'],
  ['\\OR owner\\:x', '\\OR owner\\:x'],
])('%j is written %j', (text, canonical) => {
  const { tree, sort } = parse(text);
  expect(print(tree, sort)).toBe(canonical);
});
