import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asAnybody, permissionsBind } from '../../../test/fixtures/as-anybody.ts';
import type { Problem } from '../../shared/domain/index.ts';
import { listHtmlFiles, listJsonFiles, locateMirror, openHubFile, titleOfSources } from './locate.ts';

let root = '';

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'ptmx-locate-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, content = '[]'): string {
  const target = join(root, ...path.split('/'));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
  return target;
}

describe('what a path may point at', () => {
  beforeEach(() => {
    put('m/data/modelhub/json/modelhub.json');
    put('m/data/huggingface/repos/a/b/.git/HEAD');
    put('m/data/unknownhub/json/x.json');
    put('m/data/modelzoo/nothing.txt');
  });

  test.each(['m', 'm/data'])('%s: every hub in it', (path) => {
    expect(locateMirror([join(root, path)])).toEqual({
      sources: [join(root, path)], archives: [],
      folders: ['huggingface', 'modelhub'].map((hub) => ({ hub, folder: join(root, 'm', 'data', hub) })),
    });
  });

  test("one hub's folder, by its name or by its records file", () => {
    expect(locateMirror([join(root, 'm/data/modelhub')]).folders).toEqual([{ hub: 'modelhub', folder: join(root, 'm/data/modelhub') }]);
    put('renamed/json/modelzoo.json');
    expect(locateMirror([join(root, 'renamed')]).folders).toEqual([{ hub: 'modelzoo', folder: join(root, 'renamed') }]);
    put('hftorrent/repos/a-b/HEAD');
    expect(locateMirror([join(root, 'hftorrent')]).folders).toEqual([{ hub: 'huggingface', folder: join(root, 'hftorrent') }]);
  });

  test('archives, a folder of archives, several paths, each once', () => {
    const archive = put('a/modelhub.tar.gz');
    put('a/other.TGZ');
    put('a/readme.txt');
    mkdirSync(join(root, 'a', 'folder.tar.gz'));
    expect(locateMirror([archive, archive]).archives).toEqual([archive]);
    expect(locateMirror([join(root, 'a'), join(root, 'm')])).toMatchObject({ archives: [archive, join(root, 'a', 'other.TGZ')], folders: [{ hub: 'huggingface' }, { hub: 'modelhub' }] });
  });

  test.each([['missing', 'not-found'], ['empty', 'not-a-mirror'], ['file.txt', 'not-a-mirror'], ['m/data/modelzoo', 'not-a-mirror']])('%s is refused: %s', (path, code) => {
    mkdirSync(join(root, 'empty'));
    put('file.txt');
    expect(() => locateMirror([join(root, path)])).toThrow(expect.objectContaining({ code }) as Error);
  });

  test.skipIf(process.platform === 'win32')('a hub that links out of data is not taken for one of its hubs', () => {
    put('elsewhere/json/pytorchhub.json');
    symlinkSync(join(root, 'elsewhere'), join(root, 'm/data/pytorchhub'));
    expect(locateMirror([join(root, 'm')]).folders.map((found) => found.hub)).toEqual(['huggingface', 'modelhub']);
  });
});

test.skipIf(!permissionsBind)('a hub that this user may not look into is one of its hubs', () => {
  const folder = join(root, 'closed', 'data', 'modelzoo');
  put('closed/data/modelhub/json/modelhub.json');
  mkdirSync(folder, { mode: 0 });
  chmodSync(root, 0o755);
  expect(asAnybody(() => locateMirror([join(root, 'closed')])).folders.map(({ hub }) => hub)).toEqual(['modelzoo', 'modelhub']);
});

describe('files of a hub', () => {
  const open = (path: string) => {
    const problems: Problem[] = [];
    const file = openHubFile({ hub: 'modelhub', folder: join(root, 'modelhub') }, path, (problem) => problems.push(problem));
    return { file, codes: problems.map((problem) => problem.code) };
  };

  test('are read in chunks and at any place', () => {
    const content = 'x'.repeat(3_000_000);
    put('modelhub/json/modelhub.json', `${content}end`);
    const { file, codes } = open('json/modelhub.json');
    expect([file?.bytes, file?.path, codes]).toEqual([3_000_003, 'data/modelhub/json/modelhub.json', []]);
    expect(Buffer.concat([...(file?.chunks() ?? [])]).length).toBe(3_000_003);
    expect(file?.read(3_000_000, 100).toString()).toBe('end');
  });

  test('that are missing are no problem, folders are', () => {
    mkdirSync(join(root, 'modelhub', 'json', 'x.json'), { recursive: true });
    expect(open('json/none.json')).toEqual({ file: null, codes: [] });
    expect(open('json/x.json')).toEqual({ file: null, codes: ['not-regular-file'] });
  });

  test.skipIf(process.platform === 'win32')('that link out of the hub or in a circle are not opened', () => {
    const secret = put('secret.json');
    mkdirSync(join(root, 'modelhub', 'json'), { recursive: true });
    symlinkSync(secret, join(root, 'modelhub', 'json', 'out.json'));
    symlinkSync('loop.json', join(root, 'modelhub', 'json', 'loop.json'));
    expect(open('json/out.json')).toEqual({ file: null, codes: ['outside-mirror'] });
    expect(open('json/loop.json')).toEqual({ file: null, codes: ['outside-mirror'] });
  });

  test.skipIf(!permissionsBind)('that this user may not read are told and passed over', () => {
    chmodSync(root, 0o755);
    chmodSync(put('modelhub/json/modelhub.json', '[]'), 0);
    chmodSync(dirname(put('modelhub/json/metadata/mh_metadata.json', '[]')), 0);
    expect(asAnybody(() => [open('json/modelhub.json'), open('json/metadata/mh_metadata.json')])).toEqual([{ file: null, codes: ['unreadable'] }, { file: null, codes: ['unreadable'] }]);
    chmodSync(join(root, 'modelhub', 'json', 'metadata'), 0o755);
  });

  test('are listed: JSON, and HTML that is only counted', () => {
    for (const path of ['json/modelhub.json', 'json/metadata/a.json', 'json/metadata/models/b.json', 'json/x.txt', 'html/metadata/README_x.html', 'html/metadata/models/y.html']) put(`modelhub/${path}`);
    const place = { hub: 'modelhub' as const, folder: join(root, 'modelhub') };
    expect(listJsonFiles(place)).toEqual(['json/modelhub.json', 'json/metadata/a.json', 'json/metadata/models/b.json']);
    expect(listHtmlFiles(place)).toEqual(['html/metadata/README_x.html', 'html/metadata/models/y.html']);
    expect(listJsonFiles({ ...place, folder: join(root, 'none') })).toEqual([]);
  });
});

test('a mirror is called after its folder, not after data', () => {
  expect(titleOfSources([join('x', 'mirror', 'data')])).toBe('mirror');
  expect(titleOfSources([join('x', 'mirror'), 'b', 'c'])).toBe('mirror and 2 more');
  expect(titleOfSources([])).toBe('');
});
