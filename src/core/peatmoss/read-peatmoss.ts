import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import Database from 'better-sqlite3';
import type { HubId } from '../../shared/domain/index.ts';
import { cancelledError, codeOf, ExpectedError, messageOf } from '../../shared/result.ts';
import { hubNamed } from '../../shared/search/index.ts';
import { StoppedError, type WorkControl } from '../index/index.ts';
import { hashFile } from '../mirror/index.ts';
import { findTables, type PeatmossTables } from './introspect.ts';

/** A model of the database, and how many repositories use it. */
export interface PeatmossModel {
  /** Null where the database does not say; `other` where it names a hub that no mirror has. */
  readonly hub: HubId | 'other' | null;
  readonly name: string;
}

export interface PeatmossContent {
  readonly models: readonly PeatmossModel[];
  readonly repositories: readonly { readonly title: string; readonly url: string | null }[];
  /** Numbers of a model and a repository, each pair once, ascending. */
  readonly uses: readonly (readonly [model: number, repository: number])[];
  /** The tables that were read, in words. */
  readonly tables: string;
  /** As `table.column`. */
  readonly columns: readonly string[];
  /** Rows that say nothing, of which nothing was taken. */
  readonly leftOut: { readonly models: number; readonly uses: number; readonly twice: number };
}

const longestText = 4096;
const mostModels = 20_000_000;
const mostUses = 50_000_000;
const rowsPerStep = 5000;

/** Reads who uses which model. The file is opened for reading only and not changed; no view or function of it is run. Throws `refused`, `not-found`, `unreadable`. */
export function readPeatmoss(path: string, control: WorkControl): PeatmossContent {
  checkPeatmossFile(path);
  let database: Database.Database | null = null;
  try {
    database = new Database(path, { readonly: true, fileMustExist: true });
    // The file may have been made to attack its reader.
    database.pragma('trusted_schema = OFF');
    database.pragma('cell_size_check = ON');
    database.pragma('query_only = ON');
    database.function('live', { deterministic: false, directOnly: true }, () => {
      if (control.isCancelled()) throw new StoppedError();
      return 1;
    });
    return readContent(database, findTables(database, path), control);
  } catch (error) {
    throw explain(error, path);
  } finally {
    database?.close();
  }
}

/** What SQLite writes at a file's beginning, and the two bytes that tell of a write-ahead log. */
const magic = 'SQLite format 3\0';

/** Throws what makes a file none that can be read, as far as its first bytes tell. */
export function checkPeatmossFile(path: string): void {
  if (!isAbsolute(path) || path.includes('\0')) throw new ExpectedError('invalid-arguments', 'The file must be an absolute path.');
  const head = Buffer.alloc(20);
  try {
    if (!statSync(path).isFile()) throw new ExpectedError('refused', `${path} is not a file.`);
    const descriptor = openSync(path, 'r');
    try {
      readSync(descriptor, head);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ExpectedError('not-found', `${path} does not exist.`);
    throw new ExpectedError('unreadable', `${path} cannot be read: ${messageOf(error)}`);
  }
  if (head.toString('latin1', 0, 16) !== magic) throw new ExpectedError('refused', `${path} is no SQLite database.`, 'A download that ended early, or an archive to be unpacked first, looks so.');
  // Reading such a file makes two others beside it, or a half-written change would be read.
  if (head[18] === 2 || head[19] === 2 || existsSync(`${path}-wal`)) {
    throw new ExpectedError('refused', `${path} has a write-ahead log, as while another program writes it.`, 'Close that program; sqlite3 FILE "PRAGMA journal_mode = DELETE" puts it in order.');
  }
}

function explain(error: unknown, path: string): unknown {
  if (error instanceof ExpectedError) return error;
  if (error instanceof StoppedError) return cancelledError();
  const code = codeOf(error);
  if (code === 'SQLITE_NOTADB') return new ExpectedError('refused', `${path} is no SQLite database.`);
  if (code.startsWith('SQLITE_CORRUPT')) return new ExpectedError('refused', `${path} is damaged: ${messageOf(error)}.`, 'Nothing was taken in.');
  if (code.startsWith('SQLITE_IOERR') || code === 'SQLITE_CANTOPEN') return new ExpectedError('unreadable', `${path} cannot be read: ${messageOf(error)}.`);
  if (code.startsWith('SQLITE_')) return new ExpectedError('refused', `${path} cannot be read as a PeaTMOSS database: ${messageOf(error)}.`, 'Nothing was taken in.');
  return error;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text no longer than any that means something: a file may claim one of a gigabyte. */
const textIn = (column: string): string => `CASE typeof(${quoted(column)}) WHEN 'blob' THEN NULL WHEN 'text' THEN substr(${quoted(column)}, 1, ${longestText + 1}) ELSE ${quoted(column)} END`;
const numberIn = (column: string): string => `CASE typeof(${quoted(column)}) WHEN 'integer' THEN ${quoted(column)} END`;

function textOf(value: unknown): string | null {
  // A column of integers turns names of digits alone into numbers.
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : '';
  return text === '' || text.length > longestText ? null : text;
}

function readContent(database: Database.Database, tables: PeatmossTables, control: WorkControl): PeatmossContent {
  const leftOut = { models: 0, uses: 0, twice: 0 };
  const { models, numbers } = readModels(database, tables, control, leftOut);
  const { repositories, uses } = readUses(database, tables, numbers, control, leftOut);
  return { models, repositories, uses, columns: columnsRead(tables), tables: [tables.models.table, tables.hubs?.table, tables.uses.table, tables.repositories?.table].filter((name) => name !== undefined).join(', '), leftOut };
}

function columnsRead({ models, hubs, uses, repositories }: PeatmossTables): readonly string[] {
  const read = [[models.table, models.id, models.name, models.hub], [hubs?.table, hubs?.id, hubs?.name], [uses.table, uses.model, uses.repository], [repositories?.table, repositories?.id, repositories?.owner, repositories?.name, repositories?.url]] as const;
  return read.flatMap(([table, ...columns]) => columns.flatMap((column) => (table === undefined || column === undefined || column === null ? [] : [`${table}.${column}`])));
}

/** SHA-256 of the whole file, which manifests name it by. */
export function hashPeatmoss(path: string, total: number, control: WorkControl): string {
  const descriptor = openSync(path, 'r');
  try {
    return hashFile(descriptor, (done) => {
      if (control.isCancelled()) throw cancelledError();
      control.progress({ phase: 'Hashing the file', done, total, unit: 'bytes' });
    }).sha256;
  } finally {
    closeSync(descriptor);
  }
}

/** Steps through a table, telling how far it is; most tables are read by the order of their ids. */
function* rowsOf<Row>(database: Database.Database, table: string, columns: string, phase: string, control: WorkControl): Generator<Row> {
  const total = lastRow(database, table);
  let done = 0;
  for (const row of database.prepare<[], Row>(`SELECT ${columns} FROM ${quoted(table)} WHERE live()`).iterate()) {
    if (done % rowsPerStep === 0) control.progress({ phase, done, total, unit: 'records' });
    done += 1;
    yield row;
  }
}

/** Of a table whose rows are numbered, the last number; counting them would read all of it. */
function lastRow(database: Database.Database, table: string): number | null {
  try {
    return database.prepare<[], { last: number | null }>(`SELECT max(rowid) AS last FROM ${quoted(table)}`).get()?.last ?? 0;
  } catch {
    return null;
  }
}

interface LeftOut {
  models: number;
  uses: number;
  twice: number;
}

function readModels(database: Database.Database, { models: { table, id, name, hub }, hubs }: PeatmossTables, control: WorkControl, leftOut: LeftOut): { readonly models: PeatmossModel[]; readonly numbers: ReadonlyMap<number, number> } {
  const hubOf = hubNames(database, hubs);
  const models: PeatmossModel[] = [];
  const numbers = new Map<number, number>();
  const known = new Map<string, number>();
  const columns = `${numberIn(id)} AS id, ${textIn(name)} AS name, ${hub === null ? 'NULL' : textIn(hub)} AS hub`;
  for (const row of rowsOf<{ id: number | null; name: unknown; hub: unknown }>(database, table, columns, 'Reading models', control)) {
    const text = textOf(row.name);
    if (row.id === null || text === null) {
      leftOut.models += 1;
      continue;
    }
    const of = hubOf(row.hub);
    const key = `${of ?? ''} ${text}`;
    let number = known.get(key);
    if (number !== undefined || numbers.has(row.id)) leftOut.twice += 1;
    if (number === undefined) {
      if (models.length === mostModels) throw new ExpectedError('refused', `It has more than ${mostModels.toLocaleString('en')} models.`);
      number = models.push({ hub: of, name: text }) - 1;
      known.set(key, number);
    }
    numbers.set(row.id, number);
  }
  return { models, numbers };
}

function hubNames(database: Database.Database, hubs: PeatmossTables['hubs']): (value: unknown) => PeatmossModel['hub'] {
  const named = (value: unknown): PeatmossModel['hub'] => {
    const text = textOf(value);
    if (text === null) return null;
    // As PeaTMOSS's scripts write it.
    return text === 'PyTorch' ? 'pytorchhub' : (hubNamed(text) ?? 'other');
  };
  if (hubs === null) return named;
  const rows = database.prepare<[], { id: unknown; name: unknown }>(`SELECT ${textIn(hubs.id)} AS id, ${textIn(hubs.name)} AS name FROM ${quoted(hubs.table)} LIMIT 10000`).all();
  const byId = new Map(rows.map(({ id, name }) => [textOf(id), named(name)]));
  return (value) => byId.get(textOf(value)) ?? null;
}

/** Pairs fit a double: 2^26 models or fewer, 2^26 repositories or fewer. */
const pairBase = 2 ** 26;

function readUses(database: Database.Database, tables: PeatmossTables, models: ReadonlyMap<number, number>, control: WorkControl, leftOut: LeftOut): Pick<PeatmossContent, 'repositories' | 'uses'> {
  const { table, model, repository } = tables.uses;
  const pairs: number[] = [];
  const places = new Map<number, number>();
  for (const row of rowsOf<{ model: number | null; repository: number | null }>(database, table, `${numberIn(model)} AS model, ${numberIn(repository)} AS repository`, 'Reading repositories that use them', control)) {
    const number = row.model === null ? undefined : models.get(row.model);
    if (number === undefined || row.repository === null) {
      leftOut.uses += 1;
      continue;
    }
    const place = places.get(row.repository) ?? places.size;
    places.set(row.repository, place);
    if (pairs.push(number * pairBase + place) > mostUses) throw new ExpectedError('refused', `It has more than ${mostUses.toLocaleString('en')} uses of models.`);
  }
  const uses: (readonly [number, number])[] = [];
  let before = -1;
  for (const pair of Float64Array.from(pairs).sort()) {
    if (pair !== before) uses.push([Math.floor(pair / pairBase), pair % pairBase]);
    before = pair;
  }
  return { uses, repositories: readRepositories(database, tables.repositories, places, control) };
}

function readRepositories(database: Database.Database, from: PeatmossTables['repositories'], places: ReadonlyMap<number, number>, control: WorkControl): PeatmossContent['repositories'] {
  const made = [...places.keys()].map((id) => ({ title: `Repository ${id}`, url: null as string | null }));
  if (from === null) return made;
  const column = (name: string | null): string => (name === null ? 'NULL' : textIn(name));
  const columns = `${numberIn(from.id)} AS id, ${column(from.owner)} AS owner, ${column(from.name)} AS name, ${column(from.url)} AS url`;
  for (const row of rowsOf<{ id: number | null; owner: unknown; name: unknown; url: unknown }>(database, from.table, columns, 'Reading names of repositories', control)) {
    const place = row.id === null ? undefined : places.get(row.id);
    if (place === undefined) continue;
    const [owner, name, url] = [textOf(row.owner), textOf(row.name), textOf(row.url)];
    const title = name === null ? (url?.replace(/^(https?:\/\/)?(www\.)?github\.com\//i, '') ?? null) : owner === null || name.includes('/') ? name : `${owner}/${name}`;
    made[place] = { title: title ?? `Repository ${row.id}`, url: url === null ? null : addressOf(url) };
  }
  return made;
}

/** The published database writes addresses without a scheme. */
function addressOf(url: string): string | null {
  if (/^https?:\/\//i.test(url)) return url;
  return /^(www\.)?github\.com\//i.test(url) ? `https://${url}` : null;
}
