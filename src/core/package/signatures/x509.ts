import { X509Certificate } from 'node:crypto';
import { readArmour } from './armour.ts';
import { plainLine } from './plain-text.ts';
import { MalformedError } from './wire.ts';

/** What an X.509 signature says of its signer; nothing of it is checked. */
export type ReadX509 =
  | { readonly kind: 'certificate'; readonly subject: string; readonly issuer: string; readonly fingerprint: string; readonly until: string }
  | { readonly kind: 'no-certificate' }
  | { readonly kind: 'unreadable'; readonly reason: string };

interface Element {
  readonly tag: number;
  /** The whole element, and what is inside of it. */
  readonly whole: Buffer;
  readonly start: number;
  readonly end: number;
}

const sequence = 0x30;
const objectIdentifier = 0x06;
const firstContext = 0xa0;
/** 1.2.840.113549.1.7.2 (RFC 5652, section 5.1). */
const signedData = Buffer.from('2a864886f70d010702', 'hex');
const maxDepth = 32;
const maxElements = 5000;

/** Reads the certificate of an armoured CMS signature, as gpgsm and gitsign write it. Never throws for bad bytes. */
export function readX509Signature(armoured: string): ReadX509 {
  const unarmoured = readArmour(armoured, 'SIGNED MESSAGE', { headers: true });
  if (unarmoured.kind === 'unreadable') return unarmoured;
  try {
    const certificates = new BerReader(unarmoured.bytes).certificates();
    const parsed = certificates.slice(0, 20).flatMap((bytes) => readCertificate(bytes));
    const signer = parsed.find((certificate) => !certificate.ca) ?? parsed[0];
    return signer === undefined ? { kind: 'no-certificate' } : describe(signer);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return { kind: 'unreadable', reason: error.message };
  }
}

function readCertificate(bytes: Buffer): readonly X509Certificate[] {
  try {
    return [new X509Certificate(bytes)];
  } catch {
    return [];
  }
}

function describe(certificate: X509Certificate): ReadX509 {
  // Certificates of gitsign have an empty subject: the address stands among the alternative names.
  const subject = nameOf(certificate.subject) || plainLine(certificate.subjectAltName ?? '') || 'nobody named';
  return {
    kind: 'certificate',
    subject,
    issuer: nameOf(certificate.issuer) || 'nobody named',
    fingerprint: `SHA256:${certificate.fingerprint256.replaceAll(':', '')}`,
    until: certificate.validTo,
  };
}

function nameOf(name: string | undefined): string {
  return plainLine((name ?? '').split('\n').join(', '));
}

/** As much of BER (X.690) as leads to the certificates. gpgsm writes lengths that are known at the end only. */
class BerReader {
  readonly #bytes: Buffer;
  #elements = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  certificates(): readonly Buffer[] {
    const content = this.#element(0, this.#bytes.length, 0);
    const [type, wrapper] = this.#children(content);
    if (content.tag !== sequence || type?.tag !== objectIdentifier || !this.#bytes.subarray(type.start, type.end).equals(signedData) || wrapper?.tag !== firstContext) {
      throw new MalformedError('It is no signed CMS message.');
    }
    const [inner] = this.#children(wrapper);
    if (inner?.tag !== sequence) throw new MalformedError('Its signed part has a wrong form.');
    // version, digest algorithms and content come first; the certificates are the one part with this tag.
    const holder = this.#children(inner).find((part, at) => at >= 3 && part.tag === firstContext);
    return holder === undefined ? [] : this.#children(holder).filter((part) => part.tag === sequence).map((part) => part.whole);
  }

  #children({ start, end }: Element): readonly Element[] {
    const found: Element[] = [];
    for (let at = start; at < end; ) {
      const element = this.#element(at, end, 0);
      found.push(element);
      at += element.whole.length;
    }
    return found;
  }

  #element(at: number, limit: number, depth: number): Element {
    this.#elements += 1;
    if (depth > maxDepth || this.#elements > maxElements) throw new MalformedError('It is nested too deep or has too many parts.');
    const tag = this.#byte(at, limit);
    if ((tag & 0x1f) === 0x1f) throw new MalformedError('It has a part of an unknown kind.');
    const first = this.#byte(at + 1, limit);
    if (first === 0x80) return this.#indefinite(at, limit, tag, depth);
    const size = first < 0x80 ? 0 : first & 0x7f;
    if (size > 4) throw new MalformedError('A part of it has a wrong length.');
    let length = first < 0x80 ? first : 0;
    for (let step = 0; step < size; step += 1) length = length * 256 + this.#byte(at + 2 + step, limit);
    const start = at + 2 + size;
    if (length > limit - start) throw new MalformedError('It is cut off.');
    return { tag, whole: this.#bytes.subarray(at, start + length), start, end: start + length };
  }

  #indefinite(at: number, limit: number, tag: number, depth: number): Element {
    let next = at + 2;
    while (this.#byte(next, limit) !== 0 || this.#byte(next + 1, limit) !== 0) next += this.#element(next, limit, depth + 1).whole.length;
    return { tag, whole: this.#bytes.subarray(at, next + 2), start: at + 2, end: next };
  }

  #byte(at: number, limit: number): number {
    const byte = at < limit ? this.#bytes[at] : undefined;
    if (byte === undefined) throw new MalformedError('It is cut off.');
    return byte;
  }
}
