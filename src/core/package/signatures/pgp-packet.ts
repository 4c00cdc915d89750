import { hasSecondBlock, readArmour } from './armour.ts';
import { MalformedError } from './wire.ts';

/** What a PGP signature says of itself, readable without a key. None of it is proved. */
export interface PgpSignature {
  readonly bytes: Uint8Array;
  readonly version: number;
  readonly algorithm: string;
  readonly hash: string;
  /** Seconds since 1970. */
  readonly created: number | null;
  /** Upper case hexadecimal digits; null where the signature names none. */
  readonly fingerprint: string | null;
  readonly keyId: string | null;
}

export type ReadPgpSignature =
  | { readonly kind: 'signature'; readonly signature: PgpSignature }
  | { readonly kind: 'unsupported'; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** RFC 9580, section 9.1, with the numbers of its drafts for EdDSA. */
const algorithms: Readonly<Record<number, string>> = {
  1: 'RSA', 3: 'RSA', 17: 'DSA', 19: 'ECDSA', 22: 'EdDSA', 27: 'Ed25519', 28: 'Ed448',
};
const hashNames: Readonly<Record<number, string>> = { 1: 'MD5', 2: 'SHA-1', 3: 'RIPEMD-160', 8: 'SHA-256', 9: 'SHA-384', 10: 'SHA-512', 11: 'SHA-224', 12: 'SHA3-256', 14: 'SHA3-512' };
const signatureTag = 2;
const maxSubpackets = 200;

/** Reads an armoured PGP signature of one commit, down to the first level of packets and no further. Never throws for bad bytes. */
export function readPgpSignature(armoured: string): ReadPgpSignature {
  if (armoured.startsWith('-----BEGIN PGP MESSAGE-----')) return { kind: 'unsupported', reason: 'It is a whole PGP message in place of a signature.' };
  const unarmoured = readArmour(armoured, 'PGP SIGNATURE', { headers: true });
  if (unarmoured.kind === 'unreadable') return unarmoured;
  try {
    const packets = packetsIn(unarmoured.bytes);
    // git takes none of several signatures: with one good and one bad, either could be shown.
    if (packets.length > 1 || hasSecondBlock(armoured, 'PGP SIGNATURE')) return { kind: 'unreadable', reason: 'It holds more than one signature, which git does not accept either.' };
    const [packet] = packets;
    if (packet === undefined) throw new MalformedError('It holds no signature.');
    return readSignature(packet, unarmoured.bytes);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return { kind: 'unreadable', reason: error.message };
  }
}

/** The bodies of the packets, all of which must be signatures: anything else, a compressed packet above all, has no place here. */
function packetsIn(bytes: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at] ?? 0;
    if ((first & 0x80) === 0) throw new MalformedError('There is something that is no packet in it.');
    const isNew = (first & 0x40) !== 0;
    const tag = isNew ? first & 0x3f : (first >> 2) & 0x0f;
    if (tag !== signatureTag) throw new MalformedError('It holds a packet that is no signature.');
    const { length, size } = isNew ? newLength(bytes, at + 1) : oldLength(bytes, at + 1, first & 3);
    at += 1 + size;
    if (length > bytes.length - at) throw new MalformedError('It is cut off.');
    found.push(bytes.subarray(at, at + length));
    at += length;
    if (found.length > 1) break;
  }
  return found;
}

interface Length {
  readonly length: number;
  /** Bytes that the length itself takes. */
  readonly size: number;
}

/** Lengths of new packets and of subpackets alike, but for partial ones, which a signature cannot have. */
function newLength(bytes: Buffer, at: number, ofSubpacket = false): Length {
  const first = byteAt(bytes, at);
  if (first < 192) return { length: first, size: 1 };
  if (first < (ofSubpacket ? 255 : 224)) return { length: ((first - 192) << 8) + byteAt(bytes, at + 1) + 192, size: 2 };
  if (first < 255) throw new MalformedError('It has a length that no signature has.');
  return { length: numberAt(bytes, at + 1), size: 5 };
}

function oldLength(bytes: Buffer, at: number, type: number): Length {
  if (type === 0) return { length: byteAt(bytes, at), size: 1 };
  if (type === 1) return { length: (byteAt(bytes, at) << 8) + byteAt(bytes, at + 1), size: 2 };
  if (type === 2) return { length: numberAt(bytes, at), size: 4 };
  return { length: bytes.length - at, size: 0 };
}

function readSignature(packet: Buffer, bytes: Uint8Array): ReadPgpSignature {
  const version = byteAt(packet, 0);
  if (version === 3) return { kind: 'unsupported', reason: 'It is a version 3 signature, as PGP wrote before 1999.' };
  if (version !== 4 && version !== 5 && version !== 6) throw new MalformedError(`It has version ${version}, which is not known.`);
  const type = byteAt(packet, 1);
  if (type > 1) throw new MalformedError('It is a signature of something else than data.');
  const lengthSize = version === 6 ? 4 : 2;
  const hashed = area(packet, 4, lengthSize);
  const other = area(packet, 4 + lengthSize + hashed.length, lengthSize);
  const facts = { created: null as number | null, fingerprint: null as string | null, keyId: null as string | null };
  // What is protected by the signature comes first and stays.
  for (const part of [hashed, other]) readSubpackets(part, facts);
  return {
    kind: 'signature',
    signature: { bytes, version, algorithm: algorithms[byteAt(packet, 2)] ?? `algorithm ${packet[2]}`, hash: hashNames[byteAt(packet, 3)] ?? `hash ${packet[3]}`, ...facts },
  };
}

function area(packet: Buffer, at: number, lengthSize: number): Buffer {
  const length = lengthSize === 4 ? numberAt(packet, at) : (byteAt(packet, at) << 8) + byteAt(packet, at + 1);
  const start = at + lengthSize;
  if (length > packet.length - start) throw new MalformedError('It is cut off.');
  return packet.subarray(start, start + length);
}

function readSubpackets(bytes: Buffer, facts: { created: number | null; fingerprint: string | null; keyId: string | null }): void {
  let at = 0;
  for (let count = 0; at < bytes.length; count += 1) {
    if (count === maxSubpackets) throw new MalformedError('It has too many parts.');
    const { length, size } = newLength(bytes, at, true);
    const start = at + size;
    if (length === 0 || length > bytes.length - start) throw new MalformedError('A part of it has a wrong length.');
    const body = bytes.subarray(start + 1, start + length);
    const type = byteAt(bytes, start) & 0x7f;
    if (type === 2 && body.length === 4) facts.created ??= body.readUInt32BE();
    if (type === 16 && body.length === 8) facts.keyId ??= body.toString('hex').toUpperCase();
    if (type === 33 && (body.length === 21 || body.length === 33) && facts.fingerprint === null) {
      facts.fingerprint = body.subarray(1).toString('hex').toUpperCase();
      facts.keyId = keyIdOf(facts.fingerprint);
    }
    at = start + length;
  }
}

/** The key id is the end of a version 4 fingerprint, and the start of a longer one. */
export function keyIdOf(fingerprint: string): string {
  return fingerprint.length === 40 ? fingerprint.slice(-16) : fingerprint.slice(0, 16);
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new MalformedError('It is cut off.');
  return byte;
}

function numberAt(bytes: Buffer, at: number): number {
  if (at + 4 > bytes.length) throw new MalformedError('It is cut off.');
  return bytes.readUInt32BE(at);
}
