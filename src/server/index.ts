import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { readStaticFile } from '../core/surface/index.ts';
import type { Engine } from '../core/engine/types.ts';
import { httpRoutes } from '../shared/contract/transport.ts';
import { ExpectedError } from '../shared/result.ts';
import { isApiTarget, makeApiHandler, type ApiHandler, type ApiOptions } from './api/index.ts';
import { apiRoot } from './api/root.ts';
import { hasCookie, isOwnHost, isOwnOrigin, isSameSecret, makeAccessRules, sessionCookie, type AccessRules, type Credentials } from './access.ts';
import { redirect, sendBytes, sendFailure, sendText } from './answers.ts';
import { makeCallHandler } from './calls.ts';
import { openEventStream } from './events.ts';

export interface ServerOptions {
  readonly engine: Engine;
  /** The built page's folder; null serves no page, and none of the calls that a page makes. */
  readonly rendererDir: string | null;
  /** Left out, there is no API for programs. */
  readonly api?: ApiOptions;
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Loopback addresses only: the token guards against other pages and users, not against a network. */
  readonly host?: '127.0.0.1' | '::1';
  readonly pingEveryMs?: number;
  /** How long a connection may take to ask something. */
  readonly patienceMs?: number;
}

export interface RunningServer {
  /** With the token: who opens it is let in. */
  readonly url: string;
  /** Without one. */
  readonly origin: string;
  close(): Promise<void>;
}

export { apiRoot };

type CallHandler = ReturnType<typeof makeCallHandler>;

interface Handlers {
  readonly rendererDir: string | null;
  readonly call: CallHandler;
  readonly api: ApiHandler | null;
}

/** Serves the page and the contract to browsers on this machine. Throws `ExpectedError` where the port is not to be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const host = options.host ?? '127.0.0.1';
  const patience = options.patienceMs ?? 10_000;
  const server = createServer({ maxHeaderSize: 16 * 1024, headersTimeout: patience, connectionsCheckingInterval: patience, requestTimeout: 60_000, keepAliveTimeout: 5000 });
  server.maxConnections = 512;
  const port = await listen(server, options.port ?? 0, host);
  const rules = makeAccessRules(port);
  const events = openEventStream(options.engine, options.pingEveryMs ?? 30_000);
  const handlers: Handlers = {
    rendererDir: options.rendererDir,
    call: makeCallHandler(options.engine),
    api: options.api ? makeApiHandler(options.engine, options.api) : null,
  };

  server.on('request', (request, response) => {
    answer(rules, handlers, request, response).catch((error: unknown) => {
      options.engine.log('error', 'A request failed.', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      if (!response.headersSent) sendFailure(response, 500, 'internal', 'The request failed.');
      else response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => {
    const status = options.rendererDir === null ? 404 : upgradeStatus(rules, request);
    if (status === 101) events.accept(request, socket, head);
    else refuseUpgrade(socket, status);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // Browsers connect ahead of what they ask: an answer that comes first would be taken for that of the call they send next.
    if (socket instanceof Socket && socket.bytesRead === 0) socket.destroy();
    // A broken request gets the shortest answer there is; Node's own would keep the connection.
    else refuseUpgrade(socket, error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400);
  });

  const shownHost = host === '::1' ? '[::1]' : host;
  const origin = `http://${shownHost}:${port}`;
  return {
    url: `${origin}/?token=${rules.token}`,
    origin,
    close: () =>
      new Promise((done) => {
        events.close();
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((settle, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => fail(listenError(error, port)));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) settle(address.port);
      else fail(new Error('The server has no port.'));
    });
  });
}

function listenError(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') return new ExpectedError('busy', `Port ${port} is in use.`, 'Leave the port out to take a free one.');
  if (error.code === 'EACCES') return new ExpectedError('refused', `Port ${port} is not open to this user.`, 'Ports from 1024 on are.');
  return error;
}

function credentialsOf({ headers }: IncomingMessage): Credentials {
  const fetchSite = headers['sec-fetch-site'];
  return { host: headers.host, origin: headers.origin, cookie: headers.cookie, fetchSite: Array.isArray(fetchSite) ? fetchSite.join() : fetchSite };
}

/** The path and query of a request for this server; undefined for `http://elsewhere/`, `//elsewhere` and `*`. */
function targetOf(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '';
  if (!target.startsWith('/') || target.startsWith('//') || !URL.canParse(target, 'http://localhost')) return undefined;
  return new URL(target, 'http://localhost');
}

async function answer(rules: AccessRules, { rendererDir, call, api }: Handlers, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const credentials = credentialsOf(request);
  const target = targetOf(request);
  const withBody = request.method !== 'HEAD';
  if (!isOwnHost(rules, credentials.host)) return sendText(response, 421, 'This address is not served here.', withBody);
  if (target === undefined) return sendText(response, 400, 'The address cannot be read.', withBody);
  if (api && isApiTarget(request.url ?? '')) return api(request, response);
  if (rendererDir === null) return sendText(response, 404, `Nothing is served here but ${apiRoot}.`, withBody);
  const token = target.searchParams.get('token');
  if (target.pathname === '/' && token !== null && request.method === 'GET' && isSameSecret(token, rules.token)) {
    return redirect(response, '/', sessionCookie(rules));
  }
  if (!hasCookie(rules, credentials.cookie)) {
    return sendText(response, 401, 'Open the address that PTMTorrent Explorer printed when it started; it holds the key.', withBody);
  }
  if (target.pathname.startsWith(httpRoutes.call)) return answerCall(rules, call, target, credentials, request, response);
  if (target.pathname === httpRoutes.events) return sendText(response, 426, 'Events come over a WebSocket.', withBody);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return sendText(response, 405, 'Method not allowed.');
  }
  const file = await readStaticFile(rendererDir, target.pathname);
  if (file === undefined) return sendText(response, 404, 'Not found.', withBody);
  return sendBytes(response, 200, file.type, file.body, withBody);
}

async function answerCall(
  rules: AccessRules,
  handleCall: CallHandler,
  target: URL,
  credentials: Credentials,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('Allow', 'POST');
    return sendFailure(response, 405, 'refused', 'Calls are sent with POST.');
  }
  if (!isOwnOrigin(rules, credentials)) return sendFailure(response, 403, 'forbidden', 'Calls are answered to this program’s own page only.');
  return handleCall(target.pathname.slice(httpRoutes.call.length), request, response);
}

function upgradeStatus(rules: AccessRules, request: IncomingMessage): number {
  const credentials = credentialsOf(request);
  if (!isOwnHost(rules, credentials.host)) return 421;
  if (targetOf(request)?.pathname !== httpRoutes.events) return 404;
  if (!hasCookie(rules, credentials.cookie)) return 401;
  return isOwnOrigin(rules, credentials) ? 101 : 403;
}

function refuseUpgrade(socket: Duplex, status: number): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
