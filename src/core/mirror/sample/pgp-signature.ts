import { createHash, sign } from 'node:crypto';
import { testKey } from './ssh-signature.ts';

/**
 * As much of OpenPGP (RFC 4880, with the EdDSA form that GnuPG 2 writes) as detached version 4 signatures need.
 * Everything is fixed, the creation times too, so that equal payloads give equal signatures.
 */

const pgpKey = testKey('PTMTorrent Explorer sample mirror: PGP test key');
const userId = Buffer.from('PTMTorrent Explorer sample key <sample-key@example.org>', 'utf8');
/** 2020-01-01T00:00:00Z, before the first sample commit. */
const keyCreated = 1_577_836_800;

const edDsa = 22;
const sha512 = 10;
const ed25519Oid = Buffer.from('092b06010401da470f01', 'hex');

const uint16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** A multiprecision integer: its length in bits, then its bytes without leading zeros. */
function integer(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const trimmed = first === -1 ? Buffer.alloc(0) : bytes.subarray(first);
  const bits = trimmed.length === 0 ? 0 : (trimmed.length - 1) * 8 + (32 - Math.clz32(trimmed[0] ?? 0));
  return Buffer.concat([uint16(bits), trimmed]);
}

/** A packet with a new-format header; every body here is shorter than 192 bytes. */
function packet(tag: number, body: Buffer): Buffer {
  if (body.length >= 192) throw new Error('The sample needs no OpenPGP packet of 192 bytes or more.');
  return Buffer.concat([Buffer.from([0xc0 | tag, body.length]), body]);
}

function subpacket(type: number, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([body.length + 1, type]), body]);
}

const publicKeyBody = Buffer.concat([
  Buffer.from([4]),
  uint32(keyCreated),
  Buffer.from([edDsa]),
  ed25519Oid,
  integer(Buffer.concat([Buffer.from([0x40]), pgpKey.publicBytes])),
]);
const hashedKey = Buffer.concat([Buffer.from([0x99]), uint16(publicKeyBody.length), publicKeyBody]);

/** 40 hexadecimal digits. */
export const pgpFingerprint = createHash('sha1').update(hashedKey).digest('hex');
const fingerprintBytes = Buffer.from(pgpFingerprint, 'hex');

function signaturePacket(type: number, created: number, data: Buffer, extraSubpackets: readonly Buffer[]): Buffer {
  const hashedSubpackets = Buffer.concat([
    subpacket(33, Buffer.concat([Buffer.from([4]), fingerprintBytes])),
    subpacket(2, uint32(created)),
    ...extraSubpackets,
  ]);
  const hashedPart = Buffer.concat([Buffer.from([4, type, edDsa, sha512]), uint16(hashedSubpackets.length), hashedSubpackets]);
  const trailer = Buffer.concat([Buffer.from([4, 0xff]), uint32(hashedPart.length)]);
  const digest = createHash('sha512').update(data).update(hashedPart).update(trailer).digest();
  const signature = sign(null, digest, pgpKey.privateKey);
  const issuer = subpacket(16, fingerprintBytes.subarray(12));
  const body = [hashedPart, uint16(issuer.length), issuer, digest.subarray(0, 2), integer(signature.subarray(0, 32)), integer(signature.subarray(32))];
  return packet(2, Buffer.concat(body));
}

function crc24(data: Buffer): number {
  let crc = 0xb704ce;
  for (const byte of data) {
    crc ^= byte << 16;
    for (let bit = 0; bit < 8; bit += 1) {
      crc <<= 1;
      if (crc & 0x1000000) crc ^= 0x1864cfb;
    }
  }
  return crc & 0xffffff;
}

function armour(title: string, data: Buffer): string {
  const checksum = crc24(data);
  const checksumText = Buffer.from([checksum >> 16, (checksum >> 8) & 255, checksum & 255]).toString('base64');
  const lines = data.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN PGP ${title}-----`, '', ...lines, `=${checksumText}`, `-----END PGP ${title}-----`, ''].join('\n');
}

/** An armoured detached signature over the payload; `created` is in seconds since 1970. */
export function signWithPgp(payload: Buffer, created: number): string {
  return armour('SIGNATURE', signaturePacket(0x00, created, payload, []));
}

/** The public half of the test key with its user id and self-signature, for `gpg --import`. */
export function pgpPublicKey(): string {
  const certified = Buffer.concat([hashedKey, Buffer.from([0xb4]), uint32(userId.length), userId]);
  const maySign = subpacket(27, Buffer.from([0x03]));
  const selfSignature = signaturePacket(0x13, keyCreated, certified, [maySign]);
  return armour('PUBLIC KEY BLOCK', Buffer.concat([packet(6, publicKeyBody), packet(13, userId), selfSignature]));
}
