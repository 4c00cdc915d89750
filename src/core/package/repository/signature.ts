import { signatureKindOf, type SignatureKind } from './commit.ts';

export interface CommitSignature {
  readonly kind: Exclude<SignatureKind, 'none'>;
  readonly header: 'gpgsig' | 'gpgsig-sha256';
  /** The armoured text, without the blanks that continue the header. */
  readonly armored: string;
  /** What was signed: the commit without its signature headers. */
  readonly payload: Uint8Array;
}

const newline = 0x0a;
const blank = 0x20;

/**
 * Takes a raw commit apart into signature and signed bytes, as git does before it verifies (commit.c, parse_buffer_signed_by_header).
 * Null when there is no signature. In a SHA-256 repository `gpgsig-sha256` comes first.
 */
export function signatureOf(rawCommit: Uint8Array): CommitSignature | null {
  const bytes = Buffer.from(rawCommit.buffer, rawCommit.byteOffset, rawCommit.byteLength);
  const payload = new Collected(bytes);
  const values = new Map<CommitSignature['header'], Collected>();
  let current: Collected | null = null;
  let at = 0;
  while (at < bytes.length && bytes[at] !== newline) {
    const found = bytes.indexOf(newline, at);
    const end = found < 0 ? bytes.length : found + 1;
    if (bytes[at] === blank) {
      if (current === null) payload.add(at, end);
      else current.add(at + 1, end);
    } else {
      const header = signatureHeaderAt(bytes, at);
      current = header === null ? null : (values.get(header) ?? new Collected(bytes));
      if (header === null || current === null) payload.add(at, end);
      else {
        values.set(header, current);
        current.add(at + header.length + 1, end);
      }
    }
    at = end;
  }
  payload.add(at, bytes.length);
  // The tree line tells the hash: "tree " and 40 or 64 digits.
  const usesSha256 = bytes.indexOf(newline) === 5 + 64;
  const order = usesSha256 ? (['gpgsig-sha256', 'gpgsig'] as const) : (['gpgsig', 'gpgsig-sha256'] as const);
  const header = order.find((name) => values.has(name));
  const armored = header === undefined ? undefined : values.get(header)?.bytes().toString('latin1');
  return header === undefined || armored === undefined ? null : { kind: signatureKindOf(armored), header, armored, payload: payload.bytes() };
}

/** Parts of a commit one after the other, in one piece of memory: a hostile header has millions of lines, each of which would be an object. */
class Collected {
  readonly #source: Buffer;
  readonly #target: Buffer;
  #length = 0;

  constructor(source: Buffer) {
    this.#source = source;
    this.#target = Buffer.allocUnsafeSlow(source.length);
  }

  add(start: number, end: number): void {
    this.#length += this.#source.copy(this.#target, this.#length, start, end);
  }

  bytes(): Buffer {
    return this.#target.subarray(0, this.#length);
  }
}

/** The signature header that the line at `at` begins, if it does. */
function signatureHeaderAt(bytes: Buffer, at: number): CommitSignature['header'] | null {
  // "g" first: most headers are turned away without decoding.
  if (bytes[at] !== 0x67) return null;
  const start = bytes.toString('latin1', at, at + 'gpgsig-sha256 '.length);
  if (start === 'gpgsig-sha256 ') return 'gpgsig-sha256';
  return start.startsWith('gpgsig ') ? 'gpgsig' : null;
}
