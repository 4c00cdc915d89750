import { expect, test } from 'vitest';
import { fields } from './fields.ts';
import { parse } from './parse.ts';
import type { SearchNode, SearchTree } from './tree.ts';

const word = (text: string, prefix = false): SearchNode => ({ kind: 'word', text, prefix });
const value = (field: 'owner' | 'task' | 'tag' | 'hub' | 'name' | 'license', ...values: string[]): SearchNode => ({ kind: 'value', field, values });
const all = (...children: SearchNode[]): SearchNode => ({ kind: 'all', children });
const any = (...children: SearchNode[]): SearchNode => ({ kind: 'any', children });
const not = (child: SearchNode): SearchNode => ({ kind: 'not', child });
const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const everything: SearchTree = { kind: 'everything' };

test.each<[string, SearchTree]>([
  ['', everything],
  [' \t\n', everything],
  ['bert-base', word('bert-base', true)],
  ['bert-base ', word('bert-base')],
  ['org/name', word('org/name', true)],
  ['c++', word('c++', true)],
  ['"', word('"', true)],
  ['*', word('*', true)],
  ['🤗', word('🤗', true)],
  ['http://x.org/a', word('http://x.org/a', true)],
  ['arxiv:1810.04805', word('arxiv:1810.04805', true)],
  ["5\" l'été", all(word('5"'), word("l'été", true))],
  ['bert* base', all(word('bert', true), word('base', true))],
  ['a b OR c ', any(all(word('a'), word('b')), word('c'))],
  ['a (b OR c) ', all(word('a'), any(word('b'), word('c')))],
  ['a AND b and c ', all(word('a'), word('b'), word('and'), word('c'))],
  ['a or b ', all(word('a'), word('or'), word('b'))],
  ['-bert', not(word('bert'))],
  ['NOT bert', not(word('bert'))],
  ['NOT -bert', word('bert')],
  ['-(a b)', not(all(word('a'), word('b')))],
  ['NOT(a)', not(word('a'))],
  ['bert - base', all(word('bert'), word('-'), word('base', true))],
  ['"text classification"', { kind: 'phrase', text: 'text classification' }],
  ['"a \\"b\\""', { kind: 'phrase', text: 'a "b"' }],
  ['-"a"', not({ kind: 'phrase', text: 'a' })],
  ['OWNER:Google', value('owner', 'Google')],
  ['author:google', value('owner', 'google')],
  ['owner:google,Google,meta', value('owner', 'google', 'meta')],
  ['owner:"Ada, Lovelace",x', value('owner', 'Ada, Lovelace', 'x')],
  ['tag:dataset:squad', value('tag', 'dataset:squad')],
  ['tag:(a OR license:mit)', value('tag', 'a', 'license:mit')],
  ['tag:(a b -c)', all(value('tag', 'a'), value('tag', 'b'), not(value('tag', 'c')))],
  ['task:a OR task:b', value('task', 'a', 'b')],
  ['hub:"Hugging Face",ONNXmodelzoo', value('hub', 'huggingface', 'onnxmodelzoo')],
  ['name:bert', value('name', 'bert')],
  ['licence:mit', value('license', 'mit')],
  ['has:card -is:gated', all({ kind: 'flag', field: 'has', value: 'card' }, not({ kind: 'flag', field: 'is', value: 'gated' }))],
  ['has:architecture', { kind: 'flag', field: 'has', value: 'arch' }],
  ['owner\\:x ', word('owner:x')],
  ['\\OR ', word('OR')],
  ['sort:name', everything],
])('%j is read as a tree, without remarks', (text, tree) => {
  const read = parse(text);
  expect(read.tree).toEqual(tree);
  expect(read.errors).toEqual([]);
});

const range = (min: number | null, max: number | null, minInclusive: boolean, maxInclusive: boolean) => ({ min, max, minInclusive, maxInclusive });

test.each([
  ['downloads:1k', range(1000, 1000, true, true)],
  ['downloads:=1,000', range(1000, 1000, true, true)],
  ['downloads:>1.1K', range(1100, null, false, false)],
  ['downloads:>=2m', range(2_000_000, null, true, false)],
  ['downloads:≥2m', range(2_000_000, null, true, false)],
  ['downloads:<.5b', range(null, 500_000_000, false, false)],
  ['downloads:<=7', range(null, 7, false, true)],
  ['downloads:1k..10k', range(1000, 10_000, true, true)],
  ['downloads:>1k..<10k', range(1000, 10_000, false, false)],
  ['downloads:5..', range(5, null, true, false)],
  ['downloads:..5', range(null, 5, false, true)],
  ['size:2GB..10GB', range(2e9, 10e9, true, true)],
  ['size:2gib', range(2 ** 31, 2 ** 31, true, true)],
  ['size:>1.5kB', range(1500, null, false, false)],
  ['size:<1.5KiB', range(null, 1536, false, false)],
  ['size:0', range(0, 0, true, true)],
  ['modified:2022', range(day('2022-01-01'), day('2023-01-01'), true, false)],
  ['modified:2024-02', range(day('2024-02-01'), day('2024-03-01'), true, false)],
  ['modified:2022-03-05', range(day('2022-03-05'), day('2022-03-06'), true, false)],
  ['modified:>2022', range(day('2023-01-01'), null, true, false)],
  ['modified:>=2022', range(day('2022-01-01'), null, true, false)],
  ['modified:<2022-03', range(null, day('2022-03-01'), false, false)],
  ['modified:<=2022-03', range(null, day('2022-04-01'), false, false)],
  ['modified:2021..2022-03', range(day('2021-01-01'), day('2022-04-01'), true, false)],
  ['modified:>2021..<2022-03', range(day('2022-01-01'), day('2022-03-01'), true, false)],
])('%s is read as a range', (text, bounds) => {
  const { tree, errors } = parse(text);
  expect(tree).toEqual({ kind: 'range', field: text.slice(0, text.indexOf(':')), ...bounds });
  expect(errors).toEqual([]);
});

test.each([
  ['downloads:', 'error', ''],
  ['bert downloads:abc', 'error', 'abc'],
  ['downloads:>', 'error', '>'],
  ['downloads:..', 'error', '..'],
  ['downloads:-5', 'error', '-5'],
  ['downloads:1e999', 'error', '1e999'],
  ['downloads:<5..9', 'error', '<5..9'],
  ['size:5 GBB size:5GBB', 'error', '5GBB'],
  ['modified:2022-13', 'error', '2022-13'],
  ['modified:2022-02-30', 'error', '2022-02-30'],
  ['modified:>1999-1', 'error', '>1999-1'],
  ['has:crad', 'error', 'crad'],
  ['is:', 'error', ''],
  ['owner:""', 'error', 'owner:""'],
  ['hub:zoo', 'error', 'zoo'],
  ['sort:likes,loud', 'error', 'loud'],
  ['-sort:likes', 'error', 'sort:likes'],
  ['downloads:5..3', 'warning', '5..3'],
  ['modified:2023..2021', 'warning', '2023..2021'],
  ['AND', 'warning', 'AND'],
  ['OR bert', 'warning', 'OR'],
  ['bert OR', 'warning', 'OR'],
  ['bert NOT', 'warning', 'NOT'],
  ['(bert', 'warning', '('],
  ['bert)', 'warning', ')'],
  ['()', 'warning', '('],
  ['""', 'warning', '""'],
  ['"bert base', 'warning', '"bert base'],
  ['owner:"bert', 'warning', '"bert'],
  ['sort:-relevance', 'warning', '-relevance'],
  ['taks:fill-mask', 'warning', 'taks'],
])('%j: %s at %j', (text, severity, place) => {
  const errors = parse(text).errors.filter((error) => error.severity === severity);
  expect(errors).toHaveLength(1);
  expect(text.slice(errors[0]?.from, errors[0]?.to)).toBe(place === '' ? text : place);
});

test('a part with an error is left out and the rest is searched', () => {
  expect(parse('bert (downloads:abc OR -has:nothing) -size:x').tree).toEqual(word('bert'));
});

test('a field that is none is told, with what is likely meant; words that hubs write with a colon are not', () => {
  const suggestions = (text: string) => parse(text).errors.map((error) => error.suggestion);
  expect(suggestions('taks:x')).toEqual(['task']);
  expect(suggestions('langauge:x')).toEqual(['language']);
  expect(suggestions('has:crad')).toEqual(['card']);
  expect(suggestions('sort:-downlaods')).toEqual(['-downloads']);
  expect(suggestions('clone:yes')).toEqual(['has:clone']);
  expect(suggestions('signed:yes')).toEqual(['has:signature']);
  expect(suggestions('gate:true')).toEqual(['is:gated']);
  expect(suggestions('weights:pickle')).toEqual([null]);
  expect(suggestions('http://x arxiv:1810.04805 doi:10.1 region:us std::vector weights\\:pickle')).toEqual([]);
});

test('orders are taken out of the search wherever they stand, each once', () => {
  const { tree, sort } = parse('(bert sort:-downloads) sort:name,downloads');
  expect(tree).toEqual(word('bert'));
  expect(sort).toEqual([
    { by: 'downloads', descending: true },
    { by: 'name', descending: false },
  ]);
});

test('every field, and every alias of it, is read as that field', () => {
  for (const field of fields) {
    const rest = field.example.slice(field.example.indexOf(':'));
    const { tree, sort, errors, tokens } = parse(field.example);
    expect(errors).toEqual([]);
    expect(tokens[0]).toEqual({ kind: 'field', from: 0, to: field.name.length + 1 });
    for (const alias of field.aliases) expect(parse(alias + rest)).toMatchObject({ tree, sort, errors: [] });
  }
});

test.each([
  ['parentheses', '('],
  ['closing parentheses', ')'],
  ['quotation marks', '"'],
  ['quoted spaces', '" '],
  ['backslashes', '\\'],
  ['minuses', '-'],
  ['operators', 'NOT '],
  ['alternatives', 'OR '],
  ['negated groups', '-(a OR '],
  ['field groups', 'tag:('],
  ['fields', 'tags:'],
  ['commas', 'tag:,'],
  ['emoji', '🤗'],
  ['misspelled fields', 'taks:x '],
  ['null characters', '\0'],
])('10,000 characters of %s are read at once', (_, part) => {
  const text = part.repeat(10_000 / part.length).slice(0, 10_000);
  const start = performance.now();
  const { errors } = parse(text);
  expect(performance.now() - start).toBeLessThan(1000);
  expect(errors.length).toBeLessThanOrEqual(50);
});

test('what lies behind 10,000 characters is reported and left out', () => {
  const text = `bert ${' '.repeat(9995)}owner:x`;
  const { tree, errors } = parse(text);
  expect(tree).toEqual(word('bert'));
  expect(errors).toMatchObject([{ severity: 'error', from: 10_000, to: text.length }]);
  expect(parse(text.slice(0, 10_000)).errors).toEqual([]);
});

test('groups nest 64 deep, and a deeper parenthesis and its partner are ignored', () => {
  const nested = (depth: number) => `${'(a OR b '.repeat(depth)}${')'.repeat(depth)} c `;
  expect(parse(nested(64)).errors).toEqual([]);
  expect(parse(nested(65)).errors).toMatchObject([{ severity: 'error', from: 64 * 8, to: 64 * 8 + 1 }]);
});

test('tokens colour a text', () => {
  const text = 'bert -owner:a,"b c" OR tag:(x) "y"';
  const parts = parse(text).tokens.map((token) => `${token.kind} ${text.slice(token.from, token.to)}`);
  expect(parts).toEqual(['word bert', 'operator -', 'field owner:', 'value a', 'value "b c"', 'operator OR', 'field tag:', 'parenthesis (', 'value x', 'parenthesis )', 'phrase "y"']);
});
