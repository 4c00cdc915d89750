import type * as OpenPgp from 'openpgp';
import { keyLimits } from '../../../shared/domain/index.ts';
import { messageOf } from '../../../shared/result.ts';
import { plainLine } from './plain-text.ts';
import type { PgpSignature } from './pgp-packet.ts';
import type { ReadKey } from './types.ts';

/** How a PGP signature stands to a key that it names. */
export type PgpOutcome =
  /** `fault` is why the key or the signature was not good at the time, or null. */
  | { readonly kind: 'match'; readonly fault: string | null; readonly notes: readonly string[] }
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'unsupported'; readonly reason: string };

export type PublicKey = OpenPgp.PublicKey;

/** Users, subkeys and signatures of one key that are looked at: each takes a check of its own. */
const mostParts = 200;

let loaded: Promise<{ readonly api: typeof OpenPgp; readonly config: OpenPgp.Config }> | null = null;

/** Loaded when the first PGP key is at hand, since it takes longer to load than most questions to answer. */
function load(): NonNullable<typeof loaded> {
  loaded ??= import('openpgp').then((api) => ({
    api,
    // What an old key or signature is worth is said beside the answer; refusing it would call a good signature bad.
    config: { ...api.config, minRSABits: 1023, rejectPublicKeyAlgorithms: new Set(), rejectCurves: new Set(), rejectMessageHashAlgorithms: new Set(), rejectHashAlgorithms: new Set([api.enums.hash.md5, api.enums.hash.ripemd]), enableParsingV5Entities: true },
  }));
  return loaded;
}

/** The public keys of an armoured block or of binary packets. Throws an Error whose message says what is wrong. */
export async function readPgpKeys(source: string | Uint8Array): Promise<readonly PublicKey[]> {
  const { api, config } = await load();
  const keys = await (typeof source === 'string' ? api.readKeys({ armoredKeys: source, config }) : api.readKeys({ binaryKeys: source, config }));
  return keys.map((key) => {
    for (const part of key.getKeys()) refuseHugeNumbers(part.keyPacket);
    if (key.isPrivate()) throw new Error('It holds a private key, of which nothing was kept: only public keys are imported.');
    return key;
  });
}

/** A check with numbers of a megabit takes minutes, in a library that does not ask for their size. Larger than these, no program makes keys. */
const mostNumberBytes = { n: 2048, p: 1024, e: 8 };

function refuseHugeNumbers({ publicParams }: { readonly publicParams: object | null }): void {
  for (const [name, most] of Object.entries(mostNumberBytes)) {
    const number: unknown = publicParams === null ? null : Reflect.get(publicParams, name);
    if (number instanceof Uint8Array && number.length > most) throw new Error('Its numbers are larger than those of any real key.');
  }
}

/** What is kept of a key: its own signatures, not those that others made about it. */
export async function describePgpKey(key: PublicKey): Promise<ReadKey> {
  const { config } = await load();
  const parts = key.users.length + key.subkeys.length + key.users.reduce((sum, user) => sum + user.selfCertifications.length + user.revocationSignatures.length, 0);
  if (parts > mostParts) throw new Error(`It has more than ${mostParts} users, subkeys and signatures.`);
  for (const user of key.users) user.otherCertifications = [];
  const text = key.armor(config).replaceAll('\r\n', '\n');
  if (text.length > keyLimits.key) throw new Error(`It is longer than ${keyLimits.key / 1000} kB.`);
  const fingerprint = key.getFingerprint().toUpperCase();
  const expires = await key.getExpirationTime(undefined, config);
  const revoked = await key.isRevoked(undefined, undefined, undefined, config);
  const { algorithm, bits, curve } = key.getAlgorithmInfo();
  return {
    identity: `pgp ${fingerprint}`,
    text,
    facts: {
      kind: 'pgp',
      fingerprint,
      keyIds: key.getKeys().map((part) => part.getKeyID().toHex().toUpperCase()),
      algorithm: algorithmName(algorithm, bits, curve),
      names: key.getUserIDs().slice(0, keyLimits.names).map((name) => plainLine(name, keyLimits.name)),
      namespaces: [],
      created: seconds(key.getCreationTime()),
      validAfter: null,
      validBefore: expires instanceof Date ? seconds(expires) : null,
      revoked,
      note: expires === null && !revoked ? 'None of its user ids is signed well by the key itself.' : null,
    },
  };
}

/** The key with what a newer copy of it adds: revocations, later expiry, new subkeys. */
export async function mergePgpKeys(older: PublicKey, newer: PublicKey): Promise<PublicKey> {
  return older.update(newer);
}

/** Checks a signature of `payload` with a key whose id it names. */
export async function checkWithKey(key: PublicKey, signature: PgpSignature, payload: Uint8Array): Promise<PgpOutcome> {
  const { api, config } = await load();
  try {
    const read = await api.readSignature({ binarySignature: signature.bytes, config });
    const packet = read.packets[0];
    if (packet === undefined || packet.signatureType === null) return { kind: 'unsupported', reason: 'Its form is not supported.' };
    const [part] = key.getKeys(packet.issuerKeyID);
    const literal = (await api.createMessage({ binary: payload })).packets[0];
    if (part === undefined || literal === undefined) return { kind: 'mismatch' };
    // Without a date: whether key and signature were good at the time is asked apart from whether they match.
    await packet.verify(part.keyPacket as OpenPgp.PublicKeyPacket, packet.signatureType, literal, null as unknown as Date, true, config);
    return { kind: 'match', ...(await judge(key, part, packet, signature, config)) };
  } catch (error) {
    const message = messageOf(error);
    if (/did not match|verification failed|not issued by|does not match issuer/i.test(message)) return { kind: 'mismatch' };
    if (message.startsWith('Insecure')) return { kind: 'match', fault: `It was made with ${signature.hash}, which can be forged.`, notes: [] };
    return { kind: 'unsupported', reason: `It cannot be checked: ${plainLine(message, 200)}.` };
  }
}

async function judge(key: PublicKey, part: PublicKey | OpenPgp.Subkey, packet: OpenPgp.SignaturePacket, { hash }: PgpSignature, config: OpenPgp.Config): Promise<{ fault: string | null; notes: string[] }> {
  const made = packet.created ?? new Date(0);
  const now = new Date();
  const notes: string[] = [];
  if (hash === 'SHA-1') notes.push('It was made over a SHA-1 hash, for which collisions can be made.');
  const expires = await key.getExpirationTime(undefined, config).catch(() => null);
  const revokedNow = await key.isRevoked(undefined, undefined, now, config);
  const partExpires = part === key ? expires : await part.getExpirationTime(undefined as never, config).catch(() => null);
  const earliest = [expires, partExpires].filter((date) => date instanceof Date).sort((left, right) => left.getTime() - right.getTime())[0];
  const ended = packet.getExpirationTime();
  let fault: string | null = null;
  if (part.getCreationTime() > made) fault = 'The key was made after the signature.';
  else if (ended instanceof Date && ended <= now) fault = `The signature itself expired on ${dayOf(ended)}.`;
  else {
    try {
      await key.getSigningKey(part.getKeyID(), made, undefined, config);
    } catch (error) {
      fault = faultOf(error, revokedNow, earliest);
    }
  }
  if (fault === null && revokedNow) notes.push('The key was revoked later, in a way that leaves older signatures good.');
  if (fault === null && earliest !== undefined && earliest <= now) notes.push(`The key expired on ${dayOf(earliest)}, after it had signed.`);
  return { fault, notes };
}

function faultOf(error: unknown, revokedNow: boolean, expires: Date | undefined): string {
  const message = messageOf(error);
  if (/revoked/i.test(message) || revokedNow) return 'The key was revoked.';
  if (/expired/i.test(message)) return expires === undefined ? 'The key had expired when it signed.' : `The key had expired when it signed: it was good until ${dayOf(expires)}.`;
  return `The key was not good for signing at that time: ${plainLine(message, 200)}.`;
}

function algorithmName(name: string, bits: number | undefined, curve: string | undefined): string {
  if (name.startsWith('rsa')) return `RSA ${bits ?? ''}`.trim();
  const known: Readonly<Record<string, string>> = { eddsaLegacy: 'EdDSA', ecdsa: 'ECDSA', dsa: 'DSA', ed25519: 'Ed25519', ed448: 'Ed448' };
  const told = known[name] ?? name;
  return curve === undefined ? `${told} ${bits ?? ''}`.trim() : `${told} ${curve.replace(/Legacy$/, '')}`;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
