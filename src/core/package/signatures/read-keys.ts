import { keyLimits } from '../../../shared/domain/index.ts';
import { readSignerLine, isKeyType, type AllowedSigner } from './allowed-signers.ts';
import { describePgpKey, readPgpKeys } from './pgp.ts';
import { plainLine } from './plain-text.ts';
import { readSshKey } from './ssh-key.ts';
import type { ReadKey } from './types.ts';
import { MalformedError } from './wire.ts';

export interface ReadKeys {
  readonly keys: readonly ReadKey[];
  readonly bad: readonly { readonly entry: string; readonly reason: string }[];
}

/** A line with the largest RSA key has some 3,000 characters. */
const mostLineLength = 20_000;
const pgpBlock = /-----BEGIN PGP ([A-Z ]+)-----[\s\S]*?(?:-----END PGP \1-----|$)/g;

/**
 * The keys of a file or of a pasted text: PGP public keys, armoured or as packets, SSH public keys, lines of an allowed-signers file, all of them in
 * any order. What cannot be read is named.
 */
export async function readKeys(source: string | Uint8Array): Promise<ReadKeys> {
  const keys: ReadKey[] = [];
  const bad: { entry: string; reason: string }[] = [];
  const tryKey = async (entry: string, read: () => Promise<readonly ReadKey[]>): Promise<void> => {
    if (keys.length + bad.length >= keyLimits.keys) return;
    try {
      keys.push(...(await read()));
    } catch (error) {
      bad.push({ entry, reason: error instanceof Error ? plainLine(error.message) : 'It cannot be read.' });
    }
  };
  const text = textOf(source);
  if (text === null) {
    await tryKey('The file', async () => describeAll(await readPgpKeys(source as Uint8Array)));
    return { keys, bad };
  }
  const blocks = text.match(pgpBlock) ?? [];
  for (const [at, block] of blocks.entries()) await tryKey(`PGP block ${at + 1}`, () => readBlock(block));
  const lines = text.replace(pgpBlock, '').split(/\r?\n/);
  if (lines.some((line) => /^-{4,5} ?BEGIN .*PRIVATE KEY/.test(line))) {
    bad.push({ entry: 'The file', reason: 'It holds a private key, of which nothing was kept: only public keys are imported.' });
    return { keys, bad };
  }
  for (const [at, line] of lines.entries()) {
    const trimmed = line.trim();
    // Beside PGP blocks there may be anything, as in a mail.
    if (trimmed === '' || trimmed.startsWith('#') || (blocks.length > 0 && !trimmed.split(/\s+/, 4).some((word) => isKeyType(word)))) continue;
    await tryKey(`Line ${at + 1}`, async () => [readLine(trimmed)]);
  }
  return { keys, bad };
}

/** Null where the bytes are PGP packets, of which the first begins with its highest bit set. */
function textOf(source: string | Uint8Array): string | null {
  if (typeof source === 'string') return source.replace(/^\uFEFF/, '');
  const first = source[0] ?? 0;
  const isPacket = (first & 0x80) !== 0 && !(first === 0xef && source[1] === 0xbb);
  return isPacket ? null : Buffer.from(source.buffer, source.byteOffset, source.byteLength).toString('utf8').replace(/^\uFEFF/, '');
}

async function readBlock(block: string): Promise<readonly ReadKey[]> {
  if (block.startsWith('-----BEGIN PGP PRIVATE')) throw new MalformedError('It holds a private key, of which nothing was kept: only public keys are imported.');
  if (!block.startsWith('-----BEGIN PGP PUBLIC KEY BLOCK-----')) throw new MalformedError('It is no block of public keys.');
  return describeAll(await readPgpKeys(block));
}

async function describeAll(keys: Awaited<ReturnType<typeof readPgpKeys>>): Promise<readonly ReadKey[]> {
  const read: ReadKey[] = [];
  for (const key of keys.slice(0, keyLimits.keys)) read.push(await describePgpKey(key));
  return read;
}

/** Reads one line: an SSH public key, or one that is allowed to sign. Throws MalformedError. */
function readLine(line: string): ReadKey {
  if (line.length > mostLineLength) throw new MalformedError('It is too long.');
  const { signer, type, base64, comment } = readSignerLine(line);
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0) throw new MalformedError('Its key is not base64.');
  const key = readSshKey(Buffer.from(base64, 'base64'));
  if (key.type !== type) throw new MalformedError('Its key is of another kind than it says.');
  const note = noteOf(signer, key.check.kind === 'unsupported' ? key.check.reason : null);
  return {
    identity: `ssh ${key.fingerprint} ${signer === null ? '' : JSON.stringify(signer)}`,
    text: plainLine(line, keyLimits.key),
    facts: {
      kind: signer === null ? 'ssh' : signer.isAuthority ? 'ca' : 'allowed-signer',
      fingerprint: key.fingerprint,
      keyIds: [],
      algorithm: key.algorithm,
      names: (signer === null ? [comment] : signer.principals).filter((name) => name !== '').slice(0, keyLimits.names).map((name) => plainLine(name, keyLimits.name)),
      namespaces: (signer?.namespaces ?? []).slice(0, keyLimits.names).map((name) => plainLine(name, keyLimits.name)),
      created: null,
      validAfter: signer?.validAfter ?? null,
      validBefore: signer?.validBefore ?? null,
      revoked: false,
      note,
    },
  };
}

function noteOf(signer: AllowedSigner | null, unsupported: string | null): string | null {
  if (signer?.isAuthority === true) return 'cert-authority is not supported: certificates that this key signed are not accepted by it.';
  return unsupported;
}
