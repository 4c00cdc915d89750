import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExportFormat } from '../../../shared/contract/index.ts';
import { exportColumns } from '../columns.ts';
import type { WorkControl } from '../../index/index.ts';
import { exportTo, hasPython, hire, idle, openMirror, python, workFolder, writeFiles, type OpenMirror } from '../testing.ts';
import { verifyExport } from '../verify-export.ts';

const work = workFolder();
let mirror: OpenMirror;

const models = [
  { modelId: '=1+1/a', cardData: { license: 'mit', description: 'comma, "quote"\r\nand\ttab' }, tags: ['a|b', 'c\\d', ''], downloads: 9_007_199_254_740_991 },
  { modelId: 'nul\0inside/b', cardData: { description: ' blank at both ends ' }, lastModified: '2021-08-30T12:04:48.000Z', createdAt: '1969-12-31T23:59:59Z' },
  { modelId: 'emoji🤗/שלום\u202ertl', cardData: { base_model: ['x/one', 'x/two'] }, gated: 'auto', tags: ["'; DROP TABLE package; --"] },
  { modelId: 'claims/c', cardData: { 'model-index': [{ name: 'c', results: [{ task: { type: 't' }, dataset: { name: 'Set', type: 's' }, metrics: [{ type: 'f1', value: 0.5 }, { type: 'em', value: 'high' }] }] }] } },
  { modelId: '007', cardData: { language: 'de' }, tags: ['arxiv:1810.04805', 'doi:10.1000/1'] },
  { modelId: 'nothing' },
];

beforeAll(async () => {
  writeFiles(join(work.path, 'mirror'), { 'data/huggingface/json/metadata/hf_metadata.json': JSON.stringify(models) });
  mirror = await openMirror(join(work.path, 'index.db'), join(work.path, 'mirror'));
});
afterAll(() => {
  mirror.close();
  work.remove();
});

/** What JSON lines hold, which other tests compare with the mirror itself. */
function expectedRows(columns: readonly string[] | null = null): Record<string, unknown>[] {
  const file = join(work.path, 'expected.jsonl');
  exportTo(file, mirror, { format: 'jsonl', columns, overwrite: true });
  return readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
}

function write(format: ExportFormat, columns: readonly string[] | null = null): string {
  const file = join(work.path, `all.${format}`);
  exportTo(file, mirror, { format, columns, overwrite: true });
  return file;
}

async function duckdb(sql: string): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson() as Record<string, unknown>[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** As DuckDB writes values as JSON: 64-bit numbers as text, times without a zone. */
function asDuckdb(row: Record<string, unknown>): Record<string, unknown> {
  const kinds = new Map(exportColumns.map(({ name, kind }) => [name, kind]));
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (value === null) return [name, null];
      if (kinds.get(name) === 'integer') return [name, String(value)];
      if (kinds.get(name) === 'time') return [name, String(value).replace('T', ' ').replace('Z', '')];
      return [name, value];
    }),
  );
}

describe('Parquet, read back with DuckDB', () => {
  test('holds every package, typed, with nested lists', async () => {
    const rows = await duckdb(`SELECT * FROM '${write('parquet')}'`);
    expect(rows).toEqual(expectedRows().map(asDuckdb));
    expect(rows).toHaveLength(models.length);
    const types = await duckdb(`DESCRIBE SELECT * FROM '${write('parquet')}'`);
    expect(Object.fromEntries(types.map((row) => [row['column_name'], row['column_type']]))).toMatchObject({
      name: 'VARCHAR', downloads: 'BIGINT', gated: 'BOOLEAN', created: 'TIMESTAMP', tags: 'VARCHAR[]',
      lineage: 'STRUCT(base VARCHAR, relation VARCHAR, "source" VARCHAR, in_mirror BOOLEAN)[]',
    });
  });

  test('has statistics, by which readers skip', async () => {
    const [downloads] = await duckdb(`SELECT stats_min_value AS min, stats_max_value AS max, stats_null_count AS missing FROM parquet_metadata('${write('parquet')}') WHERE path_in_schema = 'downloads'`);
    expect(downloads).toEqual({ min: '9007199254740991', max: '9007199254740991', missing: '5' });
  });

  test('is written in row groups, the last one smaller, by two threads as by one', async () => {
    const many = join(work.path, 'many');
    writeFiles(many, { 'data/huggingface/json/metadata/hf_metadata.json': JSON.stringify(Array.from({ length: 20_005 }, (_, index) => ({ modelId: `o/m${index}`, downloads: index, tags: [`t${index % 7}`] }))) });
    const large = await openMirror(join(work.path, 'many.db'), many);
    const file = join(work.path, 'many.parquet');
    exportTo(file, large, { format: 'parquet' });
    // A thread that dawdles leaves parts to the one that it hired.
    const dawdling: WorkControl = { progress: () => undefined, isCancelled: () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 40) === 'ok' };
    for (const format of ['parquet', 'csv', 'json'] as const) {
      const [alone, shared] = [join(work.path, `alone.${format}`), join(work.path, `shared.${format}`)];
      exportTo(alone, large, { format });
      exportTo(shared, large, { format }, dawdling, { hire });
      expect(readFileSync(shared).equals(readFileSync(alone)), format).toBe(true);
    }
    large.close();
    expect(await duckdb(`SELECT count(*) AS n, sum(downloads) AS sum, count(DISTINCT tags[1]) AS tags FROM '${file}'`)).toEqual([{ n: '20005', sum: String((20_004 * 20_005) / 2), tags: '7' }]);
    expect(await duckdb(`SELECT DISTINCT row_group_num_rows AS n FROM parquet_metadata('${file}') ORDER BY n`)).toEqual([{ n: '5' }, { n: '10000' }]);
  });

  test('of nothing is a table all the same', async () => {
    const file = join(work.path, 'none.parquet');
    exportTo(file, mirror, { format: 'parquet', selection: { kind: 'query', query: 'name:no-such-model' } });
    expect(await duckdb(`SELECT count(*) AS n FROM '${file}'`)).toEqual([{ n: '0' }]);
  });
});

test('TSV, read back with DuckDB, holds the cells of the CSV', async () => {
  const read = (file: string, separator: string): Promise<Record<string, unknown>[]> =>
    duckdb(`SELECT * FROM read_csv('${file}', delim = '${separator}', quote = '"', escape = '"', header = true, all_varchar = true, parallel = false)`);
  const rows = await read(write('tsv'), '\t');
  expect(rows).toHaveLength(models.length);
  expect(rows).toEqual(await read(write('csv'), ','));
  expect(rows[0]).toMatchObject({ name: "'=1+1/a", description: 'comma, "quote"\r\nand\ttab', downloads: '9007199254740991' });
});

test('JSON is one array of what JSON lines hold', () => {
  expect(JSON.parse(readFileSync(write('json'), 'utf8'))).toEqual(expectedRows());
});

const readSqlite = `
import json, sqlite3, sys
database = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
database.row_factory = sqlite3.Row
tables = [row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
print(json.dumps({table: [dict(row) for row in database.execute(f'SELECT * FROM "{table}"')] for table in tables} | {"check": [row[0] for row in database.execute("PRAGMA integrity_check")]}))`;

describe.skipIf(!hasPython)("SQLite, read back with Python's sqlite3 (skipped without python3)", () => {
  const plain = (value: unknown): unknown => (typeof value === 'boolean' ? Number(value) : value);

  test('holds every package, and each list in its table', () => {
    const { check, package: rows, ...lists } = JSON.parse(python(readSqlite, write('sqlite'))) as Record<string, Record<string, unknown>[]>;
    expect(check).toEqual(['ok']);
    const expected = expectedRows();
    expect(rows).toEqual(expected.map((row, index) => ({ id: index + 1, ...Object.fromEntries(Object.entries(row).filter(([, value]) => !Array.isArray(value)).map(([name, value]) => [name, plain(value)])) })));
    const inLists = exportColumns.filter(({ kind }) => ['texts', 'lineage', 'claims'].includes(kind)).map(({ name }) => name);
    expect(Object.keys(lists).sort()).toEqual(inLists.map((name) => `package_${name}`).sort());
    for (const name of inLists) {
      const items = expected.flatMap((row, index) =>
        (row[name] as unknown[]).map((item, position) => ({
          package: index + 1, position,
          ...(typeof item === 'string' ? { value: item } : Object.fromEntries(Object.entries(item as object).map(([key, value]) => [key, plain(value)]))),
        })),
      );
      expect(lists[`package_${name}`], name).toEqual(items);
    }
  });

  test('has the chosen columns only', () => {
    const tables = JSON.parse(python(readSqlite, write('sqlite', ['name', 'tags', 'downloads']))) as Record<string, Record<string, unknown>[]>;
    expect(Object.keys(tables)).toEqual(['package', 'package_tags', 'check']);
    expect(Object.keys(tables['package']?.[0] ?? {})).toEqual(['id', 'name', 'downloads']);
  });
});

test.skipIf(!hasPython)("a query written for PeaTMOSS finds the same in its form (Python's sqlite3; skipped without python3)", () => {
  const program = `
import json, sqlite3, sys
database = sqlite3.connect("file:" + sys.argv[1] + "?mode=ro", uri=True)
print(json.dumps([database.execute(query).fetchall() for query in sys.argv[2:]]))`;
  const [tags, hubs, bases, texts, columns, check] = JSON.parse(
    python(
      program, write('peatmoss'),
      'SELECT m.context_id, t.name FROM model m JOIN model_to_tag mt ON mt.model_id = m.id JOIN tag t ON t.id = mt.tag_id ORDER BY m.id, t.id',
      'SELECT h.name, count(*) FROM model m JOIN model_hub h ON h.id = m.model_hub_id GROUP BY h.id',
      'SELECT m.context_id, l.name, a.name FROM model m JOIN model_to_license ml ON ml.model_id = m.id JOIN license l ON l.id = ml.license_id JOIN model_to_author ma ON ma.model_id = m.id JOIN author a ON a.id = ma.author_id',
      "SELECT m.context_id, l.name, l.abbreviation, p.name FROM model m JOIN model_to_language ml ON ml.model_id = m.id JOIN language l ON l.id = ml.language_id JOIN model_to_paper mp ON mp.model_id = m.id JOIN paper p ON p.id = mp.paper_id WHERE m.model_hub_id = 1 ORDER BY p.name",
      "SELECT name FROM pragma_table_info('model')",
      'PRAGMA foreign_key_check',
    ),
  ) as unknown[][];
  expect(tags).toEqual(expectedRows(['name', 'tags']).flatMap((row) => (row['tags'] as string[]).map((tag) => [row['name'], tag])));
  expect(hubs).toEqual([['HuggingFace', models.length]]);
  expect(bases).toEqual([['=1+1/a', 'mit', '=1+1']]);
  expect(texts).toEqual([['007', 'de', null, 'https://arxiv.org/abs/1810.04805'], ['007', 'de', null, 'https://doi.org/10.1000/1']]);
  // As PeaTMOSS.sql has them: its scripts name every one.
  expect(columns?.flat()).toEqual(['id', 'context_id', 'model_hub_id', 'sha', 'repo_url', 'downloads', 'likes', 'has_snapshot', 'ptm_issues_id', 'ptm_pull_requests_id']);
  expect(check).toEqual([]);
});

test('chosen columns come in their order, each once; an unknown one is named and nothing is written', () => {
  expect(readFileSync(write('csv', ['downloads', 'name', 'downloads', 'claim_list']), 'utf8').split('\r\n')[0]).toBe('downloads,name,claim_list');
  expect(expectedRows(['name', 'gated']).map((row) => Object.keys(row))).toEqual(models.map(() => ['name', 'gated']));
  expect(() => write('parquet', ['name', 'colour'])).toThrow('There is no column colour.');
});

test.each(['csv', 'tsv', 'jsonl', 'json', 'parquet', 'sqlite'] as const)('%s is the same, byte for byte, when it is written again', (format) => {
  const first = readFileSync(write(format));
  expect(readFileSync(write(format)).equals(first)).toBe(true);
});

describe('Parquet by hub', () => {
  test('is one table for DuckDB, whose files lie by hub and are as the manifest says', async () => {
    writeFiles(join(work.path, 'hubs'), {
      'data/huggingface/json/metadata/hf_metadata.json': JSON.stringify(models.slice(0, 2)),
      'data/modelhub/json/metadata/mh_metadata.json': JSON.stringify([{ id: 1, name: 'net', github: 'https://github.com/a/net' }]),
    });
    const hubs = await openMirror(join(work.path, 'hubs.db'), join(work.path, 'hubs'));
    const folder = join(work.path, 'by-hub');
    const { count, bytes } = exportTo(folder, hubs, { format: 'parquet', byHub: true, selection: { kind: 'query', query: 'sort:name' } });
    expect(count).toBe(3);
    const rows = await duckdb(`SELECT hub, name, downloads FROM read_parquet('${folder}/**/*.parquet', hive_partitioning = true) ORDER BY hub, name`);
    expect(rows).toEqual([
      { hub: 'huggingface', name: '=1+1/a', downloads: '9007199254740991' },
      { hub: 'huggingface', name: 'nul\0inside/b', downloads: null },
      { hub: 'modelhub', name: 'net', downloads: null },
    ]);
    const manifest = JSON.parse(readFileSync(join(folder, 'ptmx-manifest.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({ format: 'parquet', options: { byHub: true }, counts: { packages: 3, byHub: { huggingface: 2, modelhub: 1 } } });
    expect((manifest['files'] as { path: string; bytes: number }[]).map(({ path }) => path)).toEqual(['hub=huggingface/part-0.parquet', 'hub=modelhub/part-0.parquet']);
    expect(bytes).toBe((manifest['files'] as { bytes: number }[]).reduce((sum, file) => sum + file.bytes, 0));
    expect(verifyExport(folder, idle)).toMatchObject({ failed: 0, files: 2 });
    // An earlier one of that shape is replaced when told so.
    expect(() => exportTo(folder, hubs, { format: 'parquet', byHub: true })).toThrow('exists already');
    expect(exportTo(folder, hubs, { format: 'parquet', byHub: true, overwrite: true, columns: ['name', 'hub'] }).count).toBe(3);
    hubs.close();
  });
});

test("the schema of SQLite is as docs/exports.md says", () => {
  const docs = readFileSync(join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'exports.md'), 'utf8');
  const [, documented = ''] = /## SQLite[\s\S]*?```sql\n(CREATE[\s\S]*?)```/.exec(docs) ?? [];
  const database = new Database(write('sqlite'), { readonly: true });
  const found = database.prepare<[], string>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid').pluck().all();
  database.close();
  const plain = (sql: string): string[] => sql.replaceAll('"', '').replaceAll(/--.*$/gm, '').split(';').map((one) => one.replaceAll(/\s+/g, ' ').replaceAll(/\(\s+|\s+\)/g, (text) => text.trim()).trim()).filter((one) => one !== '');
  expect(plain(documented)).toEqual(found.flatMap(plain));
});
