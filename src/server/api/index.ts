import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Engine } from '../../core/engine/types.ts';
import type { CallAnswer, CallName } from '../../shared/contract/index.ts';
import { ExpectedError, failureOf } from '../../shared/result.ts';
import { parse } from '../../shared/search/index.ts';
import { isSameSecret } from '../access.ts';
import { acceptedFormat, mediaTypes, sendProblem, sendWhole, statusOf, type Format } from './answers.ts';
import { openApiDocument } from './openapi.ts';
import { readParameters } from './parameters.ts';
import { apiRoot } from './root.ts';
import { sendRows, sendTable, type AskedRows } from './rows.ts';
import { routes, type Route } from './routes.ts';
import type { Row } from './tables.ts';

export interface ApiOptions {
  readonly token: string;
  /** The mirror that is asked where an address names none; null: the last one opened, whichever that is by then. */
  readonly mirror: string | null;
}

/** Answers under way at once; a whole list takes one for as long as it is read. */
const mostAnswers = 64;

export type ApiHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Whether a request is for the API. */
export function isApiTarget(target: string): boolean {
  return target === apiRoot || target.startsWith(`${apiRoot}/`) || target.startsWith(`${apiRoot}?`);
}

/**
 * Makes the handler of `GET /api/v1/…`: reading calls of the contract as plain addresses, for programs that have the token. The
 * caller has checked the host. No answer allows another origin to read it, and a request from a page is refused.
 */
export function makeApiHandler(engine: Engine, options: ApiOptions): ApiHandler {
  let running = 0;
  return async (request, response) => {
    const refused = refusal(request, options.token);
    if (refused !== null) {
      for (const [name, value] of Object.entries(refused.headers)) response.setHeader(name, value);
      sendProblem(response, refused.status, { code: refused.code, message: refused.message });
      return;
    }
    if (running >= mostAnswers) {
      response.setHeader('Retry-After', '1');
      sendProblem(response, 503, { code: 'busy', message: 'Too many answers are under way.' });
      return;
    }
    running += 1;
    const controller = new AbortController();
    response.once('close', () => controller.abort());
    try {
      await answer(engine, options, request, response, controller.signal);
    } catch (error) {
      fail(engine, response, error);
    } finally {
      running -= 1;
    }
  };
}

interface Refusal {
  readonly status: number;
  readonly code: 'forbidden' | 'refused';
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
}

function refusal(request: IncomingMessage, token: string): Refusal | null {
  const { authorization, origin } = request.headers;
  if (origin !== undefined) return { status: 403, code: 'forbidden', message: 'Pages are not answered, programs are.', headers: {} };
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  if (given === undefined || !isSameSecret(given, token)) {
    return { status: 401, code: 'forbidden', message: 'The header Authorization: Bearer TOKEN is missing, or another token is in it. The program printed it when it started.', headers: { 'WWW-Authenticate': 'Bearer realm="ptmx"' } };
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405, code: 'refused', message: 'There is nothing here to write to.', headers: { Allow: 'GET, HEAD' } };
  return null;
}

function fail(engine: Engine, response: ServerResponse, error: unknown): void {
  if (!(error instanceof ExpectedError)) engine.log('error', 'A request to the API failed.', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  if (response.headersSent || response.destroyed) {
    // Without its last chunk, no client takes the answer for whole.
    response.destroy();
    return;
  }
  const failure = failureOf(error);
  if (failure.ok) return;
  // What an unexpected error says may name more than the reader is to know.
  const told = error instanceof ExpectedError ? failure.error : { code: 'internal' as const, message: 'The request failed.', hint: 'The log file has the details.' };
  sendProblem(response, error instanceof NotAcceptable ? 406 : statusOf(told.code), told);
}

interface Target {
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Segments are split before they are decoded: a slash that a name has is written as %2F. */
function targetOf(request: IncomingMessage): Target {
  const [path = '', ...rest] = (request.url ?? '').split('?');
  return { path: path.slice(apiRoot.length), query: new URLSearchParams(rest.join('?')) };
}

async function answer(engine: Engine, options: ApiOptions, request: IncomingMessage, response: ServerResponse, signal: AbortSignal): Promise<void> {
  const { path, query } = targetOf(request);
  if (path === '' || path === '/') return sendWhole(response, 200, mediaTypes.json, `${JSON.stringify(contents(), null, 2)}\n`);
  if (path === '/openapi.json') return sendWhole(response, 200, mediaTypes.json, `${JSON.stringify(openApiDocument(), null, 2)}\n`);
  const found = find(path);
  if (found === null) throw new ExpectedError('not-found', 'There is no such address.', `${apiRoot} lists them. A slash in a package's name is written as %2F.`);
  const { route } = found;
  const { format: wantedFormat, columns: wantedColumns, cursor, limit, offset, ...read } = readParameters(route, found.named, query);
  refuseUnreadableSearch(read['query']);
  const format = formatOf(request, route, wantedFormat as Format | undefined);
  const ask = async (name: CallName, input: unknown): Promise<Row> => {
    const result = await engine.callUntrusted(name, input, signal);
    if (result.ok) return result.value as Row;
    throw new ExpectedError(result.error.code, result.error.message, result.error.hint);
  };
  const takesMirror = route.call !== 'mirrors.recent' && route.call !== 'views.list';
  const mirror = takesMirror ? ((read['mirror'] as string | undefined) ?? options.mirror ?? (await lastMirror(ask))) : null;
  const shaped = route.argumentsOf?.(read) ?? read;
  const input: Record<string, unknown> = mirror === null ? shaped : { ...shaped, mirror };
  const columns = (wantedColumns as readonly string[] | undefined) ?? null;
  const { table } = route;
  if (!table?.isPaged) {
    // A call's own page, where what it pages lies deeper than the answer's top.
    const answered = await ask(route.call, { ...input, ...(offset === undefined ? {} : { offset }), ...(limit === undefined ? {} : { limit }) });
    if (table && format !== 'json') return sendTable(response, { table, call: route.call, columns, format }, answered);
    return sendWhole(response, 200, mediaTypes.json, `${JSON.stringify(answered)}\n`);
  }
  const version = (): Promise<string> => versionOf(ask, mirror);
  const asked: AskedRows = {
    table, call: route.call, format, columns, version,
    offset: cursor === undefined ? ((offset as number | undefined) ?? 0) : await offsetOf(String(cursor), offset, version),
    limit: (limit as number | undefined) ?? null,
    page: (from, most) => ask(route.call, { ...input, ...table.ask?.(columns), offset: from, limit: most }),
    addressOf: (from, inForce) => nextAddress(request, query, `${inForce}.${from}`),
  };
  return sendRows(response, asked);
}

function contents(): unknown {
  return { title: 'PTMTorrent Explorer', openapi: `${apiRoot}/openapi.json`, addresses: routes.map(({ path, summary }) => ({ path: `${apiRoot}${path}`, summary })) };
}

/** The route of an address, with what its segments say; fixed words go before names. */
function find(path: string): { readonly route: Route; readonly named: Readonly<Record<string, string>> } | null {
  const segments = path.slice(1).split('/');
  const candidates = routes.flatMap((route) => {
    const parts = route.path.slice(1).split('/');
    if (parts.length !== segments.length) return [];
    const named: Record<string, string> = {};
    for (const [at, part] of parts.entries()) {
      const segment = segments[at] ?? '';
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (name === undefined && part !== segment) return [];
      if (name !== undefined) named[name] = decoded(segment);
    }
    return [{ route, named }];
  });
  return candidates.toSorted((one, other) => Object.keys(one.named).length - Object.keys(other.named).length)[0] ?? null;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new ExpectedError('invalid-arguments', 'The address is not percent-encoded as UTF-8.');
  }
}

/** Left out, a condition would widen the answer unnoticed. */
function refuseUnreadableSearch(query: unknown): void {
  if (typeof query !== 'string') return;
  const wrong = parse(query).errors.find(({ severity }) => severity === 'error');
  if (wrong) throw new ExpectedError('invalid-arguments', `${wrong.message} (character ${wrong.from + 1} of q)`, 'docs/search.md has the language.');
}

function formatOf(request: IncomingMessage, { table }: Route, wanted: Format | undefined): Format {
  if (wanted !== undefined) return wanted;
  const offered: readonly Format[] = table ? ['json', 'csv', 'ndjson'] : ['json'];
  const accepted = acceptedFormat(request.headers.accept, offered);
  if (accepted === null) throw new NotAcceptable(offered);
  return accepted;
}

/** Has a status of its own, which no failure of the engine has. */
class NotAcceptable extends ExpectedError {
  constructor(offered: readonly Format[]) {
    super('refused', `This is to be had as ${offered.map((format) => mediaTypes[format].split(';')[0]).join(', ')}.`);
  }
}

type Ask = (name: CallName, input: unknown) => Promise<Row>;

async function lastMirror(ask: Ask): Promise<string> {
  const { current } = (await ask('mirrors.recent', {})) as CallAnswer<'mirrors.recent'>;
  if (current === null) throw new ExpectedError('no-index', 'No mirror has been opened yet.', 'ptmx index PATH opens one.');
  return current;
}

/** What changes with every new index of the mirror: pages of two indexes would not fit together. */
async function versionOf(ask: Ask, mirror: string | null): Promise<string> {
  const { mirrors } = (await ask('mirrors.recent', {})) as CallAnswer<'mirrors.recent'>;
  return String(mirrors.find(({ id }) => id === mirror)?.indexedAt ?? 0);
}

async function offsetOf(cursor: string, offset: unknown, version: () => Promise<string>): Promise<number> {
  const [, inForce = '', from = ''] = /^(\d{1,16})\.(\d{1,10})$/.exec(cursor) ?? [];
  if (from === '') throw new ExpectedError('invalid-arguments', 'The cursor is none that this program gave.');
  if (offset !== undefined) throw new ExpectedError('invalid-arguments', 'An address has a cursor or an offset, not both.');
  if (inForce !== (await version())) throw new ExpectedError('refused', 'Another index came into force since the cursor was given.', 'Ask again from the start.');
  return Number(from);
}

function nextAddress(request: IncomingMessage, query: URLSearchParams, cursor: string): string {
  const next = new URLSearchParams(query);
  next.delete('offset');
  next.set('cursor', cursor);
  return `${(request.url ?? '').split('?')[0]}?${next.toString()}`;
}
