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
  const payload: Buffer[] = [];
  const values = new Map<string, Buffer[]>();
  let current: Buffer[] | null = null;
  let at = 0;
  while (at < bytes.length && bytes[at] !== newline) {
    const found = bytes.indexOf(newline, at);
    const end = found < 0 ? bytes.length : found + 1;
    if (bytes[at] !== blank) {
      current = signatureLines(bytes, at, end, values);
    }
    if (current === null) {
      payload.push(bytes.subarray(at, end));
    } else if (bytes[at] === blank) {
      current.push(bytes.subarray(at + 1, end));
    }
    at = end;
  }
  payload.push(bytes.subarray(at));
  // The tree line tells the hash: "tree " and 40 or 64 digits.
  const usesSha256 = bytes.indexOf(newline) === 5 + 64;
  const order = usesSha256 ? (['gpgsig-sha256', 'gpgsig'] as const) : (['gpgsig', 'gpgsig-sha256'] as const);
  for (const header of order) {
    const lines = values.get(header);
    if (lines !== undefined) {
      const armored = Buffer.concat(lines).toString('latin1');
      return { kind: signatureKindOf(armored), header, armored, payload: Uint8Array.from(Buffer.concat(payload)) };
    }
  }
  return null;
}

/** The lines of the signature header that begins at `at`, its first value included; null when another header begins there. */
function signatureLines(bytes: Buffer, at: number, end: number, values: Map<string, Buffer[]>): Buffer[] | null {
  const name = /^gpgsig(?:-sha256)?(?= )/.exec(bytes.toString('latin1', at, Math.min(end, at + 20)))?.[0];
  if (name === undefined) {
    return null;
  }
  const lines = values.get(name) ?? [];
  lines.push(bytes.subarray(at + name.length + 1, end));
  values.set(name, lines);
  return lines;
}
