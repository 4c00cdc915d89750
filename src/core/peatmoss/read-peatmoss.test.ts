import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { peatmossSchema, writeDatabase, writePeatmoss } from '../../../test/fixtures/peatmoss.ts';
import type { WorkControl } from '../index/index.ts';
import { readPeatmoss, type PeatmossContent } from './read-peatmoss.ts';

let folder = '';
let path = '';
const control: WorkControl = { progress: () => undefined, isCancelled: () => false };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-peatmoss-'));
  path = join(folder, 'PeaTMOSS.db');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Who uses what, as lines for people. */
function lines({ models, repositories, uses }: PeatmossContent): readonly string[] {
  return models.map(({ hub, name }, at) => `${hub ?? '?'} ${name}: ${uses.filter(([model]) => model === at).map(([, repository]) => repositories[repository]?.title).join(', ')}`);
}

const read = (sql: string) => {
  writeDatabase(path, sql);
  return readPeatmoss(path, control);
};

describe('a PeaTMOSS database', () => {
  it('tells which repositories use which model, each once, and is not changed', () => {
    writePeatmoss(path, { models: [{ name: 'org/a', usedBy: ['x/one', 'y/two'] }, { name: '123', hub: 'PyTorch', usedBy: ['x/one'] }, { name: 'org/unused' }] });
    const before = [createHash('sha256').update(readFileSync(path)).digest('hex'), statSync(path).mtimeMs];
    const content = readPeatmoss(path, control);
    expect(lines(content)).toEqual(['huggingface org/a: x/one, y/two', 'pytorchhub 123: x/one', 'huggingface org/unused: ']);
    expect(content.repositories[0]).toEqual({ title: 'x/one', url: 'https://github.com/x/one' });
    expect(content.tables).toBe('model, model_hub, model_to_reuse_repository, reuse_repository');
    expect(content.leftOut).toEqual({ models: 0, uses: 0, twice: 0 });
    expect([createHash('sha256').update(readFileSync(path)).digest('hex'), statSync(path).mtimeMs]).toEqual(before);
    expect(readdirSync(folder)).toEqual(['PeaTMOSS.db']);
  });

  it.each<[string, string]>([
    ['in other words', 'CREATE TABLE Models (modelId INTEGER PRIMARY KEY, contextId TEXT, hub TEXT); CREATE TABLE ModelToReuseRepo (modelId INT, reuseRepoId INT); CREATE TABLE reuse_repo (id INTEGER, fullName TEXT); INSERT INTO Models VALUES (7, \'org/a\', \'HuggingFace\'); INSERT INTO reuse_repo VALUES (3, \'x/one\'); INSERT INTO ModelToReuseRepo VALUES (7, 3)'],
    ['by the files alone, which name a repository more than once', `CREATE TABLE model_hub (id INTEGER, name TEXT); INSERT INTO model_hub VALUES (1, 'huggingface'); CREATE TABLE model (id INTEGER, context_id TEXT, model_hub_id INT); INSERT INTO model VALUES (7, 'org/a', 1); CREATE TABLE reuse_repository (id INTEGER, url TEXT); INSERT INTO reuse_repository VALUES (3, 'https://github.com/x/one'); CREATE TABLE reuse_file (id INTEGER, path TEXT, model_id INT, reuse_repository_id INT); INSERT INTO reuse_file VALUES (1, 'a', 7, 3), (2, 'b', 7, 3)`],
    ['with names that need quotes', `CREATE TABLE "model" ("id" INTEGER, "context id" TEXT, "hub" TEXT, "a""b; DROP TABLE model" TEXT); INSERT INTO model VALUES (7, 'org/a', 'Hugging Face', ''); CREATE TABLE "reuse ""repository" (id INTEGER, name TEXT); INSERT INTO "reuse ""repository" VALUES (3, 'x/one'); CREATE TABLE "model to reuse; repository" ("model id" INT REFERENCES model (id), "reuse_repository_id" INT REFERENCES "reuse ""repository" (id)); INSERT INTO "model to reuse; repository" VALUES (7, 3)`],
  ])('is found %s', (_how, sql) => {
    expect(lines(read(sql))).toEqual(['huggingface org/a: x/one']);
  });

  it('does without hubs and names of repositories', () => {
    expect(lines(read(`CREATE TABLE model (id INTEGER, name TEXT); INSERT INTO model VALUES (1, 'a'); CREATE TABLE model_to_repository (model_id INT, repository_id INT); INSERT INTO model_to_repository VALUES (1, 9)`))).toEqual(['? a: Repository 9']);
  });

  it('leaves out rows that say nothing, counts them, and takes a model that stands there twice for one', () => {
    const content = read(`${peatmossSchema}
      INSERT INTO model_hub VALUES (1, 'Hugging Face', ''), (2, 'Elsewhere', 'x');
      INSERT INTO model (id, context_id, model_hub_id) VALUES (1, 'org/a', 1), (2, 'org/a', 1), (3, NULL, 1), (4, '', 1), (5, x'00ff', 1), (6, 'x' || printf('%05000d', 1), 1), (7, 'org/b', 2), (8, 2.5, 1), (9, 'org/c', 77);
      INSERT INTO reuse_repository VALUES (1, 'x', 'one', 'javascript:alert(1)'), (2, NULL, NULL, NULL);
      INSERT INTO model_to_reuse_repository VALUES (1, 1), (2, 1), (2, 2), (3, 1), (99, 1), (7, 1), (1, 5);`);
    expect(lines(content)).toEqual(['huggingface org/a: x/one, Repository 2, Repository 5', 'other org/b: x/one', '? org/c: ']);
    expect(content.leftOut).toEqual({ models: 5, uses: 2, twice: 1 });
    expect(content.repositories[0]?.url).toBeNull();
  });

  it('is stopped in the middle of a table', () => {
    writeDatabase(path, `${peatmossSchema} WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) INSERT INTO model (id, context_id) SELECT i, 'm' || i FROM n;`);
    let asked = 0;
    expect(() => readPeatmoss(path, { progress: () => undefined, isCancelled: () => (asked += 1) > 2000 })).toThrow('Cancelled.');
    expect(asked).toBeLessThan(2010);
  });
});

describe('what is none', () => {
  it.each<[string, string, string]>([
    ['without models', 'CREATE TABLE a (x); CREATE TABLE b (y)', 'no table of models. It has the tables a, b.'],
    ['without any table', '', 'no SQLite database'],
    ['with models and nobody who uses them', 'CREATE TABLE model (id, context_id); CREATE TABLE discussion (model_id, repo_id)', 'no table of repositories that use models'],
    ['with views in place of tables', 'CREATE TABLE t (id, context_id_of); CREATE VIEW model AS SELECT id, context_id_of AS context_id FROM t', 'model is a view there: only plain tables are read'],
    ['with a virtual table', 'CREATE VIRTUAL TABLE model USING fts5(id, context_id)', 'model is a virtual there'],
  ])('is refused %s', (_what, sql, words) => {
    writeDatabase(path, sql);
    expect(() => readPeatmoss(path, control)).toThrow(words);
  });

  it('is refused as another file, a folder, one that is not there, one that is cut, one that is being written', () => {
    writeFileSync(path, 'PK\u0003\u0004 a zip');
    expect(() => readPeatmoss(path, control)).toThrow('is no SQLite database');
    expect(() => readPeatmoss(folder, control)).toThrow('is not a file');
    expect(() => readPeatmoss(join(folder, 'nowhere.db'), control)).toThrow('does not exist');
    expect(() => readPeatmoss('relative.db', control)).toThrow('absolute');
    rmSync(path);
    writePeatmoss(path, { models: Array.from({ length: 5000 }, (_none, at) => ({ name: `org/${at}`, usedBy: ['x/one'] })) });
    truncateSync(path, 40_960);
    expect(() => readPeatmoss(path, control)).toThrow(/damaged|cannot be read/);
    rmSync(path);
    writeDatabase(path, `PRAGMA journal_mode = WAL; ${peatmossSchema}`);
    expect(() => readPeatmoss(path, control)).toThrow('write-ahead log');
    expect(readdirSync(folder)).toEqual(['PeaTMOSS.db']);
  });
});
