import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../../test/fixtures/random.ts';
import { seed } from '../../../../test/fixtures/seed.ts';
import { readHub, unifiedRecord } from './testing-hub.ts';

const entry = (id: string): Record<string, unknown> => ({ modelId: id, id, downloads: id.length });

function join(unified: readonly (readonly [row: number, id: string])[], metadata: readonly string[]) {
  const { packages, entries, told } = readHub('huggingface', {
    'json/huggingface.json': unified.map(([row, id]) => unifiedRecord(row, id, id)),
    'json/metadata/hf_metadata.json': metadata.map(entry),
  });
  return { names: packages.map((found) => found.name), joined: packages.map((found) => found.downloads), placed: entries.map(({ metadata: place }) => place !== null), told };
}

describe('unified records joined with metadata', () => {
  test('in order', () => {
    expect(join([[0, 'a'], [1, 'bb']], ['a', 'bb'])).toEqual({ names: ['a', 'bb'], joined: [1, 2], placed: [true, true], told: [] });
  });

  test('with gaps: entries that the unified records leave out are notes', () => {
    expect(join([[0, 'a'], [3, 'dddd']], ['a', 'bb', 'ccc', 'dddd'])).toEqual({
      names: ['a', 'dddd'], joined: [1, 4], placed: [true, true], told: ['metadata-without-record: bb', 'metadata-without-record: ccc'],
    });
  });

  test('out of order, also without row numbers that fit', () => {
    for (const rows of [[2, 0, 1], [0, 1, 2], [9, 9, 9], [-1, -1, -1]]) {
      const found = join([[rows[0] ?? 0, 'ccc'], [rows[1] ?? 0, 'a'], [rows[2] ?? 0, 'bb']], ['a', 'bb', 'ccc', 'dddd']);
      expect(Object.fromEntries(found.names.map((name, at) => [name, found.joined[at]]))).toEqual({ a: 1, bb: 2, ccc: 3 });
      expect(found.told).toEqual(['metadata-without-record: dddd']);
    }
  });

  test('a unified record whose entry is missing keeps what it says', () => {
    expect(join([[0, 'a'], [1, 'bb'], [2, 'ccc']], ['a', 'ccc'])).toEqual({
      names: ['a', 'bb', 'ccc'], joined: [1, null, 3], placed: [true, false, true], told: ['record-without-metadata: bb'],
    });
  });

  test('several unified records of one entry, next to each other and far apart, all have it', () => {
    expect(join([[0, 'a'], [0, 'a'], [1, 'bb'], [0, 'a']], ['a', 'bb'])).toEqual({
      names: ['a', 'a', 'bb', 'a'], joined: [1, 1, 2, 1], placed: [true, true, true, true], told: [],
    });
  });

  test('an entry that comes twice is told', () => {
    expect(join([[0, 'a']], ['a', 'bb', 'bb']).told).toEqual(['duplicate-id: bb', 'metadata-without-record: bb']);
  });

  test('many damaged entries cost little: what follows is joined in passing', () => {
    const ids = Array.from({ length: 2000 }, (_, row) => `m${row}`);
    const text = JSON.stringify(ids.map(entry), null, 4).replaceAll(/"m(\d*00)"/g, 'm$1');
    const { packages, problems } = readHub('huggingface', { 'json/huggingface.json': ids.map((id, row) => unifiedRecord(row, id, id)), 'json/metadata/hf_metadata.json': text });
    expect(packages.filter((found) => found.downloads === null).map((found) => found.name).sort()).toEqual(ids.filter((id) => id.endsWith('00')).sort());
    expect(problems.filter((problem) => problem.code === 'bad-json')).toHaveLength(19);
    // Those joined in passing stand in file order; each damaged entry sends two or so to the end.
    expect(packages.findIndex((found, at) => found.name !== ids.filter((id) => !id.endsWith('00'))[at])).toBeGreaterThan(90);
    expect(packages.slice(0, 1900).filter((found) => found.downloads !== null).length).toBeGreaterThan(1890);
  });

  test('every random order and choice joins as a lookup by id does', () => {
    const { below } = seededRandom(seed);
    const pick = (): string[] => Array.from({ length: below(12) }, () => 'x'.repeat(1 + below(8)));
    for (let round = 0; round < 300; round += 1) {
      const unified = pick();
      const metadata = pick();
      const found = join(unified.map((id) => [below(12), id]), metadata);
      const named = unified.length > 0 ? unified : [...new Set(metadata)];
      const expected = named.map((id) => `${id} ${metadata.includes(id) ? id.length : null}`);
      expect(found.names.map((name, at) => `${name} ${found.joined[at]}`).sort(), `seed ${seed}, round ${round}`).toEqual(expected.sort());
    }
  });
});

describe('unified records that are damaged', () => {
  const metadata = ['a', 'bb', 'ccc', 'dddd'].map(entry);
  const unified = JSON.stringify(['a', 'bb', 'ccc', 'dddd'].map((id, row) => unifiedRecord(row, id, id)), null, 4);
  const read = (text: string) => readHub('huggingface', { 'json/huggingface.json': text, 'json/metadata/hf_metadata.json': metadata });

  test('one in the middle: its package comes from the metadata alone, and both are told', () => {
    const { entries, told } = read(unified.replace('"ModelName": "bb"', '"ModelName" "bb"'));
    expect(entries.map((found) => [found.package.name, found.package.downloads, found.unified !== null]).sort()).toEqual([['a', 1, true], ['bb', 2, false], ['ccc', 3, true], ['dddd', 4, true]]);
    expect(told).toEqual(['bad-json: null', 'metadata-without-record: bb']);
  });

  test('the file ends early: what it does not reach comes from the metadata', () => {
    const { packages, told } = read(unified.slice(0, unified.indexOf('"ccc"')));
    expect(packages.map(({ name }) => name).sort()).toEqual(['a', 'bb', 'ccc', 'dddd']);
    expect(told).toEqual(['truncated-file: null', 'metadata-without-record: ccc', 'metadata-without-record: dddd']);
  });

  test.each(['[]', '', '[{"id": 0, "ModelN'])('%j: all packages come from the metadata', (text) => {
    const { packages, told } = read(text);
    expect(packages.map(({ name }) => name)).toEqual(['a', 'bb', 'ccc', 'dddd']);
    expect(told.filter((problem) => problem.startsWith('metadata-without-record'))).toEqual([]);
  });
});

describe('one of the files', () => {
  test('only unified records, only metadata, neither', () => {
    const unified = { 'json/huggingface.json': [unifiedRecord(7, 'a/b', 'a/b', { ModelTask: 'fill-mask', ModelPaperDOIs: ['doi:10.1000/1'] })] };
    expect(readHub('huggingface', unified).packages).toMatchObject([{ name: 'a/b', recordNumber: 7, owner: 'a', task: { value: 'fill-mask' }, papers: [{ kind: 'doi', id: '10.1000/1' }] }]);
    expect(readHub('huggingface', { 'json/metadata/hf_metadata.json': [entry('c/d')] }).packages).toMatchObject([{ name: 'c/d', recordNumber: null, owner: 'c', downloads: 3 }]);
    expect(readHub('huggingface', {}).packages).toEqual([]);
  });
});

describe('unified records that are not as they should be', () => {
  const read = (record: Record<string, unknown>) => readHub('huggingface', { 'json/huggingface.json': [record] });

  test('without a name: the metadata id names it; without both it is left out', () => {
    const { ModelName: _name, ...nameless } = unifiedRecord(0, 'x', 'a/b');
    expect(read(nameless)).toMatchObject({ packages: [{ name: 'a/b' }], problems: [{ code: 'missing-field', severity: 'warning' }] });
    expect(read({ id: 5 })).toMatchObject({ packages: [], problems: [{ code: 'missing-field', severity: 'error', record: '5' }] });
  });

  test('fields of wrong types are named, and read as missing', () => {
    const { packages, problems } = read(unifiedRecord(0, 'a/b', 'a/b', { ModelTask: ['x'], ModelArchitecture: { a: 1 }, LatestGitCommitSHA: 12, id: 'two', ModelHub: { MetadataObjectID: 'a/b' } }));
    expect(packages).toMatchObject([{ task: null, architecture: null, sha: null, recordNumber: null }]);
    expect(problems).toMatchObject([{ code: 'wrong-type', record: 'a/b', message: 'Not text: LatestGitCommitSHA, ModelTask, ModelArchitecture.' }]);
  });

  test('datasets under both keys, as maps or text', () => {
    const datasets = [{ DatasetName: 'squad' }, 'glue', null, 7];
    for (const key of ['Dataset', 'Datasets']) expect(read(unifiedRecord(0, 'a', 'a', { [key]: datasets })).packages[0]?.datasets).toEqual(['squad', 'glue', '7']);
  });

  test('the record is found again at its place', () => {
    const files = { 'json/huggingface.json': [unifiedRecord(0, 'a', 'a'), unifiedRecord(1, 'b', 'b')], 'json/metadata/hf_metadata.json': [entry('a'), entry('b')] };
    const { entries } = readHub('huggingface', files);
    const slice = (path: keyof typeof files, place: { offset: number; length: number } | null | undefined): unknown =>
      JSON.parse(JSON.stringify(files[path], null, 4).slice(place?.offset, (place?.offset ?? 0) + (place?.length ?? 0)));
    expect(slice('json/huggingface.json', entries[1]?.unified)).toEqual(files['json/huggingface.json'][1]);
    expect(slice('json/metadata/hf_metadata.json', entries[1]?.metadata)).toEqual(files['json/metadata/hf_metadata.json'][1]);
    expect(entries[1]?.metadata?.file).toBe('data/huggingface/json/metadata/hf_metadata.json');
  });
});
