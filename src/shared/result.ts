/** The outcome of a call across the contract: a value, or an error that a user can read. */
export type Result<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: CallError };

export const errorCodes = [
  'cancelled',
  'damaged-index',
  'forbidden',
  'internal',
  'invalid-arguments',
  'no-index',
  'no-space',
  'not-a-mirror',
  'not-found',
  'refused',
  'unknown-call',
  'unreadable',
  'unsupported-runtime',
  'busy',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What the user is told: what happened, and what can be done about it. Stacks go to the log, never here. */
export interface CallError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string | undefined;
}

/** An expected failure, thrown inside the engine and turned into a `CallError` at the contract's edge. */
export class ExpectedError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, hint?: string) {
    super(message);
    this.name = 'ExpectedError';
    this.code = code;
    this.hint = hint;
  }
}

/** The error for a call or job that was stopped because its user asked for it. */
export function cancelledError(): ExpectedError {
  return new ExpectedError('cancelled', 'Cancelled.');
}

export function succeed<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

/** What anything thrown says. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The code that Node, zlib or SQLite gave an error: "ENOENT", "Z_BUF_ERROR", "SQLITE_CORRUPT"; empty where there is none. */
export function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

/** Turns anything thrown into a `CallError`; an unexpected error keeps only its message. */
export function failureOf(thrown: unknown): Result<never> {
  if (thrown instanceof ExpectedError) {
    return { ok: false, error: { code: thrown.code, message: thrown.message, hint: thrown.hint } };
  }
  return { ok: false, error: { code: 'internal', message: messageOf(thrown), hint: 'The log file has the details.' } };
}

/** Makes a switch over a union exhaustive at compile time. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
