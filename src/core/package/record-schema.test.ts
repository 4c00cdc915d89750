import { describe, expect, it } from 'vitest';
import { violationsOf } from './record-schema.ts';

const good = {
  id: 1, ModelHub: { ModelHubName: 'Hugging Face', ModelHubURL: 'https://huggingface.co', MetadataFilePath: 'data/x.json', MetadataObjectID: 7 },
  ModelName: 'a/b', ModelOwner: 'a', ModelURL: 'u', ModelOwnerURL: 'v', LatestGitCommitSHA: '0'.repeat(40),
};

const told = (kind: 'unified' | 'metadata', record: unknown, hub = 'huggingface' as const) =>
  violationsOf(kind, hub, JSON.stringify(record, null, 1)).list.map(({ path, line, expected, found, usual }) => [path, line, expected, found, usual]);

describe('violations of the form of a record', () => {
  it('has none in a record as the schema has it', () => {
    expect(told('unified', good)).toEqual([]);
    expect(told('metadata', { modelId: 'a/b', sha: '0'.repeat(40), tags: [], siblings: [{ rfilename: 'x' }], cardData: { license: ['mit'] }, downloads: 3, other: 1 })).toEqual([]);
  });

  it('names path, line, what was expected and what is there', () => {
    const { ModelName: _name, ...nameless } = good;
    const record = { ...nameless, ModelHub: { ...good.ModelHub, MetadataObjectID: 'a/b' }, LatestGitCommitSHA: '', ModelTask: null, Dataset: [] };
    expect(told('unified', record)).toEqual([
      ['ModelName', 1, 'text', 'nothing', false],
      ['ModelHub.MetadataObjectID', 7, 'a whole number', '"a/b"', true],
      ['LatestGitCommitSHA', 12, 'the name of a commit, 40 hex digits', '""', false],
      ['ModelTask', 13, 'text', 'null', false],
      ['Dataset', 14, 'no such field', '[]', true],
    ]);
    expect(told('metadata', { modelId: 'a/b', tags: 'x', siblings: [{ rfilename: 'x' }, { rfilename: null }], cardData: { license: [null] }, likes: -1, lastModified: 'today' })).toEqual([
      ['tags', 3, 'a list of texts', '"x"', false],
      ['siblings.1.rfilename', 9, 'text', 'null', false],
      ['cardData.license', 13, 'text, or a list of texts', '[null]', false],
      ['likes', 17, 'a number that is not negative', '-1', false],
      ['lastModified', 18, 'a date such as 2022-02-01T12:00:00.000Z', '"today"', false],
    ]);
  });

  it('is quiet about what is no JSON, and bounded in a record of nothing but violations', () => {
    expect(violationsOf('metadata', 'huggingface', '{"a": ')).toEqual({ list: [], total: 0 });
    expect(violationsOf('metadata', 'huggingface', '{"modelId": NaN}').list.map(({ path }) => path)).toEqual(['modelId']);
    const many = violationsOf('metadata', 'huggingface', JSON.stringify({ tags: Array.from({ length: 5000 }, () => 1) }));
    expect([many.list.length, many.total]).toEqual([200, 5000]);
    expect(violationsOf('unified', 'huggingface', '7').total).toBe(1);
  });
});
