import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** DER of an Ed25519 private key up to its 32-byte seed (RFC 8410). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 key whose secret is the hash of a public sentence: it signs samples and protects nothing. */
export function testKey(sentence: string): { readonly privateKey: KeyObject; readonly publicBytes: Buffer } {
  const seed = createHash('sha256').update(sentence).digest();
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { privateKey, publicBytes: spki.subarray(spki.length - 32) };
}

const sshKey = testKey('PTMTorrent Explorer sample mirror: SSH test key');

function field(value: string | Buffer): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

const publicKeyBlob = Buffer.concat([field('ssh-ed25519'), field(sshKey.publicBytes)]);

/** The public half of the test key, as a line of an `authorized_keys` or `allowed_signers` file has it. */
export const sshPublicKey = `ssh-ed25519 ${publicKeyBlob.toString('base64')}`;

/** An armoured SSH signature over the payload, in OpenSSH's PROTOCOL.sshsig form with git's namespace. */
export function signWithSsh(payload: Buffer): string {
  const namespace = Buffer.concat([field('git'), field(''), field('sha512')]);
  const digest = createHash('sha512').update(payload).digest();
  const signature = sign(null, Buffer.concat([Buffer.from('SSHSIG'), namespace, field(digest)]), sshKey.privateKey);
  const version = Buffer.from([0, 0, 0, 1]);
  const signatureBlob = Buffer.concat([field('ssh-ed25519'), field(signature)]);
  const blob = Buffer.concat([Buffer.from('SSHSIG'), version, field(publicKeyBlob), namespace, field(signatureBlob)]);
  const lines = blob.toString('base64').match(/.{1,70}/g) ?? [];
  return ['-----BEGIN SSH SIGNATURE-----', ...lines, '-----END SSH SIGNATURE-----', ''].join('\n');
}
