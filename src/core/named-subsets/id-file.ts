import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse';
import type { z } from 'zod';
import { manifestSelectionSchema } from '../../shared/contract/manifest.ts';
import { type HubId, isHubId } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { hubNamed } from '../../shared/search/index.ts';

/** What a line says of the package that it names; readings of one line are alternatives. */
export type Reading =
  | { readonly kind: 'key'; readonly hub: HubId; readonly name: string; readonly ordinal: number | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'address'; readonly address: string };

export interface IdLine {
  /** Counted from 1; of a manifest's list, the place in it. */
  readonly line: number;
  readonly text: string;
  /** None where it cannot name a package; `reason` says why. */
  readonly readings: readonly Reading[];
  readonly reason: string | null;
}

export interface IdFile {
  /** How it was read, for people. */
  readonly form: string;
  /** Of a manifest whose packages are those of a search; its lines were told of every other file. */
  readonly selection: (z.output<ReturnType<typeof manifestSelectionSchema>> & { readonly kind: 'query' }) | null;
}

/** Longer lines are no names. */
const longestText = 5000;
const shownText = 200;
/** So much of a file tells its form. Bytes. */
const headBytes = 64 * 1024;
/** A file that goes on so long without a line's end is no text. UTF-16 units. */
const longestLine = 4 << 20;
/** A manifest is read whole. Bytes. */
export const largestManifest = 256 << 20;

/**
 * Tells what a file of names of packages says, line by line: however long it is, little of it is in memory. Throws `refused` for one of another form, or without
 * the column asked for.
 */
export async function readIdFile(chunks: Iterable<Buffer>, path: string, column: string | null, take: (line: IdLine) => void): Promise<IdFile> {
  const source = chunks[Symbol.iterator]();
  let head = Buffer.alloc(0);
  while (head.length < headBytes) {
    const next = source.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  const all = chunksAfter(head, source);
  const text = head.toString('utf8').replace(/^\uFEFF/, '');
  if (/^\s*\{/.test(text)) return readManifestFile(wholeOf(all, path), path, take);
  const titles = (text.split(/\r?\n/, 1)[0] ?? '').split(/[,\t;]/).map(titleOf);
  const isTable = column !== null || /\.(?:csv|tsv)$/i.test(path) || titles.some((title) => nameTitles.includes(title));
  if (isTable) return readTable(all, delimiterOf(head, path), column, take);
  readLines(all, take);
  return { form: 'a package a line', selection: null };
}

function* chunksAfter(head: Buffer, source: Iterator<Buffer>): Generator<Buffer> {
  yield head;
  for (let next = source.next(); !next.done; next = source.next()) yield next.value;
}

function wholeOf(chunks: Iterable<Buffer>, path: string): string {
  const parts: Buffer[] = [];
  let bytes = 0;
  for (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > largestManifest) throw new ExpectedError('refused', `${path} is too large for a manifest.`, 'Nothing was taken in.');
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString('utf8').replace(/^\uFEFF/, '');
}

function readManifestFile(text: string, path: string, take: (line: IdLine) => void): IdFile {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new ExpectedError('refused', `${path} begins as JSON and is none.`, 'Nothing was taken in.');
  }
  const selection = manifestSelectionSchema().safeParse(typeof parsed === 'object' && parsed !== null && 'selection' in parsed && 'manifest' in parsed ? parsed.selection : null);
  if (!selection.success) throw new ExpectedError('refused', `${path} is JSON, but no manifest of an export.`, 'Nothing was taken in.');
  if (selection.data.kind === 'query') return { form: 'the manifest of an export of a search', selection: selection.data };
  for (const [at, key] of selection.data.packages.entries()) take({ line: at + 1, text: `${key.hub}/${key.name}`, readings: [{ kind: 'key', ...key }], reason: null });
  return { form: 'the manifest of an export of a list', selection: null };
}

function readLines(chunks: Iterable<Buffer>, take: (line: IdLine) => void): void {
  const decoder = new TextDecoder();
  let rest = '';
  let line = 0;
  const read = (text: string): void => {
    line += 1;
    const written = text.trim();
    // A comment, as the lists for moving data have them at their end.
    if (written !== '' && !written.startsWith('# ') && written !== '#') take(readId(written, line));
  };
  for (const chunk of chunks) {
    const text = rest + decoder.decode(chunk, { stream: true });
    const parts = text.split(/\r\n|\n|\r/);
    rest = parts.pop() ?? '';
    // A line feed may follow in the next chunk.
    if (text.endsWith('\r')) rest = `${parts.pop() ?? ''}\r`;
    if (rest.length > longestLine) throw new ExpectedError('refused', `Line ${(line + parts.length + 1).toLocaleString('en')} is too long for a list of packages.`, 'Nothing was taken in.');
    for (const part of parts) read(part);
  }
  for (const part of (rest + decoder.decode()).split(/\r\n|\n|\r/)) read(part);
}

/** Titles of columns of names, the surest first. */
const nameTitles: readonly string[] = ['purl', 'modelid', 'model_id', 'repo_id', 'context_id', 'package', 'model', 'name', 'modelname', 'url', 'modelurl', 'address', 'id'];

function titleOf(cell: string): string {
  return cell.trim().replaceAll('"', '').toLowerCase();
}

function delimiterOf(head: Buffer, path: string): string {
  return /\.tsv$/i.test(path) || (!head.subarray(0, 4096).includes(',') && head.subarray(0, 4096).includes('\t')) ? '\t' : ',';
}

async function readTable(chunks: Iterable<Buffer>, delimiter: string, column: string | null, take: (line: IdLine) => void): Promise<IdFile> {
  let columns: TableColumns | null = null;
  const parser = parse({
    bom: true, relaxColumnCount: true, skipEmptyLines: true, trim: true, relaxQuotes: true, maxRecordSize: 1 << 20, skipRecordsWithError: true, delimiter,
    onSkip: (error) => {
      take({ line: Number(error?.['lines'] ?? 0), text: '', readings: [], reason: error?.message ?? 'The row cannot be read.' });
      return undefined;
    },
    // Rows are taken here and none comes out, so that the parser never waits for a reader.
    onRecord: (row: readonly string[], { lines: line }) => {
      if (columns === null) columns = columnsOf(row, column);
      else take(readRow(row, columns, line));
      return null;
    },
  });
  const ended = finished(parser.resume());
  ended.catch(() => undefined);
  for (const chunk of chunks) {
    if (parser.destroyed) break;
    if (!parser.write(chunk)) await Promise.race([once(parser, 'drain'), ended]);
  }
  parser.end();
  await ended;
  const found = columns as TableColumns | null;
  if (found === null) throw new ExpectedError('refused', 'The file has no rows.', 'Nothing was taken in.');
  return { form: `a table, by ${found.words}`, selection: null };
}

interface TableColumns {
  readonly words: string;
  readonly name: number;
  /** -1 where there is none. */
  readonly hub: number;
  readonly ordinal: number;
}

function columnsOf(head: readonly string[], wanted: string | null): TableColumns {
  const titles = head.map(titleOf);
  if (wanted !== null) {
    const name = titles.indexOf(titleOf(wanted));
    if (name === -1) throw new ExpectedError('refused', `The first line has no column ${wanted}. Columns: ${head.join(', ')}.`, 'Nothing was taken in.');
    return { words: `its column ${head[name] ?? ''}`, name, hub: -1, ordinal: -1 };
  }
  const [hub, name] = [titles.indexOf('hub'), titles.indexOf('name')];
  if (hub !== -1 && name !== -1) return { words: 'its columns hub and name', hub, name, ordinal: titles.indexOf('ordinal') };
  const title = nameTitles.find((candidate) => titles.includes(candidate));
  if (title === undefined) throw new ExpectedError('refused', `No column of the first line is known to hold names of packages: ${head.join(', ').slice(0, shownText)}.`, 'Name the column, or title it name, model_id, purl or url.');
  return { words: `its column ${head[titles.indexOf(title)] ?? ''}`, name: titles.indexOf(title), hub: -1, ordinal: -1 };
}

function readRow(row: readonly string[], { name, hub, ordinal }: TableColumns, line: number): IdLine {
  const text = (row[name] ?? '').trim();
  if (hub === -1) return readId(text, line);
  const id = hubNamed(row[hub] ?? '');
  if (id === null) return { line, text: `${row[hub] ?? ''}/${text}`.slice(0, shownText), readings: [], reason: `There is no hub “${(row[hub] ?? '').slice(0, shownText)}”.` };
  const number = Number.parseInt(row[ordinal] ?? '', 10);
  return { ...withReadings(line, `${id}/${text}`, [{ kind: 'key', hub: id, name: text, ordinal: Number.isNaN(number) ? null : number }]) };
}

function withReadings(line: number, text: string, readings: readonly Reading[], reason: string | null = null): IdLine {
  return { line, text: text.slice(0, shownText), readings, reason };
}

/** What a text names: a purl, a page's address, `hub/name`, `owner/name` or a name. */
function readId(text: string, line: number): IdLine {
  if (text === '') return withReadings(line, text, [], 'It is empty.');
  if (text.length > longestText) return withReadings(line, text, [], 'It is too long for a name.');
  if (text.startsWith('pkg:')) return readPurl(text, line);
  if (/^https?:\/\//i.test(text)) return readAddress(text, line);
  const slash = text.indexOf('/');
  const hub = slash === -1 ? null : isHubId(text.slice(0, slash)) ? text.slice(0, slash) as HubId : hubNamed(text.slice(0, slash));
  const plain: Reading = { kind: 'name', name: text };
  if (hub === null) return withReadings(line, text, [plain]);
  const rest = text.slice(slash + 1);
  const numbered = /^(.+)#(\d+)$/.exec(rest);
  const keys: readonly Reading[] = [
    { kind: 'key', hub, name: rest, ordinal: null },
    ...(numbered ? [{ kind: 'key' as const, hub, name: numbered[1] ?? '', ordinal: Number(numbered[2]) }] : []),
  ];
  // An account may be named as a hub is: huggingface/CodeBERTa-small-v1.
  return withReadings(line, text, [...keys, plain]);
}

function readPurl(text: string, line: number): IdLine {
  const match = /^pkg:huggingface\/([^@?#]+)/i.exec(text);
  const name = match?.[1]?.split('/').map(decoded).join('/');
  if (name === undefined) return withReadings(line, text, [], 'Of package URLs, only pkg:huggingface/… name packages of a mirror.');
  return withReadings(line, text, [{ kind: 'key', hub: 'huggingface', name, ordinal: null }]);
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Parts of a Hugging Face address behind a model's name. */
const pagesOfModel: readonly string[] = ['tree', 'blob', 'resolve', 'raw', 'commit', 'commits', 'discussions', 'edit'];

function readAddress(text: string, line: number): IdLine {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return withReadings(line, text, [], 'It is no address.');
  }
  const host = url.hostname.replace(/^www\./, '');
  if (host !== 'huggingface.co' && host !== 'hf.co') return withReadings(line, text, [{ kind: 'address', address: comparableAddress(text) }]);
  const [owner, name] = url.pathname.split('/').filter((part) => part !== '').map(decoded);
  if (owner === undefined) return withReadings(line, text, [], 'It names no model.');
  if (['datasets', 'spaces', 'docs', 'papers', 'collections'].includes(owner)) return withReadings(line, text, [], 'It is the page of no model.');
  const whole = name === undefined || pagesOfModel.includes(name) ? owner : `${owner}/${name}`;
  return withReadings(line, text, [{ kind: 'key', hub: 'huggingface', name: whole.replace(/\.git$/, ''), ordinal: null }, { kind: 'key', hub: 'huggingface', name: whole, ordinal: null }]);
}

/** An address as it is compared: without scheme, "www.", query, fragment, ".git" and a slash at its end, in lower case. */
export function comparableAddress(address: string): string {
  return address.trim().toLowerCase().replace(/^[a-z]+:\/\//, '').replace(/^www\./, '').replace(/[?#].*$/s, '').replace(/\/+$/, '').replace(/\.git$/, '');
}
