import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Engine } from '../core/engine/types.ts';
import { contentSecurityPolicy } from '../core/surface/index.ts';
import type { EngineEvent } from '../shared/contract/index.ts';
import { failureOf, ExpectedError, succeed, type Result } from '../shared/result.ts';
import { startServer, type RunningServer } from './index.ts';

/** An engine that knows `echo`, `wait` (until it is aborted) and `throw`, and tells what became of its calls. */
class FakeEngine implements Engine {
  readonly listeners = new Set<(event: EngineEvent) => void>();
  readonly logged: string[] = [];
  readonly ended: string[] = [];
  waiting: () => void = () => undefined;

  async call(): Promise<never> {
    throw new Error('The server makes untrusted calls only.');
  }

  async callUntrusted(name: unknown, input: unknown, signal?: AbortSignal): Promise<Result<unknown>> {
    if (name === 'echo') return succeed(input);
    if (name === 'throw') throw new Error('secret detail');
    if (name !== 'wait') return failureOf(new ExpectedError('unknown-call', 'No such call.'));
    this.waiting();
    await once(signal ?? new AbortController().signal, 'abort');
    this.ended.push('aborted');
    return failureOf(new ExpectedError('cancelled', 'Cancelled.'));
  }

  subscribe(listener: (event: EngineEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  requestOpen(): void {
    throw new Error('Not asked for here.');
  }

  requestLink(): void {
    throw new Error('Not asked for here.');
  }

  log(_level: string, message: string): void {
    this.logged.push(message);
  }

  async close(): Promise<void> {
    this.listeners.clear();
  }
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let folder: string;
let engine: FakeEngine;
let server: RunningServer;
let origin: string;
let cookie: string;
let port: number;

/** Node's own client: it sends any Host, Origin and path, which `fetch` does not. */
function ask(method: string, path: string, headers: Record<string, string> = {}, body?: string | Buffer): Promise<Answer> {
  return new Promise((settle, fail) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers: { ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => settle({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() }));
    });
    asked.on('error', fail);
    asked.end(body);
  });
}

const callHeaders = (): Record<string, string> => ({ cookie, origin, 'content-type': 'application/json' });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ptmx-server-'));
  await mkdir(join(folder, 'renderer', 'assets'), { recursive: true });
  await writeFile(join(folder, 'renderer', 'index.html'), '<p>home</p>');
  await writeFile(join(folder, 'renderer', 'assets', 'app.js'), 'export {};');
  await writeFile(join(folder, 'secret.txt'), 'secret');
  engine = new FakeEngine();
  server = await startServer({ engine, rendererDir: join(folder, 'renderer') });
  const url = new URL(server.url);
  origin = url.origin;
  port = Number(url.port);
  const entry = await ask('GET', `${url.pathname}${url.search}`);
  cookie = entry.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the key', () => {
  it('lets in with a cookie that scripts and other sites cannot use, and leaves the address bar', async () => {
    const { pathname, search } = new URL(server.url);
    const entry = await ask('GET', pathname + search);
    expect(entry.status).toBe(303);
    expect(entry.headers.location).toBe('/');
    expect(entry.headers['set-cookie']).toEqual([expect.stringMatching(new RegExp(`^ptmx-${port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`))]);
    expect(entry.headers['referrer-policy']).toBe('no-referrer');
  });

  it.each(['/', '/index.html', '/assets/app.js', '/?token=', '/?token=wrong', '/api/call/echo', '/api/events', '/nowhere'])('is needed for %s', async (path) => {
    const answer = await ask('GET', path);
    expect(answer.status).toBe(401);
    expect(answer.body).not.toContain('home');
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it('is needed for a call, own origin or not', async () => {
    const answer = await ask('POST', '/api/call/echo', { origin, 'content-type': 'application/json' }, '{}');
    expect(answer.status).toBe(401);
  });

  it('opens nothing but the start page', async () => {
    const { search } = new URL(server.url);
    expect((await ask('GET', `/index.html${search}`)).status).toBe(401);
    expect((await ask('POST', `/api/call/echo${search}`, { origin, 'content-type': 'application/json' }, '{}')).status).toBe(401);
  });
});

describe('the page', () => {
  it('comes with the policy', async () => {
    const answer = await ask('GET', '/', { cookie });
    expect(answer).toMatchObject({ status: 200, body: '<p>home</p>' });
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect((await ask('GET', '/assets/app.js?v=1', { cookie })).headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it('has a head', async () => {
    const answer = await ask('HEAD', '/', { cookie });
    expect(answer).toMatchObject({ status: 200, body: '' });
    expect(answer.headers['content-length']).toBe('11');
  });

  it.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/..%5csecret.txt', '/assets', '/missing'])('does not lead to %s', async (path) => {
    const answer = await ask('GET', path, { cookie });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret');
  });

  it('answers its own methods and addresses only', async () => {
    expect(await ask('PUT', '/', { cookie }, 'x')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    expect((await ask('GET', 'http://elsewhere.example/', { cookie })).status).toBe(400);
    expect((await ask('GET', '//elsewhere.example/', { cookie })).status).toBe(400);
    expect((await ask('GET', '/api/events', { cookie })).status).toBe(426);
  });

  it.each(['evil.example', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example'])('is not served as %s', async (host) => {
    const { search } = new URL(server.url);
    expect((await ask('GET', '/', { cookie, host })).status).toBe(421);
    expect((await ask('GET', `/${search}`, { host })).headers['set-cookie']).toBeUndefined();
  });

  it('is served as localhost too', async () => {
    expect((await ask('GET', '/', { cookie, host: `localhost:${port}` })).status).toBe(200);
  });
});

describe('a call', () => {
  it('carries arguments in and an answer out', async () => {
    const answer = await ask('POST', '/api/call/echo', callHeaders(), '{"text":"bert – ü"}');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: { text: 'bert – ü' } });
  });

  it('hands unknown names to the engine to refuse', async () => {
    expect(JSON.parse((await ask('POST', '/api/call/constructor', callHeaders(), '{}')).body)).toMatchObject({ ok: false, error: { code: 'unknown-call' } });
  });

  it.each([
    ['no origin', (headers: Record<string, string>) => ({ cookie: headers['cookie'] ?? '', 'content-type': 'application/json' })],
    ['another origin', (headers: Record<string, string>) => ({ ...headers, origin: 'http://evil.example' })],
    ['an opaque origin', (headers: Record<string, string>) => ({ ...headers, origin: 'null' })],
    ['another port of this machine', (headers: Record<string, string>) => ({ ...headers, origin: 'http://127.0.0.1:1' })],
    ['a page of the same site', (headers: Record<string, string>) => ({ ...headers, 'sec-fetch-site': 'same-site' })],
  ])('is refused from %s', async (_what, change) => {
    const answer = await ask('POST', '/api/call/echo', change(callHeaders()), '{}');
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])('is refused as %s, which a form could send', async (type) => {
    expect((await ask('POST', '/api/call/echo', { ...callHeaders(), 'content-type': type }, '{}')).status).toBe(415);
  });

  it('is a POST, of JSON', async () => {
    expect(await ask('GET', '/api/call/echo', { cookie, origin })).toMatchObject({ status: 405, headers: { allow: 'POST' } });
    expect((await ask('POST', '/api/call/echo', callHeaders(), '{"a":')).status).toBe(400);
    expect((await ask('POST', '/api/call/echo', callHeaders(), '')).status).toBe(400);
  });

  it('is bounded, whether it says how long it is or not', async () => {
    const large = Buffer.alloc(8 * 1024 * 1024 + 1, 0x20);
    expect((await ask('POST', '/api/call/echo', { ...callHeaders(), 'content-length': String(large.byteLength) }, large)).status).toBe(413);
    expect((await ask('POST', '/api/call/echo', { ...callHeaders(), 'transfer-encoding': 'chunked' }, large)).status).toBe(413);
    const fits = Buffer.from(JSON.stringify('x'.repeat(8 * 1024 * 1024 - 2)));
    expect((await ask('POST', '/api/call/echo', callHeaders(), fits)).status).toBe(200);
  });

  it('is stopped when the page drops its connection', async () => {
    const started = new Promise<void>((done) => {
      engine.waiting = done;
    });
    const socket = connect(port, '127.0.0.1');
    const headers = Object.entries(callHeaders()).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`POST /api/call/wait HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${headers.join('')}Content-Length: 2\r\n\r\n{}`);
    await started;
    expect(engine.ended).toEqual([]);
    socket.destroy();
    await expect.poll(() => engine.ended).toEqual(['aborted']);
  });

  it('keeps an unexpected error out of the answer and puts it in the log', async () => {
    const answer = await ask('POST', '/api/call/throw', callHeaders(), '{}');
    expect(answer.status).toBe(500);
    expect(answer.body).not.toContain('secret detail');
    expect(engine.logged).toContain('A request failed.');
  });

  it('is answered only where something was asked: a connection that a browser opened ahead is closed without a word', async () => {
    const impatient = await startServer({ engine, rendererDir: join(folder, 'renderer'), patienceMs: 100 });
    const heard = async (sent: string): Promise<string> => {
      const socket = connect(Number(new URL(impatient.origin).port), '127.0.0.1');
      if (sent !== '') socket.write(sent);
      return (await socket.toArray()).map(String).join('');
    };
    expect(await heard('')).toBe('');
    expect(await heard('POST /api/call/notes.get HTTP/1.1\r\nHost: ')).toMatch(/^HTTP\/1\.1 408 /);
    expect(await heard('nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    await impatient.close();
  });

  it('has bounded headers', async () => {
    const answer = await ask('GET', '/', { cookie, 'x-long': 'x'.repeat(17 * 1024) });
    expect(answer.status).toBe(400);
  });
});

describe('events', () => {
  const events = (headers: Record<string, string>, path = '/api/events'): WebSocket => new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  const refusal = async (socket: WebSocket): Promise<string> => {
    const [error] = (await once(socket, 'error')) as [Error];
    return error.message;
  };

  it('reach a page that listens', async () => {
    const socket = events({ cookie, origin });
    await once(socket, 'open');
    const received = once(socket, 'message');
    const event: EngineEvent = { kind: 'open', paths: ['/mirror'] };
    for (const listener of engine.listeners) listener(event);
    expect(JSON.parse(String((await received)[0]))).toEqual(event);
    socket.terminate();
  });

  it.each([
    ['no cookie', '401', () => ({ origin })],
    ['no origin', '403', () => ({ cookie })],
    ['another origin', '403', () => ({ cookie, origin: 'http://evil.example' })],
    ['another host', '421', () => ({ cookie, origin: 'http://evil.example', host: 'evil.example' })],
  ])('are refused with %s', async (_what, status, headers) => {
    expect(await refusal(events(headers() as Record<string, string>))).toContain(status);
  });

  it('live at one address', async () => {
    expect(await refusal(events({ cookie, origin }, '/api/call/echo'))).toContain('404');
  });

  it('end for a page that talks', async () => {
    const socket = events({ cookie, origin });
    await once(socket, 'open');
    socket.send('hello');
    expect((await once(socket, 'close'))[0]).toBe(1008);
  });

  it('end for a page that answers no ping', async () => {
    const impatient = await startServer({ engine, rendererDir: join(folder, 'renderer'), pingEveryMs: 250 });
    const url = new URL(impatient.url);
    const { headers } = await fetch(impatient.url, { redirect: 'manual' });
    const own = headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const answering = new WebSocket(`ws://${url.host}/api/events`, { headers: { cookie: own, origin: url.origin } });
    const silent = new WebSocket(`ws://${url.host}/api/events`, { headers: { cookie: own, origin: url.origin }, autoPong: false });
    await Promise.all([once(answering, 'open'), once(silent, 'open')]);
    expect((await once(silent, 'close'))[0]).toBe(1006);
    expect(answering.readyState).toBe(WebSocket.OPEN);
    await impatient.close();
  });
});

describe('closing', () => {
  it('frees the port, ends streams and running calls, and leaves no listener behind', async () => {
    const before = engine.listeners.size;
    const second = await startServer({ engine, rendererDir: join(folder, 'renderer') });
    const url = new URL(second.url);
    const { headers } = await fetch(second.url, { redirect: 'manual' });
    const own = headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const stream = new WebSocket(`ws://${url.host}/api/events`, { headers: { cookie: own, origin: url.origin } });
    await once(stream, 'open');
    expect(engine.listeners.size).toBe(before + 1);
    await Promise.all([second.close(), once(stream, 'close')]);
    expect(engine.listeners.size).toBe(before);
    const third = await startServer({ engine, rendererDir: join(folder, 'renderer'), port: Number(url.port) });
    await third.close();
  });

  it('says plainly that a port is in use', async () => {
    await expect(startServer({ engine, rendererDir: folder, port })).rejects.toMatchObject({ code: 'busy', message: `Port ${port} is in use.` });
  });
});
