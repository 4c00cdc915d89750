import type { ServerResponse } from 'node:http';
import { securityHeaders } from '../core/surface/index.ts';
import { ExpectedError, failureOf, type ErrorCode, type Result } from '../shared/result.ts';

export function sendBytes(response: ServerResponse, status: number, type: string, body: Buffer, withBody = true): void {
  response.writeHead(status, { ...securityHeaders, 'Content-Type': type, 'Content-Length': body.byteLength });
  response.end(withBody ? body : undefined);
}

export function sendText(response: ServerResponse, status: number, text: string, withBody = true): void {
  sendBytes(response, status, 'text/plain; charset=utf-8', Buffer.from(`${text}\n`), withBody);
}

/** A call's answer: a failure of the engine is an answer like another (200), one of the way there has a 4xx status. */
export function sendResult(response: ServerResponse, status: number, result: Result<unknown>): void {
  sendBytes(response, status, 'application/json; charset=utf-8', Buffer.from(JSON.stringify(result)));
}

export function sendFailure(response: ServerResponse, status: number, code: ErrorCode, message: string): void {
  sendResult(response, status, failureOf(new ExpectedError(code, message)));
}

export function redirect(response: ServerResponse, location: string, cookie: string): void {
  response.writeHead(303, { ...securityHeaders, Location: location, 'Set-Cookie': cookie, 'Content-Length': 0 });
  response.end();
}
