import { appendFileSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PackageKey } from '../../shared/domain/index.ts';
import { prepareSampleMirror } from '../mirror/index.ts';
import { manifestOf } from './manifest.ts';
import { allPackages, exportTo, idle, openMirror, workFolder, type OpenMirror } from './testing.ts';
import { verifyExport } from './verify-export.ts';

const work = workFolder();
const resources = join(import.meta.dirname, '..', '..', '..', 'resources', 'sample-mirror');
let mirror: OpenMirror;
let target: string;
let number = 0;

beforeAll(async () => {
  prepareSampleMirror(resources, join(work.path, 'sample'));
  mirror = await openMirror(join(work.path, 'index.db'), join(work.path, 'sample'));
});
beforeEach(() => {
  number += 1;
  target = join(work.path, `export-${number}`);
});
afterAll(() => {
  mirror.close();
  work.remove();
});

const check = (place: string): ReturnType<typeof verifyExport> => verifyExport(place, idle);
const failuresOf = (place: string): string[] => check(place).failures.map(({ path, reason }) => `${path}: ${reason}`);

const bytesBelow = (folder: string): number => readdirSync(folder, { recursive: true }).reduce((sum, path) => { const entry = lstatSync(join(folder, String(path))); return sum + (entry.isFile() ? entry.size : 0); }, 0);

describe('a table', () => {
  test('is as its manifest says, named itself or by its manifest', () => {
    exportTo(target, mirror, { format: 'csv', selection: { kind: 'query', query: 'hub:modelhub' } });
    expect(check(target)).toMatchObject({ format: 'csv', packages: 5, files: 1, clones: 0, failed: 0, failures: [] });
    expect(check(`${target}.manifest.json`)).toEqual(check(target));
  });

  test('with one byte changed, cut, or gone is told', () => {
    exportTo(target, mirror, { format: 'jsonl' });
    const name = `export-${number}`;
    const bytes = readFileSync(target);
    writeFileSync(target, bytes.map((byte, at) => (at === 100 ? byte ^ 1 : byte)));
    expect(failuresOf(target)).toEqual([`${name}: Its SHA-256 is another one than the manifest says.`]);
    writeFileSync(target, bytes.subarray(0, 10));
    expect(failuresOf(target)).toEqual([`${name}: It has 10 bytes; the manifest says ${bytes.length.toLocaleString('en')}.`]);
    rmSync(target);
    expect(failuresOf(`${target}.manifest.json`)).toEqual([`${name}: It is not there.`]);
  });
});

describe('a mirror subset', () => {
  test('with its clones is as its manifest says, wherever it lies', () => {
    exportTo(target, mirror, { format: 'mirror', withClones: true });
    expect(check(target)).toMatchObject({ format: 'mirror', packages: 63, failed: 0 });
    expect(check(target).clones).toBeGreaterThan(10);
    // The manifest itself is not among what it names.
    expect(check(target).bytes).toBe(bytesBelow(target) - lstatSync(join(target, 'ptmx-manifest.json')).size);
    renameSync(target, `${target}-moved`);
    expect(check(`${target}-moved`).failed).toBe(0);
  });

  test('with a changed record, a clone that grew and a file that nobody exported is told, each by its path', () => {
    exportTo(target, mirror, { format: 'mirror', withClones: true });
    const { clones } = JSON.parse(readFileSync(join(target, 'ptmx-manifest.json'), 'utf8')) as { clones: { path: string }[] };
    const clone = clones[0]?.path ?? '';
    appendFileSync(join(target, 'data/modelhub/json/modelhub.json'), ' ');
    writeFileSync(join(target, clone, 'added.bin'), 'added');
    mkdirSync(join(target, 'data/other'));
    writeFileSync(join(target, 'data/other/notes.txt'), 'mine');
    const found = failuresOf(target);
    expect(found).toHaveLength(3);
    expect(found[0]).toMatch(/^data\/modelhub\/json\/modelhub\.json: It has [\d,]+ bytes; the manifest says [\d,]+\.$/);
    expect(found[1]).toMatch(new RegExp(`^${clone}: It has \\d+ files of`));
    expect(found[2]).toBe('data/other/notes.txt: It is not in the manifest.');
  });
});

test('a manifest that leads out of the export has nothing read there', () => {
  exportTo(target, mirror, { format: 'csv' });
  const path = `${target}.manifest.json`;
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { files: { path: string }[] };
  for (const place of ['../sample/data', '/etc/hostname', 'a/../../b', String.raw`..\b`]) {
    writeFileSync(path, JSON.stringify({ ...manifest, files: manifest.files.map((file) => ({ ...file, path: place })) }));
    expect(failuresOf(path)).toEqual([`${place}: The manifest names a place outside of the export.`]);
  }
});

test('what is no export, and what is no manifest, is named', () => {
  mkdirSync(target);
  expect(() => check(target)).toThrow('is no export of this program');
  const path = join(target, 'ptmx-manifest.json');
  writeFileSync(path, '{ "manifest": 1');
  expect(() => check(target)).toThrow(`${path} is not JSON`);
  writeFileSync(path, '{ "manifest": 2 }');
  expect(() => check(target)).toThrow(`${path} is not a manifest of this program: manifest`);
});

test.each([
  { format: 'parquet', columns: ['name', 'license', 'tags'], selection: { kind: 'query', query: 'hub:huggingface sort:-downloads' } },
  { format: 'sqlite', columns: null, selection: { kind: 'list', packages: [] } },
  { format: 'mirror', columns: null, selection: { kind: 'query', query: 'hub:pytorchhub OR hub:modelzoo' } },
] as const)('a $format is made again from its manifest with the same bytes', ({ format, columns, selection }) => {
  exportTo(target, mirror, { format, columns, selection: selection.kind === 'list' ? { kind: 'list', packages: somePackages() } : selection });
  const made = manifestOf(mirror.context, target);
  expect(made).toMatchObject({ format, sameIndex: true, version: '1.2.3', withClones: false });
  const again = `${target}-again`;
  exportTo(again, mirror, { format: made.format, columns: made.columns, selection: made.selection, withClones: made.withClones });
  expect(manifestOf(mirror.context, again)).toMatchObject({ columns: made.columns, packages: made.packages, files: made.files.map(({ bytes, sha256 }) => ({ bytes, sha256 })) });
});

function somePackages(): PackageKey[] {
  return allPackages(mirror).filter((_, index) => index % 5 === 0).map(({ hub, name, ordinal }) => ({ hub, name, ordinal }));
}
