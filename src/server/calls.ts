import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Engine } from '../core/engine/types.ts';
import type { ErrorCode } from '../shared/result.ts';
import { sendFailure, sendResult } from './answers.ts';

/** The largest body of a call: a hundred thousand packages picked by hand stay below it. */
const largestBody = 8 * 1024 * 1024;
/** Calls under way at once, all pages together. */
const mostCalls = 256;

type Body = { readonly kind: 'whole'; readonly bytes: Buffer } | { readonly kind: 'too-large' } | { readonly kind: 'broken-off' };

/** Makes the handler of `POST /api/call/<name>`; the caller has checked who asks. */
export function makeCallHandler(engine: Engine): (name: string, request: IncomingMessage, response: ServerResponse) => Promise<void> {
  let running = 0;
  return async (name, request, response) => {
    if (!isJson(request.headers['content-type'])) {
      refuseBody(request, response, 415, 'invalid-arguments', 'A call is sent as application/json.');
      return;
    }
    if (running >= mostCalls) {
      refuseBody(request, response, 503, 'busy', 'Too many calls are waiting for an answer.');
      return;
    }
    running += 1;
    try {
      await answerCall(engine, name, request, response);
    } finally {
      running -= 1;
    }
  };
}

async function answerCall(engine: Engine, name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A page cancels a call by dropping its connection.
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  const body = await readBody(request);
  if (body.kind === 'too-large') {
    refuseBody(request, response, 413, 'invalid-arguments', `A call is at most ${largestBody} bytes long.`);
    return;
  }
  if (body.kind === 'broken-off') return;
  const input = parseJson(body.bytes);
  if (input === undefined) {
    sendFailure(response, 400, 'invalid-arguments', 'The call is not JSON.');
    return;
  }
  const result = await engine.callUntrusted(name, input.value, controller.signal);
  if (!response.destroyed) sendResult(response, 200, result);
}

function isJson(contentType: string | undefined): boolean {
  return contentType?.split(';')[0]?.trim().toLowerCase() === 'application/json';
}

/** Answers before the body was read. The rest is let run out unread: a connection cut here would lose the answer. */
function refuseBody(request: IncomingMessage, response: ServerResponse, status: number, code: ErrorCode, message: string): void {
  sendFailure(response, status, code, message);
  request.resume();
}

function readBody(request: IncomingMessage): Promise<Body> {
  if (Number(request.headers['content-length'] ?? 0) > largestBody) return Promise.resolve({ kind: 'too-large' });
  return new Promise((settle) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.byteLength;
      if (length > largestBody) {
        chunks.length = 0;
        settle({ kind: 'too-large' });
      } else {
        chunks.push(chunk);
      }
    });
    request.once('end', () => settle({ kind: 'whole', bytes: Buffer.concat(chunks) }));
    request.once('close', () => settle({ kind: 'broken-off' }));
    request.once('error', () => settle({ kind: 'broken-off' }));
  });
}

function parseJson(bytes: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(bytes.toString('utf8')) as unknown };
  } catch {
    return undefined;
  }
}
