import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { securityHeaders } from '../../core/surface/index.ts';
import type { CallName } from '../../shared/contract/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { mediaTypes, type Format } from './answers.ts';
import type { Row, Table } from './tables.ts';

/** Rows asked of the engine at a time: what the contract allows. */
const rowsPerCall = 1000;
const usualLimit = 100;

export interface AskedRows {
  readonly table: Table;
  readonly call: CallName;
  readonly format: Format;
  readonly columns: readonly string[] | null;
  readonly offset: number;
  /** Null: 100 in JSON, all in the other formats. */
  readonly limit: number | null;
  /** Asks the engine for a page; throws its error. */
  page(offset: number, limit: number): Promise<Row>;
  /** What names the index that answers now. */
  version(): Promise<string>;
  /** The address of the page that begins there, for `next`. */
  addressOf(offset: number, version: string): string;
}

/** Writes a list page by page as the reader takes it. A list that ends before its end breaks off: no client then takes it for whole. */
export async function sendRows(response: ServerResponse, asked: AskedRows): Promise<void> {
  const { table, format } = asked;
  const version = await asked.version();
  const limit = asked.limit ?? (format === 'json' ? usualLimit : Number.MAX_SAFE_INTEGER);
  const first = await asked.page(asked.offset, Math.min(rowsPerCall, limit));
  const total = first['total'] as number;
  const wanted = Math.max(0, Math.min(limit, total - asked.offset));
  const end = asked.offset + wanted;
  const next = end < total && wanted > 0 ? asked.addressOf(end, version) : null;
  response.writeHead(200, {
    ...securityHeaders, 'Content-Type': mediaTypes[format], 'X-Total-Count': total, ...(next === null ? {} : { Link: `<${next}>; rel="next"` }),
  });
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  const writer = writerOf(asked, next);
  await write(response, writer.head(first));
  let written = 0;
  for (let page = first; ; page = await asked.page(asked.offset + written, Math.min(rowsPerCall, wanted - written))) {
    const rows = table.rowsOf(page, asked.columns);
    if (page['total'] !== total || (rows.length === 0 && written < wanted)) throw changed();
    await write(response, writer.rows(rows));
    written += rows.length;
    if (written >= wanted) break;
  }
  if ((await asked.version()) !== version) throw changed();
  response.end(writer.foot);
}

/** Writes the rows of an answer that is no list of pages. */
export function sendTable(response: ServerResponse, asked: Pick<AskedRows, 'table' | 'call' | 'columns'> & { readonly format: 'csv' | 'ndjson' }, answer: Row): void {
  const writer = writerOf(asked, null);
  const body = Buffer.from(`${writer.head(answer)}${writer.rows(asked.table.rowsOf(answer, asked.columns))}${writer.foot}`);
  response.writeHead(200, { ...securityHeaders, 'Content-Type': mediaTypes[asked.format], 'Content-Length': body.byteLength });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

function changed(): ExpectedError {
  return new ExpectedError('busy', 'Another index came into force meanwhile.', 'Ask again from the start.');
}

async function write(response: ServerResponse, text: string): Promise<void> {
  if (response.destroyed) throw new ExpectedError('cancelled', 'The reader went away.');
  if (text === '' || response.write(text)) return;
  await Promise.race([once(response, 'drain'), once(response, 'close')]);
}

interface Writer {
  head(first: Row): string;
  rows(rows: readonly Row[]): string;
  readonly foot: string;
}

function writerOf({ table, call, format, columns }: Pick<AskedRows, 'table' | 'call' | 'format' | 'columns'>, next: string | null): Writer {
  if (format === 'csv') {
    const head = table.head(call, columns);
    return { head: () => `${head.join(',')}\r\n`, rows: (rows) => rows.map((row) => `${table.cells(row, head).join(',')}\r\n`).join(''), foot: '' };
  }
  if (format === 'ndjson') return { head: () => '', rows: (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''), foot: '' };
  let written = 0;
  return {
    head: ({ [table.key]: _rows, ...rest }) => `${JSON.stringify({ ...rest, next }).slice(0, -1)},${JSON.stringify(table.key)}:[`,
    rows: (rows) => rows.map((row) => `${written++ > 0 ? ',' : ''}\n${JSON.stringify(row)}`).join(''),
    foot: ']}\n',
  };
}
