import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comparison, ComparisonRow } from '../../shared/contract/index.ts';
import type { Claim } from '../../shared/domain/index.ts';
import { comparisonTable, shownRows } from '../../shared/comparing/index.ts';
import { lookForAttributes } from '../package/index.ts';
import { ancestorsOf, getPackage, signedSums, storedDetail } from '../query/index.ts';
import { openTestIndex, type OpenTestIndex, testMirror, type TestIndex } from '../query/testing.ts';
import { compareSides } from './compare.ts';
import type { Side } from './side.ts';

const claim = (metric: string, value: string, dataset = 'GLUE', task: string | null = 'text-classification'): Claim => ({ task, dataset, metric, value, number: Number(value), strict: true, source: 'model-index' });

const ada = { name: 'Ada', email: 'ada@x.org' };
const commit = (committer: typeof ada, signed: boolean) => ({ author: ada, committer, authored: 1, committed: 1, signed });

const index: TestIndex = {
  repositories: [{ path: 'data/huggingface/repos/ada/small', authors: [], history: [commit(ada, true), commit({ name: 'GitHub', email: 'noreply@github.com' }, true), commit(ada, false), commit(ada, true)] }],
  packages: [
    { name: 'base', license: 'CC-BY-NC-4.0', numbers: { downloads: 0 } },
    {
      name: 'ada/small', task: 'text-classification', license: 'MIT', bases: [{ base: 'ada/middle', relation: 'quantized' }], numbers: { downloads: 0, parameters: 1000 }, repository: 'data/huggingface/repos/ada/small',
      claims: [claim('acc', '0.91'), claim('wer', '12'), claim('value', '3'), claim('f1', '0.5'), claim('f1', '0.6')], formats: ['gguf'],
    },
    { name: 'ada/middle', task: 'text-classification', license: 'CC-BY-NC-4.0', bases: [{ base: 'base' }], claims: [claim('Accuracy', '88.5', 'glue'), claim('WER', '10'), claim('value', '4'), claim('f1', '0.7')], numbers: { files: 3 } },
    { name: 'bo/other', bases: [{ base: 'base' }, { base: 'gone/base' }], claims: [claim('accuracy', 'high')] },
    { name: 'cy/silent' },
    { name: 'di/loop', bases: [{ base: 'di/pool' }, { base: 'gone/base' }] },
    { name: 'di/pool', bases: [{ base: 'di/loop' }] },
  ],
};

let opened: OpenTestIndex;

beforeAll(() => {
  opened = openTestIndex(index);
});

afterAll(() => opened.close());

function side(name: string): Side {
  const key = { hub: 'huggingface', name, ordinal: 0 } as const;
  const detail = getPackage(opened.context, { mirror: testMirror, package: key });
  return {
    detail,
    ancestors: ancestorsOf(opened.database, storedDetail(opened.database, key).id, () => false),
    attributes: [...lookForAttributes({ detail, card: null, files: null })],
    claims: detail.claimList.map((one) => ({ ...one, elsewhere: [] })),
    looksForClaims: detail.claims > 0,
    evidence: null,
    files: null,
    signed: signedSums(opened.database, storedDetail(opened.database, key).repository),
    keys: null,
  };
}

const compared = (...names: readonly string[]): Comparison => compareSides(names.map(side), false);

function rowOf({ groups }: Comparison, title: string): ComparisonRow {
  const found = groups.flatMap(({ rows }) => rows).find((row) => row.title === title);
  if (!found) throw new Error(`There is no row ${title}`);
  return found;
}

/** A row as states and values: `known 0`, `unknown`. */
const told = (comparison: Comparison, title: string): readonly string[] => rowOf(comparison, title).cells.map(({ state, values, best }) => [state, ...values, best ? 'best' : ''].filter((part) => part !== '').join(' '));

describe('packages side by side', () => {
  it('keep what is 0 apart from what is not known, and from what is not there', () => {
    const found = compared('base', 'cy/silent', 'ada/middle');
    expect(told(found, 'Downloads')).toEqual(['known 0', 'unknown', 'unknown']);
    expect(told(found, 'Weight formats')).toEqual(['unknown', 'unknown', 'missing']);
    expect(told(found, 'Signed commits')).toEqual(['unknown', 'unknown', 'unknown']);
    expect(told(found, 'Gated')).toEqual(['unknown', 'unknown', 'unknown']);
    expect(told(compared('ada/small', 'base'), 'Signed commits')).toEqual(['known 3', 'unknown']);
    expect(told(compared('ada/small', 'base'), 'Kinds of signature')).toEqual(['known PGP: 3', 'unknown']);
    expect(told(compared('ada/small', 'base'), 'Whose keys sign')).toEqual(['known persons: 2 platforms: 1', 'unknown']);
    expect(told(compared('ada/small', 'base'), 'Keys that signed')).toEqual(['unknown', 'unknown']);
  });

  it('differ only where what is known differs', () => {
    const verdicts = (comparison: Comparison, ...titles: readonly string[]): readonly string[] => titles.map((title) => rowOf(comparison, title).verdict);
    expect(verdicts(compared('ada/small', 'ada/middle'), 'Task', 'Stated licence', 'Downloads', 'Likes')).toEqual(['same', 'differs', 'partly', 'unknown']);
    const shown = shownRows(compared('ada/small', 'ada/middle').groups, true).flatMap(({ rows }) => rows.map(({ title }) => title));
    expect(shown).toContain('Downloads');
    expect(shown).not.toContain('Task');
    expect(shown).not.toContain('Likes');
  });

  it('have attributes that are present, missing or unknown, with what they rest on', () => {
    const found = compared('ada/small', 'cy/silent');
    expect(rowOf(found, 'Quantised model').cells.map(({ state, values }) => [state, values])).toEqual([['known', ['it is a quantised form of its base']], ['unknown', []]]);
    expect(told(found, 'Popularity')[1]).toBe('missing');
    expect(found.groups.map(({ id }) => id)).toEqual(['use', 'licence', 'claims', 'general', 'provenance', 'reproducibility', 'portability', 'signatures', 'lineage', 'files']);
  });

  it('say what a clone would add to those without one', () => {
    const [cloned, without] = compared('ada/small', 'base').sides;
    expect(cloned).toMatchObject({ clone: 'whole', gains: [] });
    expect(without?.gains).toContain('commits, authors and signatures');
  });
});

describe('claims side by side', () => {
  it('are aligned by task, dataset and metric whatever their spelling, and the best is marked where the direction is known', () => {
    const found = compared('ada/small', 'ada/middle', 'cy/silent');
    expect(told(found, 'acc')).toEqual(['known 0.91 best', 'known 88.5', 'unknown']);
    expect(told(found, 'wer')).toEqual(['known 12', 'known 10 best', 'unknown']);
    expect(told(found, 'value')).toEqual(['known 3', 'known 4', 'unknown']);
    expect(rowOf(found, 'value').rule).toContain('does not tell');
  });

  it('have no best where a package states several values, or one that is no number', () => {
    const found = compared('ada/small', 'ada/middle');
    expect(told(found, 'f1')).toEqual(['known 0.5 0.6', 'known 0.7']);
    expect(rowOf(found, 'f1').cells[0]?.warning).toBe('It states several values.');
    expect(told(compared('ada/small', 'bo/other'), 'acc')).toEqual(['known 0.91', 'known high']);
  });

  it('that one does not make are not claimed where its card was read, and unknown where not', () => {
    expect(told(compared('ada/small', 'bo/other', 'cy/silent'), 'wer')).toEqual(['known 12', 'missing', 'unknown']);
  });

  it('tell what states them otherwise', () => {
    const elsewhere = [{ place: { kind: 'measured' as const, list: 'mine.csv', name: 'small' }, value: '90', agrees: false, points: -1, scaled: true }];
    const small = side('ada/small');
    const found = compareSides([{ ...small, claims: small.claims.map((one) => ({ ...one, elsewhere: one.metric === 'acc' ? elsewhere : [] })) }, side('ada/middle')], false);
    expect(rowOf(found, 'acc').cells.map(({ warning }) => warning)).toEqual(['Stated otherwise: 90 measured in mine.csv.', null]);
  });
});

describe('licences and lineage side by side', () => {
  it('tell conflicts with base models over all steps', () => {
    const found = compared('ada/small', 'ada/middle', 'base', 'bo/other');
    expect(told(found, 'Against its base models')).toEqual(['known conflict', 'known no conflict found', 'unknown', 'unknown']);
    expect(rowOf(found, 'Against its base models').cells[0]?.warning).toContain('forbids commercial use');
    expect(rowOf(found, 'Against its base models').cells.slice(2).map(({ note }) => note)).toEqual(['It names no base model.', 'It states no licence.']);
  });

  it('name common ancestors, those that the mirror lacks among them, and end in cycles', () => {
    expect(told(compared('ada/small', 'bo/other', 'di/loop'), 'Ancestors shared with others here')).toEqual(['known base', 'known base gone/base', 'known gone/base']);
    expect(told(compared('ada/small', 'base'), 'Ancestors shared with others here')).toEqual(['known base', 'unknown']);
    expect(told(compared('di/loop', 'cy/silent'), 'Over all steps')).toEqual(['known di/pool gone/base', 'unknown']);
    expect(told(compared('ada/small', 'cy/silent'), 'Over all steps')).toEqual(['known ada/middle base', 'unknown']);
  });
});

describe('files side by side', () => {
  const file = (path: string, oid: string | null = null) => ({ path, kind: 'file' as const, size: 1, lfs: oid === null ? null : { oid, present: false }, format: null });
  const list = (...files: ReturnType<typeof file>[]): Side['files'] => ({ source: 'metadata', reason: null, commit: null, files, total: files.length, bytes: null });

  it('share names and contents, and are unknown without a list', () => {
    const found = compareSides([{ ...side('base'), files: list(file('a.bin', 'one'), file('config.json')) }, { ...side('ada/middle'), files: list(file('b.bin', 'one'), file('config.json')) }, side('cy/silent')], true);
    expect(told(found, 'Names that others have too')).toEqual(['known config.json', 'known config.json', 'unknown']);
    expect(told(found, 'Same content by Git LFS hash')).toEqual(['known a.bin', 'known b.bin', 'unknown']);
    expect(told(found, 'Names that no other has')).toEqual(['known a.bin', 'known b.bin', 'unknown']);
  });
});

describe('a comparison as a table', () => {
  it('says unknown in words, and holds nothing that Markdown or a spreadsheet would run', () => {
    const hostile = compareSides([{ ...side('base'), detail: { ...side('base').detail, name: '=1+1|<b>', task: '=cmd()' } }, side('cy/silent')], false);
    const markdown = comparisonTable(hostile, 'markdown');
    expect(markdown).toContain('| Group | Attribute | huggingface/=1+1\\|\\<b\\> | huggingface/cy/silent | Difference |');
    expect(markdown).toContain('| What it is | Task | =cmd() | unknown | known of some only |');
    const csv = comparisonTable(hostile, 'csv', true);
    expect(csv).toContain("What it is,Task,'=cmd(),unknown,known of some only\r\n");
    expect(csv).not.toContain('Likes');
  });
});
