import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type Claim, type CloneState, type HubId, isAutomated, type LineageRelation, type Normalised, type Severity } from '../../shared/domain/index.ts';
import { fold } from '../../shared/search/fold.ts';
import {
  claimSources,
  cloneStates,
  hubNumber,
  indexSql,
  lineageRelations,
  openForReading,
  PackageBlockWriter,
  type ReadDatabase,
  type RecordCommit,
  recordCommits,
  severities,
  tableSql,
  type TermKind,
  termKinds,
  TermWriter,
  TextBlockWriter,
  tokenText,
  noNumber,
} from '../index/index.ts';
import { cardItemsOf } from '../package/index.ts';
import type { ReadContext } from './context.ts';
import { setDependents } from './joined-numbers.ts';
import { type NamedSets, setNamedSets } from './named-sets.ts';
import { setOfIds } from './package-ids.ts';

/** A package of a test's index; what is left out is missing. */
export interface TestPackage {
  readonly name: string;
  readonly hub?: HubId;
  readonly owner?: string | null;
  readonly task?: string | Normalised | null;
  readonly architecture?: string | Normalised | null;
  readonly license?: string | Normalised | null;
  readonly library?: string | Normalised | null;
  readonly tags?: readonly string[];
  readonly datasets?: readonly string[];
  readonly languages?: readonly string[];
  readonly formats?: readonly string[];
  /** As stored: `arxiv:…`, `doi:…` or an address. */
  readonly papers?: readonly string[];
  readonly bases?: readonly { readonly base: string; readonly relation?: LineageRelation }[];
  readonly claims?: readonly Claim[];
  readonly description?: string;
  readonly card?: string | null;
  readonly numbers?: Partial<Readonly<Record<TestNumber, number | null>>>;
  readonly facts?: readonly (readonly [string, string])[];
  readonly sha?: string | null;
  readonly url?: string | null;
  readonly gated?: boolean;
  readonly recovered?: boolean;
  /** Whether the unified records, and the hub's metadata, have it; true by default. */
  readonly unified?: boolean;
  readonly metadata?: boolean;
  /** Path of a repository of the same index. */
  readonly repository?: string | null;
  readonly recordCommit?: RecordCommit;
  /** Repositories that use it, as joined to the opened index. */
  readonly dependents?: number | null;
  /** Names of subsets that hold it: what `subset:` finds in the opened index. */
  readonly subsets?: readonly string[];
}

const numberColumns = ['downloads', 'likes', 'stars', 'files', 'bytes', 'parameters', 'created', 'modified', 'parts'] as const;
export type TestNumber = (typeof numberColumns)[number];

export interface TestRepository {
  readonly path: string;
  readonly hub?: HubId;
  readonly state?: CloneState;
  readonly authors: readonly { readonly name: string; readonly email: string; readonly commits?: number; readonly signed?: number; readonly automated?: boolean }[];
  /** Commits one by one, where it matters who committed them and when; they count besides those of `authors`, who must be others. */
  readonly history?: readonly TestCommit[];
}

export interface TestCommit {
  readonly author: TestPerson;
  readonly committer: TestPerson;
  /** Seconds since 1970. */
  readonly authored: number;
  readonly committed: number;
  readonly signed?: boolean;
}

export interface TestPerson {
  readonly name: string;
  readonly email: string;
}

export interface TestProblem {
  readonly severity: Severity;
  readonly code: string;
  readonly hub: HubId | null;
  readonly file?: string;
  readonly offset?: number;
  readonly record?: string;
}

export interface TestIndex {
  readonly packages?: readonly TestPackage[];
  readonly repositories?: readonly TestRepository[];
  readonly problems?: readonly TestProblem[];
}

export interface OpenTestIndex {
  readonly context: ReadContext;
  readonly database: ReadDatabase;
  close(): void;
}

export const testMirror = '0123456789abcdef';

function testSubsets(packages: readonly TestPackage[]): NamedSets {
  return {
    revision: 'test',
    packages(name) {
      const ids = packages.flatMap(({ subsets = [] }, at) => (subsets.some((subset) => fold(subset.trim()) === name) ? [at + 1] : []));
      return ids.length === 0 ? null : setOfIds(ids, packages.length);
    },
    unknown: (name) => `There is no subset named “${name}”.`,
  };
}

/** Writes an index with the real schema into a temporary file and opens it as the readers do. */
export function openTestIndex(index: TestIndex, isStopped: () => boolean = () => false): OpenTestIndex {
  const folder = mkdtempSync(join(tmpdir(), 'ptm-query-'));
  const file = join(folder, 'index.sqlite');
  writeIndex(file, index);
  const database = openForReading(file, isStopped);
  setNamedSets(database, 'subset', testSubsets(index.packages ?? []));
  const numbers = Int32Array.of(noNumber, ...(index.packages ?? []).map(({ dependents }) => dependents ?? noNumber));
  setDependents(database, { revision: 'test', numbers: () => numbers });
  database.function('dependents', (id) => index.packages?.[Number(id) - 1]?.dependents ?? null);
  const context: ReadContext = {
    database,
    mirror: {
      id: testMirror,
      title: 'Test',
      sources: [],
      isSample: false,
      indexed: true,
      damaged: false,
      present: true,
      packages: index.packages?.length ?? 0,
      indexedAt: 0,
      openedAt: 0,
    },
    indexBytes: 4096,
    hubFolders: {},
  };
  return {
    context,
    database,
    close() {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function writeIndex(file: string, { packages = [], repositories = [], problems = [] }: TestIndex): void {
  const database = new Database(file);
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  database.exec(tableSql);
  database.transaction(() => {
    const meta = database.prepare('INSERT INTO meta (key, value) VALUES (?, ?)');
    for (const [key, value] of Object.entries({ fingerprint: 'f00d', app_version: '1.2.3', seconds: '0.5' })) meta.run(key, value);
    const terms = termWriter(database);
    const repositoryIds = writeRepositories(database, repositories);
    writePackages(database, packages, repositories, { terms: (kind, text) => terms.id(termKinds[kind], text), repositoryIds });
    terms.flush();
    const problem = database.prepare('INSERT INTO problem (severity, code, hub, file, offset, record, message) VALUES (?, ?, ?, ?, ?, ?, ?)');
    for (const { severity, code, hub, file, offset, record } of problems) {
      problem.run(severities.indexOf(severity), code, hub === null ? null : hubNumber(hub), file ?? null, offset ?? null, record ?? null, `${code} met`);
    }
    const hub = database.prepare('INSERT INTO hub (hub, records, json_bytes, origin) VALUES (?, ?, ?, ?)');
    for (const id of new Set(packages.map((item) => item.hub ?? 'huggingface'))) {
      hub.run(hubNumber(id), packages.filter((item) => (item.hub ?? 'huggingface') === id && item.unified !== false).length, 1000, 'folder');
    }
  })();
  for (const sql of indexSql) database.exec(sql);
  database.close();
}

type TermOf = (kind: TermKind, text: string) => number;

function termWriter(database: ReadDatabase): TermWriter {
  const insert = {
    term: database.prepare('INSERT INTO term (id, kind, text, folded) VALUES (?, ?, ?, ?)'),
    text_block: database.prepare('INSERT INTO text_block (id, kind, places, data) VALUES (?, ?, ?, ?)'),
  };
  return new TermWriter((table) => (row) => void insert[table].run(...row));
}

function writeRepositories(database: ReadDatabase, repositories: readonly TestRepository[]): ReadonlyMap<string, number> {
  const insert = database.prepare('INSERT INTO repository (id, hub, path, layout, state, commits, signed_commits, authors, first_commit, last_commit) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertPerson = database.prepare('INSERT INTO person (id, name, email, email_key, automated) VALUES (?, ?, ?, ?, ?)');
  const contribute = database.prepare('INSERT INTO contribution (repository, person, commits, signed, first, last) VALUES (?, ?, ?, ?, ?, ?)');
  const commit = database.prepare('INSERT INTO commits (repository, sha, author, committer, authored, committed, parents, signature) VALUES (?, ?, ?, ?, ?, ?, 0, ?)');
  const people = new Map<string, number>();
  const personId = ({ name, email }: TestPerson, automated = false): number => {
    const key = JSON.stringify([name, email]);
    const id = people.get(key) ?? people.size + 1;
    if (!people.has(key)) insertPerson.run(id, name, email, email.toLowerCase(), automated || isAutomated(name, email) ? 1 : 0);
    people.set(key, id);
    return id;
  };
  const ids = new Map<string, number>();
  for (const { path, hub = 'huggingface', state = 'whole', authors, history = [] } of repositories) {
    const id = ids.size + 1;
    ids.set(path, id);
    const commits = authors.reduce((sum, author) => sum + (author.commits ?? 1), history.length);
    const signed = authors.reduce((sum, author) => sum + (author.signed ?? 0), history.filter((one) => one.signed).length);
    const times = history.map(({ authored }) => authored);
    const dates = times.length === 0 ? [null, null] : [Math.min(...times), Math.max(...times)];
    insert.run(id, hubNumber(hub), path, 'work-tree', cloneStates.indexOf(state), commits, signed, authors.length, ...dates);
    for (const { name, email, commits: own = 1, signed: ownSigned = 0, automated = false } of authors) contribute.run(id, personId({ name, email }, automated), own, ownSigned, 0, 0);
    const authored = new Map<number, TestCommit[]>();
    history.forEach((one, at) => {
      const author = personId(one.author);
      authored.set(author, [...(authored.get(author) ?? []), one]);
      commit.run(id, Buffer.from([id, at]), author, personId(one.committer), one.authored, one.committed, one.signed ? 1 : 0);
    });
    for (const [author, own] of authored) {
      const ownTimes = own.map((one) => one.authored);
      contribute.run(id, author, own.length, own.filter((one) => one.signed).length, Math.min(...ownTimes), Math.max(...ownTimes));
    }
  }
  return ids;
}

interface Written {
  readonly terms: TermOf;
  readonly repositoryIds: ReadonlyMap<string, number>;
}

/** Lower case as SQLite's own `lower()` makes it. */
function lower(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function valueOf(field: string | Normalised | null | undefined): string | null {
  return typeof field === 'string' ? field : (field?.value ?? null);
}

function originalOf(field: string | Normalised | null | undefined): string | null {
  return typeof field === 'string' || !field || field.original === field.value ? null : field.original;
}

/** Numbers of repositories that have a card and nothing else. */
const loneRepository = 1_000_000;

function writePackages(database: ReadDatabase, packages: readonly TestPackage[], repositories: readonly TestRepository[], written: Written): void {
  const { terms, repositoryIds } = written;
  const addBlock = database.prepare('INSERT INTO text_block (id, kind, places, data) VALUES (?, ?, ?, ?)');
  const names = new TextBlockWriter('name', (block) => void addBlock.run(...block));
  const description = database.prepare('INSERT INTO description_fts (rowid, description) VALUES (?, ?)');
  const card = database.prepare('INSERT INTO card_fts (rowid, card) VALUES (?, ?)');
  const term = database.prepare('INSERT OR IGNORE INTO package_term (package, term) VALUES (?, ?)');
  const lineage = database.prepare('INSERT OR IGNORE INTO lineage (package, base, relation, source, target) VALUES (?, ?, ?, 0, ?)');
  const claim = database.prepare('INSERT INTO claim (package, position, task, dataset, metric, value, number, strict, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const addPackageBlock = database.prepare('INSERT INTO package_block (id, kind, field, block, data) VALUES (?, ?, ?, ?, ?)');
  let blocks: PackageBlockWriter | null = null;
  const ordinals = new Map<string, number>();
  const cards = new Set<number>();
  packages.forEach((item, index) => {
    const id = index + 1;
    const hub = item.hub ?? 'huggingface';
    const key = `${hub} ${item.name}`;
    const ordinal = ordinals.get(key) ?? 0;
    ordinals.set(key, ordinal + 1);
    const termOrNull = (kind: TermKind, value: string | null | undefined) => (value === null || value === undefined ? null : terms(kind, value));
    const state = repositories.find((repository) => repository.path === item.repository)?.state ?? 'whole';
    const row = {
      id,
      hub: hubNumber(hub),
      name: item.name,
      folded: fold(item.name) === lower(item.name) ? null : fold(item.name),
      ordinal,
      record_number: index,
      metadata_id: `id-${index}`,
      owner: termOrNull('owner', item.owner),
      task: termOrNull('task', valueOf(item.task)),
      architecture: termOrNull('architecture', valueOf(item.architecture)),
      license: termOrNull('license', valueOf(item.license)),
      library: termOrNull('library', valueOf(item.library)),
      task_original: termOrNull('task', originalOf(item.task)),
      architecture_original: termOrNull('architecture', originalOf(item.architecture)),
      license_original: termOrNull('license', originalOf(item.license)),
      library_original: termOrNull('library', originalOf(item.library)),
      ...Object.fromEntries(numberColumns.map((column) => [column, item.numbers?.[column] ?? null])),
      claims: item.claims?.length ?? 0,
      claims_strict: item.claims?.some((one) => one.strict) ? 1 : 0,
      has_card: item.card === undefined || item.card === null ? 0 : 1,
      card_items: item.card ? cardItemsOf(item.card) : null,
      gated: item.gated ? 1 : 0,
      recovered: item.recovered ? 1 : 0,
      // A card belongs to a repository; one of a package without any stands under a number of its own.
      repository: item.repository ? (repositoryIds.get(item.repository) ?? null) : item.card ? loneRepository + id : null,
      clone: cloneStates.indexOf(item.repository ? state : 'missing'),
      record_commit: recordCommits.indexOf(item.recordCommit ?? 'not-stated'),
      sha: item.sha ?? null,
      url: item.url ?? null,
      description: item.description ?? null,
      facts: item.facts ? JSON.stringify(item.facts) : null,
      unified_file: item.unified === false ? null : 1,
      metadata_file: item.metadata === false ? null : 2,
    };
    const columns = Object.keys(row);
    database.prepare(`INSERT INTO package (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`).run(...Object.values(row));
    names.push(id, fold(item.name));
    blocks ??= new PackageBlockWriter((column) => columns.indexOf(column), (block) => void addPackageBlock.run(...block));
    description.run(id, tokenText(item.description ?? ''));
    if (item.card && row.repository !== null && !cards.has(row.repository)) card.run(row.repository, tokenText(item.card));
    if (row.repository !== null) cards.add(row.repository);
    const lists = { tag: item.tags, dataset: item.datasets, language: item.languages, format: item.formats, paper: item.papers } as const;
    for (const kind of ['tag', 'dataset', 'language', 'format', 'paper'] as const) {
      for (const value of lists[kind] ?? []) term.run(id, terms(kind, value));
    }
    const own = database.prepare<[number], number>('SELECT term FROM package_term WHERE package = ?').pluck().all(id);
    const some = (values: readonly unknown[] | undefined): boolean => values !== undefined && values.length > 0;
    const has = { dataset: some(item.datasets), paper: some(item.papers), base: some(item.bases), language: some(item.languages), tag: some(item.tags), format: some(item.formats) };
    blocks.push(Object.values(row) as (string | number | null)[], own, has);
    for (const { base, relation = 'base' } of item.bases ?? []) {
      const target = packages.findIndex((other) => other.name === base);
      lineage.run(id, terms('base', base), lineageRelations.indexOf(relation), target === -1 ? null : target + 1);
    }
    item.claims?.forEach((one, position) => {
      const ids = [termOrNull('task', one.task), termOrNull('dataset', one.dataset), terms('metric', one.metric)];
      claim.run(id, position, ...ids, one.value, one.number, one.strict ? 1 : 0, claimSources.indexOf(one.source));
    });
  });
  names.flush();
  (blocks as PackageBlockWriter | null)?.flush();
}
