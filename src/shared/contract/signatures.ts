import { z } from 'zod';
import { signatureKinds, signatureStates } from '../domain/signature.ts';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { limitSchema, mirrorIdSchema, offsetSchema, packageKeySchema } from './common.ts';
import { cloneSchema } from './packages.ts';

const stateCounts = lazily(() => z.array(z.object({ state: z.enum(signatureStates), count: z.number() })));

const signedCommitSchema = lazily(() => z.object({
  sha: z.string(),
  subject: z.string(),
  authorName: z.string(),
  authorEmail: z.string(),
  committerName: z.string(),
  committerEmail: z.string(),
  /** Seconds since 1970, of the commit; 0 where it has no date that can be read. */
  committed: z.number(),
  kind: z.enum(signatureKinds),
  state: z.enum(signatureStates),
  /** Why it is in this state, as a sentence. */
  reason: z.string(),
  /** What is to be known besides: a key that expired since, a weak hash, a name that differs from the committer's. */
  notes: z.array(z.string()),
  /** PGP: the issuer's fingerprint, or its 16-digit key id where the signature tells no more. SSH: "SHA256:…". X.509: SHA-256 of the certificate. */
  key: z.string().nullable(),
  /** Who the key belongs to: by the imported key, or for X.509 what the certificate says of itself. */
  signer: z.string().nullable(),
  algorithm: z.string().nullable(),
  /** The host that signed in place of a person, told by key id and committer. */
  platform: z.string().nullable(),
}));

const seenKeySchema = lazily(() => z.object({
  kind: z.enum(signatureKinds),
  key: z.string(),
  signer: z.string().nullable(),
  algorithm: z.string().nullable(),
  platform: z.string().nullable(),
  imported: z.boolean(),
  commits: z.number(),
  states: stateCounts(),
  /** The key itself, as a line to import: an SSH signature carries it. */
  publicKey: z.string().nullable(),
  /** Committers of the commits that it signed, the most frequent first; at most five. */
  committers: z.array(z.string()),
}));

export const signatureCalls = {
  /**
   * Signatures of the commits that HEAD reaches, checked with the imported keys. All are checked in the order of the history, for at most some seconds
   * a call: until the answer is `complete`, sums are lower bounds.
   */
  'packages.signatures': defineCall(
    () => z.object({
      mirror: mirrorIdSchema(),
      package: packageKeySchema(),
      state: z.enum(signatureStates).nullable().default(null),
      /** Only commits signed with this key, as `keys` names it. */
      key: z.string().max(200).nullable().default(null),
      offset: offsetSchema().default(0),
      limit: limitSchema().default(100),
    }),
    () => z.object({
      clone: cloneSchema(),
      /** Why nothing, or not all, could be looked at. */
      reason: z.string().nullable(),
      commits: z.number(),
      signed: z.number(),
      checked: z.number(),
      /** False where the time ended before all were checked: asking again goes on. */
      complete: z.boolean(),
      states: stateCounts(),
      kinds: z.array(z.object({ kind: z.enum(signatureKinds), count: z.number() })),
      /** Checked commits that a platform signed, by the same rule as in the rows. */
      platform: z.number(),
      keys: z.array(seenKeySchema()),
      /** Keys left out of `keys`, of which the most used are listed. */
      moreKeys: z.number(),
      /** By year of commit. */
      years: z.array(z.object({ year: z.number(), commits: z.number(), signed: z.number(), valid: z.number() })),
      total: z.number(),
      rows: z.array(signedCommitSchema()),
    }),
  ),
};
