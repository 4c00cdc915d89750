import type { SignatureState } from '../../../shared/domain/index.ts';
import { assertNever } from '../../../shared/result.ts';
import { dayText } from '../../../shared/text/quantity.ts';
import type { Commit, CommitSignature } from '../repository/index.ts';
import { matchesPatterns } from './allowed-signers.ts';
import type { KeyRing } from './key-ring.ts';
import { checkWithKey, type PgpOutcome } from './pgp.ts';
import { readPgpSignature } from './pgp-packet.ts';
import { checkSshSignature } from './ssh-signature.ts';
import type { ImportedKey } from './types.ts';
import { readX509Signature } from './x509.ts';

/** What is known of one signature; the fields are those of `signedCommitSchema`. */
export interface Verdict {
  readonly state: SignatureState;
  readonly reason: string;
  readonly notes: readonly string[];
  readonly key: string | null;
  readonly signer: string | null;
  readonly algorithm: string | null;
  /** The key as a line to import, where the signature carries it. */
  readonly publicKey: string | null;
}

type Signed = Pick<Commit, 'author' | 'committer'>;

const nothingKnown = { notes: [], key: null, signer: null, algorithm: null, publicKey: null } as const;

/** Checks a commit's signature with the imported keys. Never throws for what a commit or key holds. */
export async function checkSignature({ kind, armored, payload }: CommitSignature, commit: Signed, ring: KeyRing): Promise<Verdict> {
  switch (kind) {
    case 'ssh':
      return checkSsh(armored, payload, commit, ring);
    case 'pgp':
      return checkPgp(armored, payload, commit, ring);
    case 'x509':
      return checkX509(armored);
    case 'unknown':
      return { ...nothingKnown, state: 'unreadable', reason: 'Its first line names no kind of signature that git knows.' };
    default:
      return assertNever(kind);
  }
}

function checkSsh(armored: string, payload: Uint8Array, commit: Signed, ring: KeyRing): Verdict {
  const outcome = checkSshSignature(armored, payload);
  if (outcome.kind === 'unreadable') return { ...nothingKnown, state: 'unreadable', reason: outcome.reason };
  const { fingerprint, algorithm, line } = outcome.key;
  const known = { key: fingerprint, algorithm, publicKey: line, signer: null, notes: [] };
  if (outcome.kind === 'unsupported') return { ...known, state: 'unchecked', reason: outcome.reason };
  if (!outcome.matches) return { ...known, state: 'invalid', reason: outcome.reason };
  const time = commit.committer.time ?? 0;
  const listings = ring.ssh(fingerprint);
  const good = listings.find((key) => whyNot(key, time) === null);
  const notes = [...outcome.notes];
  if (good === undefined) {
    const first = listings[0];
    if (first === undefined) return { ...known, notes, state: 'unlisted', reason: 'It matches the commit. Its key was not imported.' };
    return { ...known, notes, signer: namesOf(first), state: 'doubtful', reason: `It matches the commit. Its key was imported, but ${whyNot(first, time) ?? ''}` };
  }
  if (good.facts.kind === 'allowed-signer') notes.push(...otherPerson(commit, (email) => matchesPatterns(email, good.facts.names), good));
  return { ...known, notes, signer: namesOf(good), state: 'valid', reason: 'It matches the commit, and its key was imported.' };
}

/** Why a listing does not allow a signature of that time; null where it does. As ssh-keygen asks: with the time of the commit. */
function whyNot({ facts }: ImportedKey, time: number): string | null {
  if (facts.namespaces.length > 0 && !matchesPatterns('git', facts.namespaces)) return `only for ${facts.namespaces.join(', ')}, not for git.`;
  if (facts.validAfter !== null && time < facts.validAfter) return `only for commits from ${dayText(facts.validAfter)} on.`;
  if (facts.validBefore !== null && time > facts.validBefore) return `only for commits until ${dayText(facts.validBefore)}.`;
  return null;
}

async function checkPgp(armored: string, payload: Uint8Array, commit: Signed, ring: KeyRing): Promise<Verdict> {
  const read = readPgpSignature(armored);
  if (read.kind === 'unreadable') return { ...nothingKnown, state: 'unreadable', reason: read.reason };
  if (read.kind === 'unsupported') return { ...nothingKnown, state: 'unchecked', reason: read.reason };
  const { signature } = read;
  const known = { ...nothingKnown, key: signature.fingerprint ?? signature.keyId, algorithm: `${signature.algorithm}, ${signature.hash}` };
  if (known.key === null) return { ...known, state: 'unchecked', reason: 'It does not name the key that made it.' };
  const candidates = ring.pgp(known.key);
  if (candidates.length === 0) return { ...known, state: 'key-missing', reason: 'Its key was not imported.' };
  const verdicts: Verdict[] = [];
  for (const candidate of candidates) {
    const key = await ring.open(candidate);
    const outcome: PgpOutcome = key === null ? { kind: 'unsupported', reason: 'The imported key cannot be read by this version.' } : await checkWithKey(key, signature, payload);
    verdicts.push(pgpVerdict(outcome, candidate, known, commit));
  }
  // Key ids can be made alike on purpose: another key of the same id says nothing against the right one.
  const order: readonly SignatureState[] = ['valid', 'doubtful', 'unchecked', 'invalid'];
  return verdicts.sort((left, right) => order.indexOf(left.state) - order.indexOf(right.state))[0] ?? { ...known, state: 'key-missing', reason: 'Its key was not imported.' };
}

function pgpVerdict(outcome: PgpOutcome, key: ImportedKey, known: Omit<Verdict, 'state' | 'reason'>, commit: Signed): Verdict {
  const signer = namesOf(key);
  switch (outcome.kind) {
    case 'mismatch':
      return { ...known, signer, state: 'invalid', reason: 'It does not match the commit.' };
    case 'unsupported':
      return { ...known, signer, state: 'unchecked', reason: outcome.reason };
    case 'match': {
      const notes = [...outcome.notes, ...otherPerson(commit, (email) => key.facts.names.some((name) => hasAddress(name, email)), key)];
      if (outcome.fault !== null) return { ...known, signer, notes, state: 'doubtful', reason: `It matches the commit. ${outcome.fault}` };
      return { ...known, signer, notes, state: 'valid', reason: 'It matches the commit, and its key was imported.' };
    }
    default:
      return assertNever(outcome);
  }
}

function checkX509(armored: string): Verdict {
  const read = readX509Signature(armored);
  switch (read.kind) {
    case 'unreadable':
      return { ...nothingKnown, state: 'unreadable', reason: read.reason };
    case 'no-certificate':
      return { ...nothingKnown, algorithm: 'X.509', state: 'unchecked', reason: 'It carries no certificate. X.509 signatures are not checked here.' };
    case 'certificate':
      return {
        ...nothingKnown, algorithm: 'X.509', key: read.fingerprint, signer: read.subject, state: 'unchecked',
        reason: `Its certificate names ${read.subject}, issued by ${read.issuer}, good until ${read.until}. X.509 signatures are not checked here.`,
      };
    default:
      return assertNever(read);
  }
}

/** Anybody can write any name into a commit; git does not compare it with the key's. */
function otherPerson({ author, committer }: Signed, isNamed: (email: string) => boolean, key: ImportedKey): readonly string[] {
  if (key.facts.names.length === 0 || isNamed(committer.email) || isNamed(author.email)) return [];
  return [`The key is listed for ${namesOf(key) ?? ''}; neither committer nor author has such an address.`];
}

function hasAddress(userId: string, email: string): boolean {
  const address = /<([^<>]*)>\s*$/.exec(userId)?.[1] ?? userId;
  return email !== '' && address.trim().toLowerCase() === email.trim().toLowerCase();
}

function namesOf({ facts }: ImportedKey): string | null {
  return facts.names.length === 0 ? null : facts.names.slice(0, 3).join(', ');
}
