import { describe, expect, it } from 'vitest';
import type { PackageRow } from '../contract/index.ts';
import { copyText, extraForCopy } from './copy.ts';

const bert: PackageRow = {
  hub: 'huggingface', name: 'google/bert', ordinal: 0, owner: 'google', task: 'fill-mask', architecture: 'bert', license: 'Apache-2.0', library: null,
  downloads: 1200, likes: 3, stars: null, files: 4, bytes: null, parameters: null, modified: Date.parse('2022-03-05T10:00:00Z') / 1000, created: null,
  claims: 0, dependents: null, hasCard: true, gated: false, recovered: false, clone: 'whole', commits: 3, signed: 0,
  extra: { datasets: ['squad', 'a|b'], url: ['https://huggingface.co/google/bert'], sha: ['0123abc'], purl: ['pkg:huggingface/google/bert@0123abc'] },
};
const odd: PackageRow = { ...bert, hub: 'modelzoo', name: '=cmd()\tA & B_{x}', ordinal: 1, owner: null, task: null, modified: null, extra: {} };

describe('copyText', () => {
  it('writes a table with tabs, where no value starts a cell, a line or a formula', () => {
    expect(copyText([bert, odd], ['name', 'task', 'modified', 'card', 'datasets'], 'tsv').split('\n')).toEqual([
      'Name\tTask\tModified\tCard\tDatasets',
      'google/bert\tfill-mask\t2022-03-05\tyes\tsquad, a|b',
      "'=cmd() A & B_{x}\t\t\tyes\t",
    ]);
  });

  it('writes a Markdown table, numbers on the right', () => {
    expect(copyText([bert, odd], ['name', 'downloads', 'datasets'], 'markdown').split('\n')).toEqual([
      '| Name | Downloads | Datasets |',
      '| --- | ---: | --- |',
      '| google/bert | 1200 | squad, a\\|b |',
      '| =cmd() A & B\\_{x} | 1200 |  |',
    ]);
  });

  it('writes JSON with the columns as members', () => {
    expect(JSON.parse(copyText([bert], ['name', 'size', 'modified', 'datasets', 'card'], 'json'))).toEqual([
      { name: 'google/bert', size: null, modified: '2022-03-05', datasets: ['squad', 'a|b'], card: true },
    ]);
  });

  it('cites packages with BibTeX', () => {
    expect(copyText([bert], [], 'bibtex')).toBe(
      [
        '@misc{huggingface_google_bert,',
        '  title = {{google/bert}},',
        '  author = {{google}},',
        '  year = {2022},',
        '  howpublished = {Hugging Face},',
        '  note = {Pre-trained model, commit 0123abc},',
        '  url = {https://huggingface.co/google/bert}',
        '}',
      ].join('\n'),
    );
    const entry = copyText([odd], [], 'bibtex');
    expect(entry).toContain('@misc{modelzoo_cmd_A_B_x_1,');
    expect(entry).toContain('{=cmd()\tA \\& B\\_\\{x\\}}');
  });

  it('names packages by their package URLs', () => {
    expect(copyText([bert, odd], [], 'purl').split('\n')).toEqual(['pkg:huggingface/google/bert@0123abc', 'pkg:generic/modelzoo/%3Dcmd()%09A%20%26%20B_%7Bx%7D']);
  });

  it('asks rows for the extra columns it needs', () => {
    expect(extraForCopy('purl', ['name'])).toEqual(['purl']);
    expect(extraForCopy('bibtex', ['name'])).toEqual(['url', 'sha']);
    expect(extraForCopy('tsv', ['name', 'tags', 'task'])).toEqual(['tags']);
  });
});
