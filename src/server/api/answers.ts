import { STATUS_CODES, type ServerResponse } from 'node:http';
import { securityHeaders } from '../../core/surface/index.ts';
import { assertNever, type CallError, type ErrorCode } from '../../shared/result.ts';

/** The HTTP status that a failure of the engine has. */
export function statusOf(code: ErrorCode): number {
  switch (code) {
    case 'invalid-arguments':
      return 400;
    case 'forbidden':
      return 403;
    case 'not-found':
    case 'not-a-mirror':
    case 'unknown-call':
      return 404;
    case 'no-index':
    case 'damaged-index':
    case 'refused':
      return 409;
    case 'busy':
    case 'cancelled':
    case 'unsupported-runtime':
      return 503;
    case 'no-space':
    case 'unreadable':
    case 'internal':
      return 500;
    default:
      return assertNever(code);
  }
}

/** An error as RFC 9457 has it; `code` and `hint` are members of our own, and so is whatever `more` adds. */
export function sendProblem(response: ServerResponse, status: number, { code, message, hint }: CallError, more: Readonly<Record<string, unknown>> = {}): void {
  const problem = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail: message, code, ...(hint === undefined ? {} : { hint }), ...more };
  sendWhole(response, status, 'application/problem+json', `${JSON.stringify(problem)}\n`);
}

export function sendWhole(response: ServerResponse, status: number, type: string, text: string): void {
  const body = Buffer.from(text);
  response.writeHead(status, { ...securityHeaders, 'Content-Type': type, 'Content-Length': body.byteLength });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

export type Format = 'json' | 'csv' | 'ndjson';

export const mediaTypes: Readonly<Record<Format, string>> = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'application/x-ndjson',
};

const named: Readonly<Record<string, Format>> = {
  'application/json': 'json', 'text/json': 'json', 'application/*': 'json', '*/*': 'json',
  'text/csv': 'csv', 'text/*': 'csv',
  'application/x-ndjson': 'ndjson', 'application/ndjson': 'ndjson', 'application/jsonl': 'ndjson', 'application/x-jsonlines': 'ndjson',
};

/** What an Accept header likes best of what there is; null where it likes none of it. */
export function acceptedFormat(accept: string | undefined, offered: readonly Format[]): Format | null {
  if (accept === undefined || accept.trim() === '') return 'json';
  const liked = accept.split(',').slice(0, 50).map((part) => {
    const [type = '', ...options] = part.split(';').map((text) => text.trim().toLowerCase());
    const weight = Number(options.find((option) => option.startsWith('q='))?.slice(2) ?? 1);
    return { format: Object.hasOwn(named, type) ? named[type] : undefined, weight: Number.isNaN(weight) ? 0 : weight };
  });
  const best = liked.filter(({ format, weight }) => format !== undefined && offered.includes(format) && weight > 0).toSorted((one, other) => other.weight - one.weight)[0];
  return best?.format ?? null;
}
