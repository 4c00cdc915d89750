import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prepareSampleMirror } from '../../src/core/mirror/index.ts';
import { routes, type Route } from '../../src/server/api/routes.ts';
import { startServer, type RunningServer } from '../../src/server/index.ts';
import { contract, type CallAnswer, type CallName } from '../../src/shared/contract/index.ts';
import { columnIds } from '../../src/shared/table/index.ts';
import { readCsv } from '../e2e/support/csv.ts';
import { writeHuggingFaceMirror } from '../fixtures/generate-huggingface.ts';
import { projectFolder, startTestEngine, type TestEngine } from './support/engine.ts';
import { misfitsIn, resolveReference } from './support/json-schema.ts';
import { snapshotOf } from './support/snapshot.ts';

const token = 'a-token-of-the-tests-0123456789';
const models = 2500;
const document = JSON.parse(readFileSync(join(projectFolder, 'docs', 'openapi.json'), 'utf8')) as Readonly<Record<string, never>>;

const misfits = misfitsIn(document);

let folder = '';
let large = '';
let engine: TestEngine;
let mirror = '';
let many = '';
let server: RunningServer;

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Node's own client: it sends any header and path, which `fetch` does not. */
function ask(path: string, { headers = {}, method = 'GET', login = true }: { headers?: Record<string, string>; method?: string; login?: boolean } = {}): Promise<Answer> {
  return new Promise((settle, fail) => {
    const asked = request(new URL(server.origin), { method, path: `/api/v1${path}`, headers: { ...(login ? { authorization: `Bearer ${token}` } : {}), ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => settle({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }));
      response.on('error', fail);
    });
    asked.on('error', fail);
    asked.end();
  });
}

async function json<Shape>(path: string): Promise<Shape> {
  const { status, body } = await ask(path);
  expect(status, `${path}: ${body}`).toBe(200);
  return JSON.parse(body) as Shape;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ptmx-api-'));
  large = mkdtempSync(join(tmpdir(), 'ptmx-api-'));
  prepareSampleMirror(join(projectFolder, 'resources', 'sample-mirror'), folder);
  writeHuggingFaceMirror(large, { models, seed: 7 });
  engine = startTestEngine();
  many = await engine.index([large]);
  mirror = await engine.index([folder]);
  await engine.call('notes.changeTags', { mirror, package: { hub: 'huggingface', name: 'deepset/roberta-base-squad2', ordinal: 0 }, add: ['mine', '=cmd'] });
  server = await startServer({ engine: engine.engine, rendererDir: null, api: { token, mirror } });
});

afterAll(async () => {
  await server.close();
  await engine.close();
  for (const path of [folder, large]) rmSync(path, { recursive: true, force: true });
});

/** What some addresses need besides. */
const needs: Readonly<Record<string, string>> = { countValues: '?field=license,task,has', countNumbers: '?field=downloads', countPackages: '?q=bert', getFile: '?path=README.md', readWeightFile: '?path=speakers.pkl' };

/** The address of a route for a package of the sample that has what the route is about. */
async function addressOf({ id, path }: Route): Promise<string> {
  const [hub, name] = id === 'readWeightFile' ? ['pytorchhub', 'Silero Text-To-Speech Models'] : id === 'listClaims' ? ['huggingface', 'deepset/roberta-base-squad2'] : ['huggingface', 'bert-base-uncased'];
  const commit = path.includes('{commit}') ? (await json<CallAnswer<'packages.history'>>(`/packages/${hub}/${name}/history`)).commits[0]?.sha : undefined;
  const named: Readonly<Record<string, string | undefined>> = { hub, name, commit, measure: 'claims-by-task' };
  return `${path.replaceAll(/\{(\w+)\}/g, (_all, part: string) => encodeURIComponent(named[part] ?? ''))}${needs[id] ?? ''}`;
}

/** Calls that look and do nothing else, named here once more by hand. */
const readingCalls: ReadonlySet<CallName> = new Set<CallName>([
  'mirrors.recent', 'mirrors.overview', 'problems.list', 'packages.search', 'packages.count', 'packages.get', 'packages.card', 'packages.files', 'packages.file', 'packages.references', 'packages.history',
  'packages.historySummary', 'packages.heat', 'packages.commit', 'packages.signatures', 'packages.weights', 'packages.weightFile', 'packages.claims', 'packages.evidence', 'packages.raw', 'packages.facets',
  'packages.histogram', 'reach.list', 'reach.curve', 'reach.times', 'reach.packages', 'graph.draw', 'measures.list', 'measures.states', 'measures.run', 'subsets.list', 'peatmoss.get', 'peatmoss.dependents', 'notes.get', 'notes.list', 'notes.tags', 'views.list',
]);

function userTables(): unknown {
  const database = new Database(join(engine.dataDir, 'user.db'), { readonly: true });
  try {
    const names = database.prepare<[], { name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts_%' ORDER BY name`).all();
    return names.map(({ name }) => [name, database.prepare(`SELECT * FROM "${name}"`).all()]);
  } finally {
    database.close();
  }
}

describe('every address', () => {
  test('asks a call that reads, answers as docs/openapi.json says, and changes nothing', async () => {
    const [before, tables] = [await snapshotOf(folder), userTables()];
    for (const route of routes) {
      expect(readingCalls, route.path).toContain(route.call);
      const address = await addressOf(route);
      const answer = await ask(address);
      expect(answer.status, `${route.path}: ${answer.body.slice(0, 500)}`).toBe(200);
      expect(answer.headers['content-type']).toBe('application/json');
      const place = encodeURIComponent(`/api/v1${route.path}`.replaceAll('/', '~1'));
      expect(misfits(`#/paths/${place}/get/responses/200/content/application~1json/schema`, JSON.parse(answer.body)), route.path).toEqual([]);
      const head = await ask(address, { method: 'HEAD' });
      expect(head, route.path).toMatchObject({ status: 200, body: '' });
      if (!route.table) continue;
      const [csv, lines] = [await ask(address, { headers: { accept: 'text/csv' } }), await ask(address, { headers: { accept: 'application/x-ndjson' } })];
      expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
      expect(lines.body.split('\n').filter((line) => line !== '').map((line): unknown => JSON.parse(line)), route.path).toHaveLength(readCsv(csv.body).length);
      // Seconds or milliseconds since 1970 are no date to whoever reads a table.
      const times = readCsv(csv.body).flatMap((row) => ['first', 'last', 'until', 'authored', 'committed', 'builtAt', 'changedAt', 'current.madeAt', 'modified', 'created'].map((name) => row[name] ?? ''));
      expect(times.filter((time) => !/^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)?$/.test(time)), route.path).toEqual([]);
    }
    expect(await snapshotOf(folder)).toBe(before);
    expect(userTables()).toEqual(tables);
  });

  test('is listed, and stands in a document whose references lead somewhere', async () => {
    const listed = await json<{ addresses: { path: string }[] }>('');
    expect(listed.addresses.map(({ path }) => path)).toEqual(Object.keys(document['paths'] ?? {}));
    expect(await json('/openapi.json')).toEqual(document);
    const text = JSON.stringify(document);
    for (const [, reference = ''] of text.matchAll(/"\$ref":"([^"]+)"/g)) expect(resolveReference(document, reference), reference).toBeDefined();
    const ids = [...text.matchAll(/"operationId":"(\w+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(routes.length);
    for (const [path, item] of Object.entries<{ parameters: { $ref?: string }[] }>(document['paths'] ?? {})) {
      const parameters = item.parameters.map((parameter) => (parameter.$ref === undefined ? parameter : resolveReference(document, parameter.$ref)) as { name: string; in: string; required: boolean; description: string; schema: object });
      expect(parameters.filter(({ in: where }) => where === 'path').map(({ name }) => name).sort()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort());
      expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length);
      for (const { name, in: where, required, description, schema } of parameters) {
        expect(['path', 'query']).toContain(where);
        expect(required || where === 'query', `${path} ${name}`).toBe(true);
        expect(description.length).toBeGreaterThan(3);
        expect(schema).toBeTypeOf('object');
      }
    }
  });
});

describe('who is let in', () => {
  test.each<[string, number, Parameters<typeof ask>[1]]>([
    ['no token', 401, { login: false }],
    ['another token', 401, { login: false, headers: { authorization: 'Bearer wrong' } }],
    ['another way to log in', 401, { login: false, headers: { authorization: `Basic ${token}` } }],
    ['a cookie', 401, { login: false, headers: { cookie: `ptmx=${token}` } }],
    ['a page', 403, { headers: { origin: 'http://evil.example' } }],
    ['a page without an origin', 403, { headers: { origin: 'null' } }],
    ['another host', 421, { headers: { host: 'evil.example' } }],
    ['a POST', 405, { method: 'POST' }],
    ['a DELETE', 405, { method: 'DELETE' }],
    ['a question of a browser before it asks', 403, { method: 'OPTIONS', headers: { origin: 'http://evil.example', 'access-control-request-method': 'GET' } }],
  ])('%s is answered with %i', async (_who, status, options) => {
    const answer = await ask('/packages', options);
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain('deepset');
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    if (status === 421) return;
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(misfits('#/components/schemas/Problem', JSON.parse(answer.body))).toEqual([]);
  });

  test('a token in the address is none', async () => {
    expect((await ask(`/packages?token=${token}`, { login: false })).status).toBe(401);
    expect((await ask(`/packages?token=${token}`)).status).toBe(400);
  });

  test('without the window, nothing else is served', async () => {
    for (const path of ['/', '/index.html', '/api/call/packages.search', '/api/v10/packages', '/api/events']) {
      const answer = await fetch(`${server.origin}${path}`, { headers: { authorization: `Bearer ${token}` } });
      expect(answer.status, path).toBe(404);
    }
  });
});

describe('what cannot be answered is said', () => {
  test.each<[string, number, string]>([
    ['/nowhere', 404, 'no such address'],
    ['/packages/huggingface/deepset/roberta-base-squad2', 404, 'no such address'],
    ['/packages/huggingface/..%2f..%2fetc%2fpasswd', 404, ''],
    ['/packages/huggingface/%', 400, 'percent-encoded'],
    ['/packages/elsewhere/x', 400, 'hub is one of'],
    ['/packages?colums=name', 400, 'no parameter colums'],
    ['/packages?columns=name,nmae', 400, 'columns is one of'],
    ['/packages?limit=0', 400, ''],
    ['/packages?limit=-1', 400, ''],
    ['/packages?limit=1e3', 400, 'limit is a number'],
    ['/packages?limit=2&limit=3', 400, 'given twice'],
    ['/packages?format=xml', 400, 'format is one of'],
    ['/packages?q=downloads:%3Elots', 400, 'of q'],
    ['/packages?cursor=abc', 400, 'cursor'],
    ['/packages?cursor=1.0&offset=3', 400, 'not both'],
    ['/packages?cursor=1.0', 409, 'Another index'],
    ['/packages?mirror=0123456789abcdef', 404, ''],
    ['/packages?mirror=..', 400, 'mirror'],
    ['/packages?__proto__=1', 400, 'no parameter'],
    ['/facets', 400, 'field is missing'],
    ['/histogram?field=name', 400, 'field is one of'],
    ['/reach?descending=maybe', 400, 'true or false'],
    ['/reach?ranks.from=1', 400, 'ranks'],
    ['/packages/huggingface/nobody%2Fnothing', 404, ''],
    ['/packages/huggingface/deepset%2Froberta-base-squad2?ordinal=7', 404, ''],
    ['/overview?format=csv', 400, 'no parameter format'],
  ])('%s: %i', async (path, status, words) => {
    const answer = await ask(path);
    expect(answer.status, answer.body).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    const problem = JSON.parse(answer.body) as { detail: string; status: number };
    expect(misfits('#/components/schemas/Problem', problem)).toEqual([]);
    expect(problem.detail).toContain(words);
    expect(problem.status).toBe(status);
  });

  test('a format that is not to be had', async () => {
    expect((await ask('/packages', { headers: { accept: 'image/png' } })).status).toBe(406);
    expect((await ask('/overview', { headers: { accept: 'text/csv' } })).status).toBe(406);
    expect((await ask('/overview', { headers: { accept: 'text/csv, */*;q=0.1' } })).status).toBe(200);
  });
});

describe('measures', () => {
  type Measured = CallAnswer<'measures.run'>;

  test('take a search and parameters, and give a part as a table', async () => {
    const asked = { mirror, measure: 'claims-by-task', query: 'hub:huggingface', parameters: { rule: 'tolerant' } };
    const expected = await engine.call('measures.run', asked);
    const answer = await json<Measured>('/measures/claims-by-task?q=hub:huggingface&parameters[rule]=tolerant');
    expect({ ...answer, milliseconds: 0 }).toEqual({ ...expected, milliseconds: 0 });
    const [part] = expected.parts;
    const rows = readCsv((await ask(`/measures/claims-by-task?q=hub:huggingface&parameters[rule]=tolerant&part=${part?.key}&format=csv`)).body);
    expect(rows.map(({ label, count }) => [label, count])).toEqual(part?.kind === 'shares' ? part.rows.map(({ label, count }) => [label, String(count)]) : []);
    expect((await json<Measured>(`/measures/claims-by-task?part=${part?.key}`)).parts.map(({ key }) => key)).toEqual([part?.key]);
  });

  test.each<[string, number]>([
    ['/measures/none', 404],
    ['/measures/claims-by-task?part=none', 404],
    ['/measures/claims-by-task?parameters[rule]=none', 400],
    ['/measures/claims-by-task?parameters[none]=1', 400],
    ['/measures/claims-by-task?parameters=1', 400],
    ['/measures/claims-by-task?parameters[__proto__]=1', 400],
    ['/measures/claims-by-task?q=downloads:%3Elots', 400],
  ])('%s: %i', async (path, status) => {
    const answer = await ask(path);
    expect(answer.status, answer.body).toBe(status);
  });
});

describe('lists', () => {
  type Page = { readonly total: number; readonly next: string | null; readonly rows: readonly Readonly<Record<string, unknown>>[] };

  test('go on by their next address until all rows were given once', async () => {
    const seen: unknown[] = [];
    for (let path: string | null = `/packages?mirror=${many}&q=sort:name&columns=name&limit=999`; path !== null; ) {
      const page: Page = await json<Page>(path);
      expect(page.total).toBe(models);
      seen.push(...page.rows.map(({ name }) => name));
      path = page.next?.replace(/^\/api\/v1/, '') ?? null;
    }
    const whole = await json<Page>(`/packages?mirror=${many}&q=sort:name&columns=name&limit=100000`);
    expect(whole.next).toBeNull();
    expect(seen).toEqual(whole.rows.map(({ name }) => name));
    expect(new Set(seen).size).toBe(models);
  });

  test('come whole as CSV and JSON lines, the same rows in each', async () => {
    const columns = ['hub', 'name', 'ordinal', 'downloads', 'tags', 'created', 'card'];
    const path = `/packages?mirror=${many}&q=sort:-downloads&columns=${columns.join(',')}`;
    const [csv, lines] = [await ask(`${path}&format=csv`), await ask(`${path}&format=ndjson`)];
    expect(csv.headers['x-total-count']).toBe(String(models));
    const rows = lines.body.trimEnd().split('\n').map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
    expect(rows).toHaveLength(models);
    expect(csv.body.split('\r\n')[0]).toBe(columns.join(','));
    expect(readCsv(csv.body).map(({ name, downloads }) => [name, downloads])).toEqual(rows.map((row) => [row['name'], row['downloads'] === null ? '' : String(row['downloads'])]));
    expect((await json<Page>(`${path}&limit=3&offset=10`)).rows).toEqual(rows.slice(10, 13));
  });

  test('have the columns of the window’s table unless others are asked for, each as the contract has it', async () => {
    const { rows } = await json<Page>('/packages?q=name:roberta-base-squad2');
    const row = contract['packages.search'].answer.shape.rows.element.parse((await engine.call('packages.search', { mirror, query: 'name:roberta-base-squad2' })).rows[0]);
    expect(rows[0]).toMatchObject({ hub: row.hub, name: row.name, ordinal: row.ordinal, task: row.task, downloads: row.downloads, size: row.bytes, card: row.hasCard, commits: row.commits });
    const all = await json<Page>(`/packages?columns=${columnIds.join(',')}&limit=1`);
    expect(Object.keys(all.rows[0] ?? {})).toEqual(columnIds);
  });

  test('break off where another index comes into force, and cursors end', async () => {
    const first = await json<Page>('/packages?limit=5');
    await engine.index([folder], true);
    const { status, body } = await ask(first.next?.replace(/^\/api\/v1/, '') ?? '');
    expect(status).toBe(409);
    expect(body).toContain('Another index came into force');
  });

  test('guard spreadsheets in CSV and nowhere else', async () => {
    expect((await json<{ tags: unknown }>('/tags')).tags).toContainEqual({ tag: '=cmd', count: 1 });
    expect((await ask('/tags?format=csv')).body).toContain(`'=cmd,1`);
  });

  test('facets have a row for each value, and one for packages without', async () => {
    const { body } = await ask('/facets?field=license&field=task&limit=3&format=csv');
    const rows = readCsv(body);
    const { facets } = await engine.call('packages.facets', { mirror, fields: ['license', 'task'], limit: 3 });
    expect(rows).toContainEqual({ field: 'license', value: facets[0]?.values[0]?.value, count: String(facets[0]?.values[0]?.count) });
    expect(rows).toContainEqual({ field: 'task', value: '', count: String(facets[1]?.missing) });
  });
});
