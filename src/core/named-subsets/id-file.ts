import { parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { selectionSchema } from '../../shared/contract/exports.ts';
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

export type IdFile =
  | { readonly kind: 'lines'; readonly form: string; readonly lines: readonly IdLine[] }
  /** A manifest whose packages are those of a search. */
  | { readonly kind: 'selection'; readonly form: string; readonly selection: z.output<ReturnType<typeof selectionSchema>> & { readonly kind: 'query' } };

const mostLines = 1_000_000;
/** Longer lines are no names. */
const longestText = 5000;
const shownText = 200;

/** Reads a file of names of packages. Throws `refused` for one of another form, or without the column asked for. */
export function readIdFile(bytes: Buffer, path: string, column: string | null): IdFile {
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (/^\s*\{/.test(text)) return readManifestFile(text, path);
  const head = (text.split(/\r?\n/, 1)[0] ?? '').split(/[,\t;]/).map(titleOf);
  const isTable = column !== null || /\.(?:csv|tsv)$/i.test(path) || head.some((title) => nameTitles.includes(title)) ;
  return isTable ? readTable(bytes, path, column) : { kind: 'lines', form: 'a package a line', lines: readLines(text) };
}

function readManifestFile(text: string, path: string): IdFile {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new ExpectedError('refused', `${path} begins as JSON and is none.`, 'Nothing was taken in.');
  }
  const selection = selectionSchema().safeParse(typeof parsed === 'object' && parsed !== null && 'selection' in parsed && 'manifest' in parsed ? parsed.selection : null);
  if (!selection.success) throw new ExpectedError('refused', `${path} is JSON, but no manifest of an export.`, 'Nothing was taken in.');
  if (selection.data.kind === 'query') return { kind: 'selection', form: 'the manifest of an export of a search', selection: selection.data };
  const lines = selection.data.packages.map((key, at): IdLine => ({ line: at + 1, text: `${key.hub}/${key.name}`, readings: [{ kind: 'key', ...key }], reason: null }));
  return { kind: 'lines', form: 'the manifest of an export of a list', lines };
}

function readLines(text: string): readonly IdLine[] {
  const lines: IdLine[] = [];
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) {
    const written = line.trim();
    // A comment, as the lists for moving data have them at their end.
    if (written === '' || written.startsWith('# ') || written === '#') continue;
    refuseMore(lines.length);
    lines.push(readId(written, at + 1));
  }
  return lines;
}

/** Titles of columns of names, the surest first. */
const nameTitles: readonly string[] = ['purl', 'modelid', 'model_id', 'repo_id', 'context_id', 'package', 'model', 'name', 'modelname', 'url', 'modelurl', 'address', 'id'];

function titleOf(cell: string): string {
  return cell.trim().replaceAll('"', '').toLowerCase();
}

function readTable(bytes: Buffer, path: string, column: string | null): IdFile {
  const lines: IdLine[] = [];
  let columns: TableColumns | null = null;
  parse(bytes, {
    bom: true, relaxColumnCount: true, skipEmptyLines: true, trim: true, relaxQuotes: true, maxRecordSize: 1 << 20, skipRecordsWithError: true,
    delimiter: /\.tsv$/i.test(path) || (!bytes.subarray(0, 4096).includes(',') && bytes.subarray(0, 4096).includes('\t')) ? '\t' : ',',
    onSkip: (error) => {
      lines.push({ line: Number(error?.['lines'] ?? 0), text: '', readings: [], reason: error?.message ?? 'The row cannot be read.' });
      return undefined;
    },
    onRecord: (row: readonly string[], { lines: line }) => {
      if (columns === null) columns = columnsOf(row, column);
      else {
        refuseMore(lines.length);
        lines.push(readRow(row, columns, line));
      }
      return null;
    },
  });
  const found = columns as TableColumns | null;
  if (found === null) throw new ExpectedError('refused', 'The file has no rows.', 'Nothing was taken in.');
  return { kind: 'lines', form: `a table, by ${found.words}`, lines };
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

function refuseMore(count: number): void {
  if (count >= mostLines) throw new ExpectedError('refused', `A file names ${mostLines.toLocaleString('en')} packages at most.`, 'Nothing was taken in.');
}
