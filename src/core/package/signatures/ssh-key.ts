import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { MalformedError, WireReader } from './wire.ts';

/** How a key's signatures are checked; `unsupported` ones are known by name and fingerprint only. */
export type SshKeyCheck =
  | { readonly kind: 'ed25519' | 'rsa'; readonly key: KeyObject; readonly application: Buffer | null }
  | { readonly kind: 'ecdsa'; readonly key: KeyObject; readonly hash: string; readonly bytes: number; readonly application: Buffer | null }
  | { readonly kind: 'unsupported'; readonly reason: string };

export interface SshKey {
  /** "ssh-ed25519", as in the key itself. */
  readonly type: string;
  /** As people say it: "Ed25519", "RSA 3072". */
  readonly algorithm: string;
  /** As `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
  /** Type and base64, as a line of a .pub file begins. */
  readonly line: string;
  readonly check: SshKeyCheck;
}

const curves: Readonly<Record<string, { readonly name: string; readonly hash: string; readonly bytes: number }>> = {
  nistp256: { name: 'P-256', hash: 'sha256', bytes: 32 },
  nistp384: { name: 'P-384', hash: 'sha384', bytes: 48 },
  nistp521: { name: 'P-521', hash: 'sha512', bytes: 66 },
};
/** OpenSSH refuses RSA keys below 1,024 bits; above 16,384 (its own limit) checking takes too long. */
const rsaBits = { least: 1024, most: 16_384 };

/** Reads a public key blob (RFC 4253 6.6, RFC 5656, RFC 8709, PROTOCOL.u2f of OpenSSH). Throws MalformedError. */
export function readSshKey(blob: Uint8Array): SshKey {
  const reader = new WireReader(blob);
  const type = reader.text();
  if (!/^[\x21-\x7e]{1,64}$/.test(type)) throw new MalformedError('It names no kind of key.');
  const { check, algorithm } = checkOf(type, reader);
  const base64 = Buffer.from(blob).toString('base64');
  const fingerprint = `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
  return { type, algorithm, fingerprint, line: `${type} ${base64}`, check };
}

function checkOf(type: string, reader: WireReader): { readonly check: SshKeyCheck; readonly algorithm: string } {
  if (/-cert-v0[01]@openssh\.com$/.test(type)) return unsupported(type, 'SSH certificates are not supported.');
  switch (type) {
    case 'ssh-ed25519':
    case 'sk-ssh-ed25519@openssh.com': {
      const point = reader.string();
      const application = type.startsWith('sk-') ? reader.string() : null;
      reader.end();
      if (point.length !== 32) throw new MalformedError('Its Ed25519 key has a wrong length.');
      const key = importKey({ kty: 'OKP', crv: 'Ed25519', x: point.toString('base64url') });
      return { check: { kind: 'ed25519', key, application }, algorithm: application === null ? 'Ed25519' : 'Ed25519, security key' };
    }
    case 'ecdsa-sha2-nistp256':
    case 'ecdsa-sha2-nistp384':
    case 'ecdsa-sha2-nistp521':
    case 'sk-ecdsa-sha2-nistp256@openssh.com':
      return ecdsa(type, reader);
    case 'ssh-rsa':
      return rsa(reader);
    default:
      return unsupported(type, `Keys of the kind ${type} are not supported.`);
  }
}

function ecdsa(type: string, reader: WireReader): ReturnType<typeof checkOf> {
  const name = reader.text();
  const curve = Object.hasOwn(curves, name) ? curves[name] : undefined;
  if (curve === undefined || !type.includes(name)) throw new MalformedError('Its curve is not the one that its kind names.');
  const point = reader.string();
  const application = type.startsWith('sk-') ? reader.string() : null;
  reader.end();
  if (point.length !== 1 + 2 * curve.bytes || point[0] !== 4) throw new MalformedError('Its point is not an uncompressed one of its curve.');
  const [x, y] = [point.subarray(1, 1 + curve.bytes), point.subarray(1 + curve.bytes)];
  const key = importKey({ kty: 'EC', crv: curve.name, x: x.toString('base64url'), y: y.toString('base64url') });
  return { check: { kind: 'ecdsa', key, hash: curve.hash, bytes: curve.bytes, application }, algorithm: `ECDSA ${curve.name}${application === null ? '' : ', security key'}` };
}

function rsa(reader: WireReader): ReturnType<typeof checkOf> {
  const exponent = reader.integer();
  const modulus = reader.integer();
  reader.end();
  const bits = modulus.length === 0 ? 0 : modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24;
  const algorithm = `RSA ${bits}`;
  // A huge exponent makes one check take minutes.
  if (exponent.length > 8) return { algorithm, check: { kind: 'unsupported', reason: 'Its RSA exponent is too large to be checked.' } };
  if (bits < rsaBits.least || bits > rsaBits.most) return { algorithm, check: { kind: 'unsupported', reason: `RSA keys of ${bits} bits are not accepted (${rsaBits.least} to ${rsaBits.most}).` } };
  return { algorithm, check: { kind: 'rsa', key: importKey({ kty: 'RSA', n: modulus.toString('base64url'), e: exponent.toString('base64url') }), application: null } };
}

function importKey(jwk: Record<string, string>): KeyObject {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    throw new MalformedError('Its public key is not one of its kind.');
  }
}

function unsupported(type: string, reason: string): ReturnType<typeof checkOf> {
  return { check: { kind: 'unsupported', reason }, algorithm: type };
}
