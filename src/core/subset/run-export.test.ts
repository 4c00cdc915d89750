import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeThrownBy } from '../../../test/fixtures/thrown.ts';
import { estimateExport } from './estimate.ts';
import { explainFailure } from './failure.ts';
import { exportFormats } from './formats/registry.ts';
import { prepareExport } from './run-export.ts';
import { exportTo, idle, openMirror, pack, workFolder, writeFiles, type OpenMirror } from './testing.ts';

const work = workFolder();
const mirrorFolder = join(work.path, 'mirror');
let mirror: OpenMirror;
let out: string;

beforeAll(async () => {
  const models = Array.from({ length: 3000 }, (_, index) => ({ modelId: `o/m${index}`, downloads: index }));
  writeFiles(mirrorFolder, { 'data/huggingface/json/metadata/hf_metadata.json': JSON.stringify(models) });
  mirror = await openMirror(join(work.path, 'index.db'), mirrorFolder);
  for (const { id } of exportFormats) await prepareExport(id);
});
beforeEach(() => {
  out = mkdtempSync(join(work.path, 'out-'));
});
afterAll(() => {
  mirror.close();
  work.remove();
});

describe.each(exportFormats.map((format) => format.id))('%s', (format) => {
  test('cancelling at any moment leaves nothing', () => {
    for (const looks of [0, 1, 2, 3]) {
      let left = looks;
      const control = { ...idle, isCancelled: () => (left -= 1) < 0 };
      expect(codeThrownBy(() => exportTo(join(out, 'target'), mirror, { format }, control))).toBe('cancelled');
      expect(readdirSync(out)).toEqual([]);
    }
  });

  test('a failure in the middle leaves nothing, and what stood there before', () => {
    const target = join(out, 'target');
    exportTo(target, mirror, { format });
    const before = readdirSync(out).sort();
    let steps = 0;
    const control = {
      ...idle,
      isCancelled: () => {
        steps += 1;
        if (steps > 3) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        return false;
      },
    };
    expect(codeThrownBy(() => exportTo(target, mirror, { format, overwrite: true }, control))).toBe('no-space');
    expect(readdirSync(out).sort()).toEqual(before);
  });

  test('an earlier export is replaced only when told so', () => {
    const target = join(out, 'target');
    exportTo(target, mirror, { format });
    expect(codeThrownBy(() => exportTo(target, mirror, { format }))).toBe('refused');
    const selection = { kind: 'query', query: 'm2999' } as const;
    expect(exportTo(target, mirror, { format, selection, overwrite: true }).count).toBe(1);
    expect(readdirSync(out).filter((name) => name.includes('.part'))).toEqual([]);
  });

  test('a target inside the mirror is refused, also behind a link', () => {
    symlinkSync(mirrorFolder, join(out, 'link'), 'junction');
    const inside = ['.', 'data', 'data/huggingface', 'data/huggingface/json/none/yet', 'data/other'];
    for (const folder of inside) {
      expect(codeThrownBy(() => exportTo(join(mirrorFolder, folder, 'x'), mirror, { format })), folder).toBe('refused');
      expect(codeThrownBy(() => exportTo(join(out, 'link', folder, 'x'), mirror, { format })), folder).toBe('refused');
    }
    expect(codeThrownBy(() => exportTo(`${mirrorFolder}-beside-${format}`, mirror, { format }))).toBe('none');
  });

  test('a relative target, a missing folder and an unreadable search are named', () => {
    expect(codeThrownBy(() => exportTo('relative', mirror, { format }))).toBe('invalid-arguments');
    expect(codeThrownBy(() => exportTo(join(out, 'missing', 'x'), mirror, { format }))).toBe('not-found');
    expect(codeThrownBy(() => exportTo(join(out, 'x'), mirror, { format, selection: { kind: 'query', query: 'downloads:many' } }))).toBe('invalid-arguments');
    expect(codeThrownBy(() => exportTo(join(out, 'x'), mirror, { format, selection: { kind: 'list', packages: [{ hub: 'modelhub', name: 'x', ordinal: 0 }] } }))).toBe('not-found');
    expect(readdirSync(out)).toEqual([]);
  });

  test('progress counts up to the whole', () => {
    const steps: { done: number; total: number | null }[] = [];
    exportTo(join(out, 'x'), mirror, { format }, { ...idle, progress: (step) => steps.push(step) });
    expect(steps[0]?.done).toBe(0);
    // A report measures; it does not count packages.
    expect(format === 'report' || steps.some(({ total }) => total === 3000)).toBe(true);
    expect(steps.every((step) => step.total === null || step.done <= step.total)).toBe(true);
  });
});

const folderLike = [['mirror', { packed: true }], ['parquet', { byHub: true }]] as const;

test.each(folderLike)('%s as %o leaves nothing when it is cancelled, whenever that is', (format, options) => {
  for (const looks of [0, 1, 2, 3]) {
    let left = looks;
    const control = { ...idle, isCancelled: () => (left -= 1) < 0 };
    expect(codeThrownBy(() => exportTo(join(out, 'target'), mirror, { format, ...options }, control))).toBe('cancelled');
    expect(readdirSync(out)).toEqual([]);
  }
});

test.each([...exportFormats.map(({ id }) => [id, {}] as const), ...folderLike])('%s %o: a folder that goes away meanwhile is named', (format, options) => {
  let steps = 0;
  const control = {
    ...idle,
    isCancelled: () => {
      steps += 1;
      if (steps === 3) rmSync(out, { recursive: true });
      return false;
    },
  };
  expect(codeThrownBy(() => exportTo(join(out, 'target'), mirror, { format, ...options }, control))).toBe('not-found');
});

test('the data folder of the program is refused, also behind a link', () => {
  const dataDir = join(out, 'data');
  mkdirSync(join(dataDir, 'indexes'), { recursive: true });
  symlinkSync(dataDir, join(out, 'to-data'), 'junction');
  const guarded = { ...mirror, context: { ...mirror.context, dataDir } };
  for (const place of ['data/x', 'data/indexes/x', 'to-data/x']) for (const format of ['csv', 'mirror'] as const) expect(codeThrownBy(() => exportTo(join(out, place), guarded, { format })), place).toBe('refused');
  expect(readdirSync(dataDir)).toEqual(['indexes']);
  expect(codeThrownBy(() => exportTo(join(out, 'data-beside.csv'), guarded, { format: 'csv' }))).toBe('none');
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('a folder that may not be written to is named (skipped for root and on Windows)', () => {
  chmodSync(out, 0o500);
  for (const format of ['csv', 'mirror', 'sqlite'] as const) expect(codeThrownBy(() => exportTo(join(out, 'x'), mirror, { format }))).toBe('unreadable');
  chmodSync(out, 0o700);
});

test('a folder with something of its own in it is never replaced', () => {
  const target = join(out, 'home');
  mkdirSync(target);
  writeFileSync(join(target, 'thesis.txt'), 'mine');
  expect(codeThrownBy(() => exportTo(target, mirror, { format: 'mirror', overwrite: true }))).toBe('refused');
  expect(readFileSync(join(target, 'thesis.txt'), 'utf8')).toBe('mine');
  const empty = join(out, 'empty');
  mkdirSync(empty);
  expect(exportTo(empty, mirror, { format: 'mirror' }).count).toBe(3000);
});

test('a file is not written over a folder or a link, nor over the manifest of another', () => {
  mkdirSync(join(out, 'folder'));
  expect(codeThrownBy(() => exportTo(join(out, 'folder'), mirror, { format: 'csv', overwrite: true }))).toBe('refused');
  writeFileSync(join(out, 'b.csv.manifest.json'), '{}');
  expect(codeThrownBy(() => exportTo(join(out, 'b.csv'), mirror, { format: 'csv' }))).toBe('refused');
  expect(existsSync(join(out, 'b.csv'))).toBe(false);
});

test("an archive's own folder is refused, one below it is not", async () => {
  const archives = join(out, 'archives');
  mkdirSync(join(archives, 'exports'), { recursive: true });
  await pack(mirrorFolder, join(archives, 'hf.tar.gz'));
  const packed = await openMirror(join(out, 'packed.db'), join(archives, 'hf.tar.gz'));
  expect(codeThrownBy(() => exportTo(join(archives, 'x.csv'), packed, { format: 'csv' }))).toBe('refused');
  expect(codeThrownBy(() => exportTo(join(archives, 'exports', 'x.csv'), packed, { format: 'csv' }))).toBe('none');
  packed.close();
  const folder = await openMirror(join(out, 'folder.db'), archives);
  expect(codeThrownBy(() => exportTo(join(archives, 'exports', 'y.csv'), folder, { format: 'csv' }))).toBe('refused');
  folder.close();
});

test('an estimate counts what an export writes', () => {
  expect(estimateExport(mirror.context, { selection: { kind: 'query', query: 'downloads:>=2990' } })).toEqual({
    packages: 10, hubs: [{ hub: 'huggingface', packages: 10 }], clones: 0,
  });
});

test.each([['ENOSPC', 'no-space'], ['EACCES', 'unreadable'], ['EROFS', 'unreadable'], ['ENAMETOOLONG', 'refused'], ['ENOENT', 'not-found']])('%s becomes %s', (code, expected) => {
  expect(explainFailure(Object.assign(new Error('x'), { code }), '/target')).toMatchObject({ code: expected });
});
