import { createHash, verify } from 'node:crypto';
import { hasControl } from './plain-text.ts';
import { readArmour } from './armour.ts';
import { readSshKey, type SshKey, type SshKeyCheck } from './ssh-key.ts';
import { MalformedError, WireReader } from './wire.ts';

/** What an SSH signature says of itself, and whether it matches what was signed. */
export type SshOutcome =
  | { readonly kind: 'checked'; readonly matches: boolean; readonly key: SshKey; readonly reason: string; readonly notes: readonly string[] }
  | { readonly kind: 'unsupported'; readonly key: SshKey; readonly reason: string }
  | { readonly kind: 'unreadable'; readonly reason: string };

const magic = 'SSHSIG';
/** The namespace that git signs in (gpg-interface.c): a signature made for another purpose must not pass for one of a commit. */
const namespaceOfGit = 'git';
const hashes = ['sha256', 'sha512'];
/** PROTOCOL.u2f: whoever holds the security key touched it. */
const userPresent = 1;

/** Checks an armoured SSH signature (PROTOCOL.sshsig of OpenSSH) over `payload`. Never throws for bad bytes. */
export function checkSshSignature(armoured: string, payload: Uint8Array): SshOutcome {
  const unarmoured = readArmour(armoured, 'SSH SIGNATURE', { headers: false });
  if (unarmoured.kind === 'unreadable') return unarmoured;
  try {
    return checkBlob(unarmoured.bytes, payload);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return { kind: 'unreadable', reason: error.message };
  }
}

function checkBlob(bytes: Buffer, payload: Uint8Array): SshOutcome {
  const reader = new WireReader(bytes);
  if (reader.take(magic.length).toString('latin1') !== magic) throw new MalformedError('It is no SSH signature inside.');
  const version = reader.number();
  if (version !== 1) throw new MalformedError(`It has version ${version}; 1 is known.`);
  const key = readSshKey(reader.string());
  const namespace = reader.text();
  const reserved = reader.string();
  const hash = reader.text();
  const signature = new WireReader(reader.string());
  reader.end();
  if (!hashes.includes(hash)) throw new MalformedError('Its hash is neither SHA-256 nor SHA-512.');
  if (namespace !== namespaceOfGit) {
    const named = namespace.length <= 60 && !hasControl(namespace) ? `“${namespace}”` : 'another purpose';
    return { kind: 'checked', matches: false, key, reason: `It was made for ${named}, not for git.`, notes: [] };
  }
  if (key.check.kind === 'unsupported') return { kind: 'unsupported', key, reason: key.check.reason };
  const signed = Buffer.concat([Buffer.from(magic), field(namespace), field(reserved), field(hash), field(createHash(hash).update(payload).digest())]);
  const { matches, notes } = checkSignature(key.type, key.check, signature, signed);
  return { kind: 'checked', matches, key, notes, reason: matches ? '' : 'It does not match the commit.' };
}

function checkSignature(type: string, check: Exclude<SshKeyCheck, { kind: 'unsupported' }>, reader: WireReader, signed: Buffer): { matches: boolean; notes: readonly string[] } {
  const algorithm = reader.text();
  const bytes = reader.string();
  const notes: string[] = [];
  let data = signed;
  if (check.application !== null) {
    const flags = reader.take(1);
    const counter = reader.take(4);
    data = Buffer.concat([createHash('sha256').update(check.application).digest(), flags, counter, createHash('sha256').update(signed).digest()]);
    if (((flags[0] ?? 0) & userPresent) === 0) notes.push('The security key was not touched for it.');
  }
  reader.end();
  // RSA keys sign with SHA-2 only here: PROTOCOL.sshsig forbids "ssh-rsa", which is SHA-1.
  const expected = check.kind === 'rsa' ? ['rsa-sha2-256', 'rsa-sha2-512'] : [type];
  if (!expected.includes(algorithm)) throw new MalformedError('Its signature is of another kind than its key.');
  switch (check.kind) {
    case 'ed25519':
      return { matches: bytes.length === 64 && verify(null, data, check.key, bytes), notes };
    case 'rsa': {
      const length = Math.ceil((check.key.asymmetricKeyDetails?.modulusLength ?? 0) / 8);
      // OpenSSH accepts signatures that lost their leading zeros.
      const padded = bytes.length < length ? Buffer.concat([Buffer.alloc(length - bytes.length), bytes]) : bytes;
      return { matches: verify(algorithm === 'rsa-sha2-256' ? 'sha256' : 'sha512', data, check.key, padded), notes };
    }
    case 'ecdsa': {
      const numbers = new WireReader(bytes);
      const parts = [numbers.integer(), numbers.integer()];
      numbers.end();
      if (parts.some((part) => part.length > check.bytes)) return { matches: false, notes };
      const fixed = Buffer.concat(parts.map((part) => Buffer.concat([Buffer.alloc(check.bytes - part.length), part])));
      return { matches: verify(check.hash, data, { key: check.key, dsaEncoding: 'ieee-p1363' }, fixed), notes };
    }
  }
}

function field(value: string | Buffer): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'latin1') : value;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
