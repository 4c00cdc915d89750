import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { currentIndex } from '../../src/core/index/index.ts';
import { normaliseLicense } from '../../src/core/mirror/index.ts';
import type { HubInfo } from '../../src/shared/contract/index.ts';
import { hubIds, type HubId } from '../../src/shared/domain/index.ts';
import { fold } from '../../src/shared/search/index.ts';
import { projectFolder, startTestEngine, type TestEngine } from './support/engine.ts';

/** What plain Python, json and git count in the real mirrors; see ../shared/README.md. */
interface HubTruth {
  readonly records: number;
  readonly unique_names: number;
  readonly with_task: number;
  readonly with_architecture: number;
  readonly tasks: readonly (readonly [string, number])[];
  readonly repos?: number;
  readonly commits?: number;
  readonly signed_commits?: number;
  readonly signed_repos?: number;
  readonly maintainers?: number;
  readonly direct_reach_top?: readonly number[];
  readonly reach_exactly_one?: number;
  readonly repo_facts?: Readonly<Record<string, { commits: number; authors: number; signed: number }>>;
}

interface HuggingFaceTruth extends HubTruth {
  readonly owners: number;
  readonly without_owner: number;
  readonly top_owners: readonly (readonly [string, number])[];
  readonly owners_reaching_half: number;
  readonly architecture_none: number;
  readonly architectures: readonly (readonly [string, number])[];
  readonly files: number;
  readonly models_with_file_list: number;
  readonly models_with_base: number;
  readonly datasets: readonly (readonly [string, number])[];
  readonly distinct_datasets: number;
  readonly licenses: readonly (readonly [string, number])[];
  readonly distinct_arxiv: number;
  readonly claims_strict: number;
  readonly claims_tolerant: number;
  readonly claims_by_task: Readonly<Record<string, readonly [number, number, number]>>;
  readonly downloads_total: number;
  readonly top_downloads: readonly (readonly [string, number])[];
  readonly name_contains_all: Readonly<Record<string, number>>;
}

const shared = resolve(projectFolder, '..', 'shared');
const mirrors = join(shared, 'mirrors');
const present = existsSync(join(mirrors, 'truth.json'));
const hasPython = ((): boolean => {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    execFileSync('git', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
const missing = !present ? 'skipped: ../shared/mirrors is absent' : !hasPython ? 'skipped: rebuild-clones needs python3 and git' : '';
const truth = present ? (JSON.parse(readFileSync(join(mirrors, 'truth.json'), 'utf8')) as { hubs: Record<HubId, HubTruth> & { huggingface: HuggingFaceTruth } }).hubs : null;

let folder = '';
let unpacked: TestEngine;
let archived: TestEngine;
let unpackedId = '';
let archivedId = '';
let unpackedInfo: readonly HubInfo[] = [];
let archivedInfo: readonly HubInfo[] = [];

beforeAll(async () => {
  if (missing !== '') return;
  folder = mkdtempSync(join(tmpdir(), 'ptmx-truth-'));
  for (const name of readdirSync(mirrors)) if (name.endsWith('.tar.gz')) execFileSync('tar', ['-xzf', join(mirrors, name), '-C', folder]);
  execFileSync('python3', [join(shared, 'tools', 'rebuild-clones'), folder], { stdio: 'ignore' });
  unpacked = startTestEngine();
  archived = startTestEngine();
  unpackedId = await unpacked.index([folder]);
  archivedId = await archived.index([mirrors]);
  unpackedInfo = (await unpacked.call('mirrors.overview', { mirror: unpackedId })).hubs;
  archivedInfo = (await archived.call('mirrors.overview', { mirror: archivedId })).hubs;
}, 300_000);

afterAll(async () => {
  await unpacked?.close();
  await archived?.close();
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

function infoOf(info: readonly HubInfo[], hub: HubId): HubInfo {
  const found = info.find((candidate) => candidate.hub === hub);
  if (!found) throw new Error(`The overview does not list ${hub}`);
  return found;
}

function truthOf(hub: HubId): HubTruth {
  const found = truth?.[hub];
  if (!found) throw new Error('No truth');
  return found;
}

/** Rows of the index itself, for counts that no view shows yet. */
function rows<Row>(sql: string, ...parameters: unknown[]): Row[] {
  const index = currentIndex(unpacked.dataDir, unpackedId);
  const database = new Database(index?.path ?? '', { readonly: true });
  try {
    return database.prepare<unknown[], Row>(sql).all(...parameters);
  } finally {
    database.close();
  }
}

const suite = missing === '' ? describe : describe.skip;

suite(`real mirrors agree with truth.json ${missing}`, () => {
  describe.each(hubIds.map((hub) => [hub] as const))('%s', (hub) => {
    test.each([['unpacked'], ['archives']] as const)('records, names, tasks, architectures (%s)', (kind) => {
      const info = infoOf(kind === 'unpacked' ? unpackedInfo : archivedInfo, hub);
      const expected = truthOf(hub);
      expect({ records: info.records, uniqueNames: info.uniqueNames, withTask: info.withTask, withArchitecture: info.withArchitecture }).toEqual({
        records: expected.records, uniqueNames: expected.unique_names, withTask: expected.with_task, withArchitecture: expected.with_architecture,
      });
    });

    test('tasks', async () => {
      const expected = truthOf(hub).tasks;
      const { facets } = await unpacked.call('packages.facets', { mirror: unpackedId, query: `hub:${hub}`, fields: ['task'], limit: 500 });
      const counts = new Map(facets[0]?.values.map(({ value, count }) => [value, count]));
      for (const [task, count] of expected) expect(counts.get(task), task).toBe(count);
    });

    test('repositories, commits, signatures, maintainers', () => {
      const info = infoOf(unpackedInfo, hub);
      const expected = truthOf(hub);
      expect({ repos: info.repositories, commits: info.commits, signed: info.signedCommits, signedRepos: info.signedRepositories, maintainers: info.maintainers }).toEqual({
        repos: expected.repos, commits: expected.commits, signed: expected.signed_commits, signedRepos: expected.signed_repos, maintainers: expected.maintainers,
      });
    });

    test('each repository', () => {
      const found = rows<{ path: string; commits: number; authors: number; signed: number }>(
        `SELECT replace(path, 'data/' || ? || '/repos/', '') AS path, commits, authors, signed_commits AS signed FROM repository WHERE path LIKE 'data/' || ? || '/%'`, hub, hub,
      );
      const byPath = Object.fromEntries(found.map(({ path, commits, authors, signed }) => [path, { commits, authors, signed }]));
      expect(byPath).toEqual(truthOf(hub).repo_facts);
    });

    test('direct reach', async () => {
      const expected = truthOf(hub);
      const list = await unpacked.call('reach.list', { mirror: unpackedId, kind: 'direct', hub, limit: 15 });
      expect(list.rows.map((row) => row.reach)).toEqual(expected.direct_reach_top);
      expect(list.maintainers).toBe(expected.maintainers);
      const curve = await unpacked.call('reach.curve', { mirror: unpackedId, kind: 'direct', hub });
      expect(curve.exactlyOne).toBe(expected.reach_exactly_one);
    });

    test('pictures of repositories have all who committed there', async () => {
      for (const [path, { authors }] of Object.entries(truthOf(hub).repo_facts ?? {})) {
        const graph = await unpacked.call('graph.draw', { mirror: unpackedId, hub, picture: { view: 'ego', node: `repository:data/${hub}/repos/${path}` }, cap: 5000 });
        expect(graph.edges.filter(({ kind }) => kind === 'committed'), path).toHaveLength(authors);
      }
    });
  });

  test('the measure of signatures counts all repositories', async () => {
    const { parts } = await unpacked.call('measures.run', { mirror: unpackedId, measure: 'signed' });
    const rowsOf = (part: string) => parts.flatMap((one) => (one.key === part && one.kind === 'shares' ? one.rows.map(({ count, of }) => [count, of]) : []));
    const total = (of: (hub: HubTruth) => number | undefined): number => hubIds.reduce((sum, hub) => sum + (of(truthOf(hub)) ?? 0), 0);
    const signed = total(({ signed_commits }) => signed_commits);
    expect(rowsOf('shares')).toEqual([[total(({ signed_repos }) => signed_repos), total(({ repos }) => repos)], [signed, total(({ commits }) => commits)]]);
    for (const part of ['kinds', 'signers']) expect(rowsOf(part).reduce((sum, [count = 0]) => sum + count, 0), part).toBe(signed);
  });

  describe('Hugging Face', () => {
    const hub = 'huggingface';
    const expected = (): HuggingFaceTruth => truthOf(hub) as HuggingFaceTruth;

    test('owners', async () => {
      const info = infoOf(unpackedInfo, hub);
      expect({ owners: info.owners, withoutOwner: info.withoutOwner }).toEqual({ owners: expected().owners, withoutOwner: expected().without_owner });
      const list = await unpacked.call('reach.list', { mirror: unpackedId, kind: 'owner', hub, limit: expected().top_owners.length });
      expect(list.rows.map((row) => row.reach)).toEqual(expected().top_owners.map(([, count]) => count));
      for (const [owner, count] of expected().top_owners) {
        const found = await unpacked.call('packages.search', { mirror: unpackedId, query: `hub:huggingface owner:"${owner}"`, limit: 1 });
        expect(found.total, owner).toBe(count);
      }
      const curve = await unpacked.call('reach.curve', { mirror: unpackedId, kind: 'owner', hub });
      expect(curve.reachingHalf).toBe(expected().owners_reaching_half);
    });

    test('what depends on datasets and architectures', async () => {
      for (const [kind, counts] of [['dataset', expected().datasets], ['architecture', expected().architectures]] as const) {
        for (const [name, count] of counts.slice(0, 10)) {
          const graph = await unpacked.call('graph.draw', { mirror: unpackedId, hub, dependencies: { dataset: true, architecture: true }, picture: { view: 'tree', node: `${kind}:${name}` }, cap: 5 });
          expect(graph.nodes[0]?.facts.dependants, `${kind} ${name}`).toBe(count);
        }
      }
    });

    test('architectures', async () => {
      const { facets } = await unpacked.call('packages.facets', { mirror: unpackedId, query: 'hub:huggingface', fields: ['architecture'], limit: 500 });
      const counts = new Map(facets[0]?.values.map(({ value, count }) => [value, count]));
      for (const [architecture, count] of expected().architectures) expect(counts.get(architecture.toLowerCase()), architecture).toBe(count);
      expect(facets[0]?.missing).toBe(expected().architecture_none);
    });

    test('files and base models', () => {
      expect(infoOf(unpackedInfo, hub).files).toBe(expected().files);
      expect(rows<{ n: number }>('SELECT count(*) AS n FROM package WHERE hub = 0 AND files > 0')[0]?.n).toBe(expected().models_with_file_list);
      expect(rows<{ n: number }>('SELECT count(DISTINCT package) AS n FROM lineage')[0]?.n).toBe(expected().models_with_base);
    });

    test('datasets, as they are written', () => {
      const found = rows<{ dataset: string; models: number }>(
        `SELECT t.text AS dataset, count(*) AS models FROM package_term pt JOIN term t ON t.id = pt.term JOIN package p ON p.id = pt.package
         WHERE t.kind = 6 AND p.hub = 0 GROUP BY t.id`,
      );
      const counts = new Map(found.map(({ dataset, models }) => [dataset, models]));
      for (const [dataset, count] of expected().datasets) expect(counts.get(dataset), dataset).toBe(count);
      expect(found.length).toBe(expected().distinct_datasets);
    });

    test('licences', async () => {
      const { facets } = await unpacked.call('packages.facets', { mirror: unpackedId, query: 'hub:huggingface', fields: ['license'], limit: 500 });
      const counts = new Map(facets[0]?.values.map(({ value, count }) => [value, count]));
      // The truth counts spellings, a model with "MIT" in its card and "mit" among its tags under both; here it counts once.
      const spellings = expected().licenses.filter(([spelling]) => spelling !== 'MIT');
      for (const [spelling, count] of spellings) expect(counts.get(normaliseLicense(spelling).value), spelling).toBe(count);
    });

    test('papers', () => {
      expect(rows<{ n: number }>(`SELECT count(*) AS n FROM term WHERE kind = 9 AND text LIKE 'arxiv:%' AND id IN (SELECT term FROM package_term JOIN package ON package.id = package WHERE hub = 0)`)[0]?.n).toBe(expected().distinct_arxiv);
    });

    test('claims by task, strict and tolerant', () => {
      const found = rows<{ task: string | null; strict: number; tolerant: number; models: number }>(
        `SELECT t.text AS task, sum(claims_strict) AS strict, sum(claims > 0) AS tolerant, count(*) AS models
         FROM package p LEFT JOIN term t ON t.id = p.task WHERE p.hub = 0 GROUP BY p.task`,
      );
      const byTask = new Map(found.map((row) => [row.task ?? 'None', [row.strict, row.tolerant, row.models]]));
      for (const [task, counts] of Object.entries(expected().claims_by_task)) expect(byTask.get(task), task).toEqual(counts);
      expect(found.reduce((sum, row) => sum + row.strict, 0)).toBe(expected().claims_strict);
      expect(found.reduce((sum, row) => sum + row.tolerant, 0)).toBe(expected().claims_tolerant);
    });

    test('measures: claims by task, architectures, datasets, licences', async () => {
      const rowsOf = async (measure: string, part: string, parameters: Record<string, string | number> = {}) => {
        const { parts } = await unpacked.call('measures.run', { mirror: unpackedId, measure, query: 'hub:huggingface', parameters });
        const found = parts.find(({ key }) => key === part);
        if (found?.kind !== 'shares') throw new Error(`No part ${part}`);
        return new Map(found.rows.map(({ key, count, of }) => [key, [count, of] as const]));
      };
      const models = expected().records;
      const [strict, tolerant] = [await rowsOf('claims-by-task', 'tasks', { fold: 0 }), await rowsOf('claims-by-task', 'tasks', { fold: 0, rule: 'tolerant' })];
      for (const [task, [strictly, tolerantly, all]] of Object.entries(expected().claims_by_task)) {
        const key = task === 'None' ? 'none' : `=${task}`;
        expect([strict.get(key), tolerant.get(key)], task).toEqual([[strictly, all], [tolerantly, all]]);
      }
      const whole = await rowsOf('claims-by-task', 'whole');
      expect([whole.get('strict')?.[0], whole.get('tolerant')?.[0]]).toEqual([expected().claims_strict, expected().claims_tolerant]);
      const architectures = await rowsOf('architectures', 'shares', { top: 1000 });
      for (const [name, count] of expected().architectures) expect(architectures.get(`=${name.toLowerCase()}`), name).toEqual([count, models]);
      expect(architectures.get('none')).toEqual([expected().architecture_none, models]);
      // The truth tells spellings apart; here they are one dataset, which the facet counts too.
      const datasets = await rowsOf('datasets', 'models', { top: 1000 });
      for (const [name, count] of expected().datasets) expect(datasets.get(`=${name.toLowerCase()}`)?.[0], name).toBeGreaterThanOrEqual(count);
      const { facets } = await unpacked.call('packages.facets', { mirror: unpackedId, query: 'hub:huggingface', fields: ['dataset'], limit: 500 });
      for (const { value, count } of facets[0]?.values ?? []) expect(datasets.get(`=${fold(value.trim())}`)?.[0], value).toBe(count);
      const licences = await rowsOf('licences', 'shares', { top: 1000 });
      for (const [spelling, count] of expected().licenses.filter(([one]) => one !== 'MIT')) expect(licences.get(`=${normaliseLicense(spelling).value.toLowerCase()}`), spelling).toEqual([count, models]);
    });

    test('downloads', async () => {
      expect(infoOf(unpackedInfo, hub).downloads).toBe(expected().downloads_total);
      const top = expected().top_downloads;
      const found = await unpacked.call('packages.search', { mirror: unpackedId, query: 'hub:huggingface sort:-downloads', limit: top.length });
      expect(found.rows.map((row) => [row.name, row.downloads])).toEqual(top);
    });

    test('names that contain all words', async () => {
      for (const [words, count] of Object.entries(expected().name_contains_all)) {
        const query = words.split(' ').map((word) => `name:${word}`).join(' ');
        const found = await unpacked.call('packages.search', { mirror: unpackedId, query: `hub:huggingface ${query}`, limit: 1 });
        expect(found.total, words).toBe(count);
      }
    });
  });
});
