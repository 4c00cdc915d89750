import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allPackages, exportTo, hasPython, openMirror, python, workFolder, writeFiles, type OpenMirror } from '../testing.ts';
import { jsonLines } from './json.ts';
import { csv } from './separated.ts';

const work = workFolder();
let mirror: OpenMirror;

const hostile = [
  { modelId: '=HYPERLINK("http://x","y")/a', cardData: { license: '-mit?', description: '+SUM(A1:A9)' }, tags: ['a|b', 'c\\|d', '@tag', 'plain'], downloads: -5 },
  { modelId: 'comma, quote "q"/b', cardData: { description: 'two\r\nlines, "quoted"\nthree' }, downloads: 12, likes: 3 },
  { modelId: 'nul\0inside/c', cardData: { description: '\tstarts with a tab' }, lastModified: '2021-08-30T12:04:48.000Z', createdAt: '2020-02-29T00:00:00Z' },
  { modelId: 'emoji🤗/שלום\u202ertl', cardData: { description: "it's fine, really", base_model: ['x/one', 'x/two'] }, tags: ['arxiv:1909.11942', 'dataset:=evil'] },
  {
    modelId: 'claims/d', siblings: [{ rfilename: 'README.md', size: 10 }, { rfilename: 'a.safetensors', size: 90 }], library_name: 'Transformers', sha: 'A'.repeat(40), gated: 'auto',
    cardData: { 'model-index': [{ name: 'd', results: [{ task: { type: 't' }, dataset: { name: 'set', type: 's' }, metrics: [{ name: 'F1', type: 'f1', value: 0.5 }] }] }] },
  },
  { modelId: 'nothing' },
];

beforeAll(async () => {
  writeFiles(join(work.path, 'mirror'), { 'data/huggingface/json/metadata/hf_metadata.json': JSON.stringify(hostile) });
  mirror = await openMirror(join(work.path, 'index.db'), join(work.path, 'mirror'));
});
afterAll(() => {
  mirror.close();
  work.remove();
});

const readCsv = `
import csv, json, sys
csv.field_size_limit(10**9)
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    print(json.dumps(list(csv.reader(file, strict=True))))`;

const readJsonLines = `
import json, sys
with open(sys.argv[1], encoding="utf-8", newline="\\n") as file:
    print(json.dumps([json.loads(line) for line in file]))`;

/** As the manifest's notes state the guard. */
function guarded(text: string | null): string {
  const clean = (text ?? '').replaceAll('\0', '\uFFFD');
  return ['=', '+', '-', '@', '\t', '\r'].includes(clean.charAt(0)) ? `'${clean}` : clean;
}

describe.skipIf(!hasPython)("read back with Python's csv and json (skipped without python3)", () => {
  test('CSV holds every package with its values', () => {
    const file = join(work.path, 'all.csv');
    exportTo(file, mirror, { format: 'csv' });
    const [head, ...rows] = JSON.parse(python(readCsv, file)) as string[][];
    const details = allPackages(mirror);
    expect(head).toEqual(csv.columns);
    expect(rows).toHaveLength(hostile.length);
    const cells = rows.map((row) => Object.fromEntries(row.map((cell, column) => [head?.[column] ?? '', cell])));
    expect(cells.map((row) => row['name'])).toEqual(details.map((detail) => guarded(detail.name)));
    expect(cells.map((row) => row['description'])).toEqual(details.map((detail) => guarded(detail.description?.trim() ?? null)));
    expect(cells.map((row) => row['license_original'])).toEqual(details.map((detail) => guarded(detail.normalised.license?.original ?? null)));
    expect(cells.map((row) => row['downloads'])).toEqual(details.map((detail) => String(detail.downloads ?? '')));
    const [formula, , dated, linked, claiming] = cells;
    expect(formula).toMatchObject({ name: `'=HYPERLINK("http://x","y")/a`, description: "'+SUM(A1:A9)", tags: String.raw`a\|b|c\\\|d|@tag|plain`, has_card: 'true' });
    expect(dated).toMatchObject({ name: 'nul\uFFFDinside/c', modified: '2021-08-30T12:04:48Z', created: '2020-02-29T00:00:00Z' });
    expect(linked).toMatchObject({ base_models: 'x/one|x/two', papers: 'arxiv:1909.11942', datasets: "'=evil" });
    expect(claiming).toMatchObject({ claims: '1', bytes: '100', files: '2', library: 'transformers', sha: 'a'.repeat(40), clone: 'missing', commits: '' });
  });

  test('JSON lines hold every package, typed', () => {
    const file = join(work.path, 'all.jsonl');
    exportTo(file, mirror, { format: 'jsonl' });
    const rows = JSON.parse(python(readJsonLines, file)) as Record<string, unknown>[];
    const details = allPackages(mirror);
    expect(rows.map((row) => Object.keys(row))).toEqual(details.map(() => jsonLines.columns));
    rows.forEach((row, index) => {
      const detail = details[index];
      expect(row).toMatchObject({
        hub: detail?.hub, name: detail?.name, owner: detail?.owner, license: detail?.license, tags: detail?.tags, datasets: detail?.datasets, formats: detail?.formats,
        downloads: detail?.downloads, bytes: detail?.bytes, claims: detail?.claims, claim_list: detail?.claimList, has_card: detail?.hasCard, gated: detail?.gated,
        url: detail?.url, description: detail?.description, lineage: detail?.lineage.map(({ base, relation, source }) => ({ base, relation, source, in_mirror: false })),
      });
    });
    expect(rows[2]).toMatchObject({ name: 'nul\0inside/c', modified: '2021-08-30T12:04:48Z' });
  });
});

test('every line of a CSV ends with CR LF, and the file starts with its header', () => {
  const file = join(work.path, 'lines.csv');
  exportTo(file, mirror, { format: 'csv', selection: { kind: 'query', query: 'nothing' } });
  expect(readFileSync(file, 'utf8')).toBe(`${csv.columns.join(',')}\r\nhuggingface,nothing,0,,,,,,,,,,,,,,,,,,,,,missing,,0,false,https://huggingface.co/nothing,\r\n`);
});

test('the manifest tells what was written, without time or place', () => {
  const first = join(work.path, 'one.csv');
  const selection = { kind: 'list', packages: [{ hub: 'huggingface', name: 'claims/d', ordinal: 0 }, { hub: 'modelhub', name: 'gone', ordinal: 0 }] } as const;
  const outcome = exportTo(first, mirror, { format: 'csv', selection: { ...selection, packages: [...selection.packages] } });
  const text = readFileSync(`${first}.manifest.json`, 'utf8');
  const bytes = readFileSync(first);
  expect(outcome).toEqual({ path: first, count: 1, bytes: bytes.length, warnings: [] });
  expect(JSON.parse(text)).toMatchObject({
    format: 'csv', app: { version: '1.2.3' }, selection, counts: { packages: 1, byHub: { huggingface: 1 } }, columns: csv.columns,
    mirror: { fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown }, index: { fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown },
    files: [{ path: 'one.csv', bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }],
    leftOut: [{ reason: 'Not in this mirror.', count: 1, examples: ['modelhub/gone'] }],
  });
  const { mirror: { fingerprint }, index } = JSON.parse(text) as { mirror: { fingerprint: string }; index: { fingerprint: string; schemaVersion: number } };
  expect(index.fingerprint).toBe(createHash('sha256').update(`${index.schemaVersion}\n${fingerprint}`).digest('hex'));
  expect(text).not.toContain(work.path);
  exportTo(first, mirror, { format: 'csv', selection: { ...selection, packages: [...selection.packages] }, overwrite: true });
  expect(readFileSync(`${first}.manifest.json`, 'utf8')).toBe(text);
});

test('an order asked for in the search is kept; the mirror gives its own otherwise', () => {
  const names = (query: string): unknown[] => {
    const file = join(work.path, 'order.jsonl');
    exportTo(file, mirror, { format: 'jsonl', selection: { kind: 'query', query }, overwrite: true });
    return readFileSync(file, 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { name: string }).name);
  };
  expect(names('')).toEqual(hostile.map((model) => model.modelId));
  expect(names('sort:likes')[0]).toBe('comma, quote "q"/b');
});
