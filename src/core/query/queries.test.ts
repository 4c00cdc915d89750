import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExtraColumnId } from '../../shared/table/index.ts';
import { contract, type CallAnswer } from '../../shared/contract/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { StoppedError } from '../index/index.ts';
import { countFacets } from './facets.ts';
import { getPackage } from './get-package.ts';
import { getOverview } from './overview.ts';
import { listProblems } from './problems.ts';
import { rowsOfKeys, searchKeys } from './picked.ts';
import { searchPackages } from './search.ts';
import { openTestIndex, type OpenTestIndex, testMirror, type TestIndex } from './testing.ts';

const index: TestIndex = {
  repositories: [
    { path: 'data/huggingface/repos/huggingface.co/bert', authors: [{ name: 'Ada', email: 'Ada@x.org', commits: 3, signed: 1 }, { name: 'Bo', email: 'bo@x.org' }] },
    { path: 'data/onnxmodelzoo/repos/onnx/models', hub: 'onnxmodelzoo', authors: [{ name: 'A.', email: 'ada@x.org', commits: 2 }, { name: 'Ada', email: 'ADA@x.org' }] },
    { path: 'data/onnxmodelzoo/repos/onnx/void', hub: 'onnxmodelzoo', state: 'empty', authors: [] },
  ],
  packages: [
    {
      name: 'bert', task: 'fill-mask', license: { value: 'Apache-2.0', original: 'apache2' }, library: 'transformers', datasets: ['squad'], languages: ['en', 'de'],
      tags: ['pytorch', 'fill mask'], formats: ['pytorch'], papers: ['arxiv:1810.04805', 'https://x.org/p'], card: 'A card about masks', sha: 'ab'.repeat(20),
      numbers: { downloads: 100, likes: 5, files: 4, bytes: 10, modified: 1_640_995_200 }, repository: 'data/huggingface/repos/huggingface.co/bert', recordCommit: 'ancestor',
      claims: [{ task: 'fill-mask', dataset: 'squad', metric: 'f1', value: '0.5', number: 0.5, strict: true, source: 'model-index' }], facts: [['Stars', '5']],
    },
    { name: 'google/bert', owner: 'google', task: 'fill-mask', license: 'MIT', datasets: ['SQuAD', 'squad'], numbers: { downloads: 7, files: 6 }, bases: [{ base: 'bert' }] },
    { name: 'google/bert-large', owner: 'google', task: 'Fill-Mask', license: 'mit', numbers: { downloads: 900 }, bases: [{ base: 'bert' }, { base: 'bert', relation: 'finetune' }] },
    { name: 'Straße/modèle (v2)', owner: 'Straße', numbers: { downloads: 0 }, sha: 'c0ffee' },
    { name: 'AlexNet', hub: 'onnxmodelzoo', owner: 'onnx', task: 'image-classification', repository: 'data/onnxmodelzoo/repos/onnx/models', numbers: { stars: 9 }, metadata: false },
    { name: 'AlexNet', hub: 'onnxmodelzoo', owner: 'onnx', task: 'image-classification', repository: 'data/onnxmodelzoo/repos/onnx/models', numbers: { stars: 10 } },
    { name: 'Void', hub: 'onnxmodelzoo', repository: 'data/onnxmodelzoo/repos/onnx/void', recovered: true, unified: false },
  ],
  problems: [
    { severity: 'note', code: 'duplicate-name', hub: 'onnxmodelzoo' },
    { severity: 'warning', code: 'empty-clone', hub: 'onnxmodelzoo' },
    { severity: 'note', code: 'duplicate-name', hub: 'onnxmodelzoo' },
    { severity: 'error', code: 'truncated-archive', hub: null },
  ],
};

let opened: OpenTestIndex;

beforeEach(() => {
  opened = openTestIndex(index);
});

afterEach(() => opened.close());

function search(args: { query?: string; extra?: readonly ExtraColumnId[]; offset?: number; limit?: number }): CallAnswer<'packages.search'> {
  const call = contract['packages.search'];
  return call.answer.parse(searchPackages(opened.context, call.args.parse({ mirror: testMirror, ...args })));
}

function names(args: Parameters<typeof search>[0]): readonly string[] {
  return search(args).rows.map((row) => row.name);
}

function facet(query: string, field: 'task' | 'license' | 'dataset' | 'hub' | 'owner', limit = 12) {
  const call = contract['packages.facets'];
  const [answer] = call.answer.parse(countFacets(opened.context, call.args.parse({ mirror: testMirror, query, fields: [field], limit }))).facets;
  return answer;
}

function details(key: { hub: 'huggingface' | 'onnxmodelzoo'; name: string; ordinal: number }): CallAnswer<'packages.get'> {
  const call = contract['packages.get'];
  return call.answer.parse(getPackage(opened.context, call.args.parse({ mirror: testMirror, package: key })));
}

describe('searchPackages', () => {
  it('ranks the exact name first, then the name under an owner, then beginnings, then the rest by popularity', () => {
    expect(names({ query: 'bert' })).toEqual(['bert', 'google/bert', 'google/bert-large']);
    expect(names({ query: '' })).toEqual(['google/bert-large', 'bert', 'google/bert', 'Straße/modèle (v2)', 'AlexNet', 'AlexNet', 'Void']);
    expect(search({ query: 'alexnet' }).rows.map((row) => row.stars)).toEqual([10, 9]);
  });

  it('sorts missing values last in both directions', () => {
    expect(search({ query: 'sort:downloads' }).rows.map((row) => row.downloads)).toEqual([0, 7, 100, 900, null, null, null]);
    expect(search({ query: 'sort:-downloads' }).rows.map((row) => row.downloads)).toEqual([900, 100, 7, 0, null, null, null]);
  });

  it('takes the order from the text, the next one deciding between equals', () => {
    expect(names({ query: 'bert sort:downloads' })).toEqual(['google/bert', 'bert', 'google/bert-large']);
    expect(names({ query: 'bert sort:hub,-name' })).toEqual(['google/bert-large', 'google/bert', 'bert']);
  });

  it('sorts by the text of a field, packages without one last', () => {
    const tasks = search({ query: 'sort:task' }).rows.map((row) => row.task);
    const named = tasks.filter((task) => task !== null);
    expect(named.length).toBeGreaterThan(1);
    expect(tasks.map((task) => task?.toLowerCase() ?? null)).toEqual([...named.map((task) => task.toLowerCase()).sort(), ...tasks.filter((task) => task === null)]);
  });

  it('gives the extra columns that are asked for, and no others', () => {
    const [bert] = search({ query: 'google/bert-large', extra: ['datasets', 'tags', 'bases', 'purl', 'description'] }).rows;
    expect(Object.keys(bert?.extra ?? {}).sort()).toEqual(['bases', 'datasets', 'description', 'purl', 'tags']);
    expect(search({ query: 'google/bert-large' }).rows[0]?.extra).toEqual({});
    for (const row of search({ extra: ['datasets', 'languages', 'formats', 'tags', 'purl', 'description'] }).rows) {
      const { datasets, languages, formats, tags, purl, description } = details({ hub: row.hub as 'huggingface', name: row.name, ordinal: row.ordinal });
      expect(row.extra).toEqual({ datasets, languages, formats, tags, purl: purl === null ? [] : [purl], description: description === null ? [] : [description] });
    }
  });

  it('pages through a search without repeating or losing a row', () => {
    const all = search({ query: 'sort:-likes' });
    const pages = [0, 3, 6, 9].map((offset) => search({ query: 'sort:-likes', offset, limit: 3 }));
    expect(pages.flatMap((page) => page.rows)).toEqual(all.rows);
    expect(pages.map((page) => page.total)).toEqual([7, 7, 7, 7]);
  });

  it('gives keys in the order of the rows, and rows in the order of the keys', () => {
    const rows = search({ query: 'sort:-name' }).rows;
    const { keys, total } = contract['packages.keys'].answer.parse(searchKeys(opened.context, { mirror: testMirror, query: 'sort:-name', offset: 0, limit: 5000 }));
    expect(total).toBe(7);
    expect(keys).toEqual(rows.map(({ hub, name, ordinal }) => ({ hub, name, ordinal })));
    expect(searchKeys(opened.context, { mirror: testMirror, query: 'sort:-name', offset: 2, limit: 3 }).keys).toEqual(keys.slice(2, 5));
    const wanted = [...keys.toReversed(), { hub: 'modelhub' as const, name: 'nowhere', ordinal: 0 }];
    expect(rowsOfKeys(opened.context, { mirror: testMirror, packages: wanted, extra: [] }).rows).toEqual(rows.toReversed());
  });

  it('tells what it could not read and searches the rest', () => {
    const answer = search({ query: 'hub:nowhere bert' });
    expect(answer.total).toBe(3);
    expect(answer.notes).toMatchObject([{ severity: 'error', from: 4, to: 11 }]);
  });

  it('cuts a search of too many conditions and says so', () => {
    const answer = search({ query: Array.from({ length: 400 }, (_, number) => `-w${number}`).join(' ') });
    expect(answer.total).toBe(7);
    expect(answer.notes.map((note) => note.message)).toContain('A search has at most 256 conditions; the rest is left out.');
  });

  it('finds the spelling of the hub beside the normalised one', () => {
    expect(names({ query: 'license:apache2' })).toEqual(['bert']);
    expect(names({ query: 'license:apache-2.0' })).toEqual(['bert']);
  });

  it('stops in the middle of a scan when nobody waits for it any more', () => {
    opened.close();
    let calls = 0;
    opened = openTestIndex(index, () => ++calls > 3);
    for (const query of ['nothing', 'bert task:fill-mask', 'sort:name', 'downloads:>1k']) {
      calls = 3;
      expect(() => search({ query }), query).toThrow(StoppedError);
    }
  });
});

describe('query plans', () => {
  it('finds a package by its key', () => {
    const [row] = opened.database.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN SELECT * FROM package AS p WHERE p.hub = 0 AND p.name = 'bert' AND p.ordinal = 0`).all();
    expect(row?.detail).toContain('package_key (hub=? AND name=? AND ordinal=?)');
  });
});

describe('countFacets', () => {
  it('counts values that fold alike as one, under the most frequent spelling', () => {
    expect(facet('', 'task')).toMatchObject({ field: 'task', values: [{ value: 'fill-mask', count: 3 }, { value: 'image-classification', count: 2 }], missing: 2, more: 0 });
    expect(facet('', 'dataset')).toMatchObject({ field: 'dataset', values: [{ value: 'squad', count: 2 }], missing: 5, more: 0 });
  });

  it('leaves the own condition of a field out, and no other', () => {
    expect(facet('task:image-classification owner:google', 'task')?.values).toEqual([{ value: 'fill-mask', count: 2 }]);
    expect(facet('task:image-classification', 'owner')?.values).toEqual([{ value: 'onnx', count: 2 }]);
  });

  it('says how many values are not listed', () => {
    expect(facet('', 'owner', 1)).toMatchObject({ field: 'owner', values: [{ value: 'google', count: 2 }], missing: 2, more: 2 });
    expect(facet('bert', 'license', 1)).toMatchObject({ values: [{ count: 2 }], more: 1, missing: 0 });
  });

  it('names hubs', () => {
    expect(facet('', 'hub')?.values).toEqual([{ value: 'huggingface', count: 4 }, { value: 'onnxmodelzoo', count: 3 }]);
  });

  it('promises as many results as a search for the value has', () => {
    for (const field of ['task', 'license', 'dataset', 'owner'] as const) {
      for (const query of ['', 'bert', 'has:dataset']) {
        for (const { value, count } of facet(query, field)?.values ?? []) {
          expect(search({ query: `${query} ${field}:"${value}"` }).total, `${query} ${field}:${value}`).toBe(count);
        }
      }
    }
  });
});

describe('getPackage', () => {
  it('gives all that the index has on a package', () => {
    expect(details({ hub: 'huggingface', name: 'bert', ordinal: 0 })).toMatchObject({
      url: 'https://huggingface.co/bert',
      ownerUrl: null,
      purl: `pkg:huggingface/bert@${'ab'.repeat(20)}`,
      tags: ['pytorch', 'fill mask'],
      languages: ['en', 'de'],
      papers: [{ kind: 'arxiv', id: '1810.04805' }, { kind: 'url', id: 'https://x.org/p' }],
      normalised: { license: { value: 'Apache-2.0', original: 'apache2' }, task: { value: 'fill-mask', original: 'fill-mask' }, architecture: null },
      derived: {
        total: 2,
        rows: [
          { package: { hub: 'huggingface', name: 'google/bert-large', ordinal: 0 }, relation: 'finetune' },
          { package: { hub: 'huggingface', name: 'google/bert', ordinal: 0 }, relation: 'base' },
        ],
      },
      claimList: [{ task: 'fill-mask', dataset: 'squad', metric: 'f1', value: '0.5', number: 0.5, strict: true, source: 'model-index' }],
      facts: [['Stars', '5']],
      repository: { state: 'whole', path: 'data/huggingface/repos/huggingface.co/bert', commits: 4, signedCommits: 1, authors: 2, recordCommit: 'ancestor', sharedWith: 0 },
      downloadRank: 2,
    });
  });

  it('tells apart packages of one name and counts who shares their repository', () => {
    const second = details({ hub: 'onnxmodelzoo', name: 'AlexNet', ordinal: 1 });
    expect(second).toMatchObject({ stars: 10, downloadRank: null, purl: null, url: null, repository: { sharedWith: 1 } });
  });

  it('links a base model that the mirror has', () => {
    expect(details({ hub: 'huggingface', name: 'google/bert', ordinal: 0 }).lineage).toEqual([
      { base: 'bert', relation: 'base', source: 'baseModels', inMirror: { hub: 'huggingface', name: 'bert', ordinal: 0 } },
    ]);
  });

  it('percent-encodes what a package URL cannot hold', () => {
    expect(details({ hub: 'huggingface', name: 'Straße/modèle (v2)', ordinal: 0 }).purl).toBe('pkg:huggingface/Stra%C3%9Fe/mod%C3%A8le%20%28v2%29@c0ffee');
  });

  it('says that a package is not there', () => {
    const failure = () => details({ hub: 'onnxmodelzoo', name: 'AlexNet', ordinal: 2 });
    expect(failure).toThrow(ExpectedError);
    expect(failure).toThrow('This mirror has no package onnxmodelzoo/AlexNet number 3 of that name.');
  });
});

describe('getOverview', () => {
  it('counts each hub by hand', () => {
    const answer = contract['mirrors.overview'].answer.parse(getOverview(opened.context, { mirror: testMirror }));
    expect(answer.hubs).toMatchObject([
      {
        hub: 'huggingface', records: 4, packages: 4, uniqueNames: 4, withTask: 3, withArchitecture: 0, withLicense: 3, withCard: 1, withClaims: 1, withoutOwner: 1, owners: 2,
        files: 10, clones: 1, repositories: 1, commits: 4, signedCommits: 1, signedRepositories: 1, maintainers: 2, downloads: 1007, problems: 0,
      },
      {
        hub: 'onnxmodelzoo', records: 2, packages: 3, uniqueNames: 2, withTask: 2, withoutOwner: 1, owners: 1, clones: 3, repositories: 2, commits: 3, signedCommits: 0,
        signedRepositories: 0, maintainers: 1, problems: 3,
      },
    ]);
    expect(answer.topTasks).toEqual([{ value: 'fill-mask', count: 3 }, { value: 'image-classification', count: 2 }]);
    expect(answer.problems.map(({ code, severity, count }) => [code, severity, count])).toEqual([
      ['truncated-archive', 'error', 1],
      ['empty-clone', 'warning', 1],
      ['duplicate-name', 'note', 2],
    ]);
    expect(answer.index).toEqual({ fingerprint: 'f00d', bytes: 4096, appVersion: '1.2.3', seconds: 0.5 });
  });
});

describe('listProblems', () => {
  const list = (args: { hub?: 'onnxmodelzoo'; code?: string; offset?: number; limit?: number }): CallAnswer<'problems.list'> => {
    const call = contract['problems.list'];
    return call.answer.parse(listProblems(opened.context, call.args.parse({ mirror: testMirror, ...args })));
  };

  it('lists the gravest first, filters by hub and kind, and counts every kind', () => {
    expect(list({}).rows.map((row) => row.severity)).toEqual(['error', 'warning', 'note', 'note']);
    expect(list({ hub: 'onnxmodelzoo' }).total).toBe(3);
    const filtered = list({ code: 'duplicate-name', offset: 1 });
    expect([filtered.total, filtered.rows.length]).toEqual([2, 1]);
    expect(filtered.kinds.map(({ hub, code, count }) => [hub, code, count])).toEqual([[null, 'truncated-archive', 1], ['onnxmodelzoo', 'empty-clone', 1], ['onnxmodelzoo', 'duplicate-name', 2]]);
    expect(filtered.kinds[0]?.explanation).toMatch(/archive ends early/);
  });
});

it('tells of a clone inside an archive, which counts in no measure of commits', () => {
  const opened = openTestIndex({
    packages: [{ name: 'a/whole', repository: 'a/whole' }, { name: 'a/packed', repository: 'a/packed' }, { name: 'a/none' }],
    repositories: [{ path: 'a/whole', authors: [{ name: 'Ada', email: 'ada@example.org' }] }, { path: 'a/packed', state: 'archived', authors: [] }],
  });
  try {
    const { context } = opened;
    expect(getOverview(context, { mirror: testMirror }).hubs[0]).toMatchObject({ clones: 1, archived: 1, repositories: 1, commits: 1 });
    const found = (query: string): string[] => searchPackages(context, contract['packages.search'].args.parse({ mirror: testMirror, query })).rows.map((row) => `${row.name} ${row.clone}`);
    expect({ cloned: found('is:cloned'), has: found('has:clone'), archived: found('is:archived') }).toEqual({ cloned: ['a/whole whole'], has: ['a/whole whole'], archived: ['a/packed archived'] });
  } finally {
    opened.close();
  }
});
