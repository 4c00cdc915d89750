import { z } from 'zod';
import { keyLimits } from '../domain/signature.ts';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { nothing, pathSchema } from './common.ts';

const keyIdSchema = lazily(() => z.string().regex(/^[0-9a-f]{16}$/));
/** Seconds since 1970. */
const timeSchema = lazily(() => z.number().int().nullable());
const keyTextSchema = lazily(() => z.string().min(1).max(keyLimits.key));

/** A key with which signatures are checked. */
export const signingKeySchema = lazily(() => z.object({
  /** Of the key with all that the file says of it: one SSH key may be listed twice, for different people. */
  id: keyIdSchema(),
  /** `ssh`: a public key alone, good for whatever it signed. `allowed-signer`: a line of an allowed-signers file. `ca`: such a line with `cert-authority`, which is not supported. */
  kind: z.enum(['pgp', 'ssh', 'allowed-signer', 'ca']),
  /** PGP: hexadecimal digits of the primary key. SSH: as `ssh-keygen -l` prints it, "SHA256:…". */
  fingerprint: z.string(),
  /** PGP: key ids of the primary key and its subkeys, 16 upper case digits each. */
  keyIds: z.array(z.string()),
  algorithm: z.string(),
  /** User ids of a PGP key, the comment of an SSH key, principals of an allowed signer. */
  names: z.array(z.string()),
  /** Allowed signers: the namespaces that the line names; empty for all. */
  namespaces: z.array(z.string()),
  created: timeSchema(),
  /** When the key's time begins (allowed signers) and ends. */
  validAfter: timeSchema(),
  validBefore: timeSchema(),
  revoked: z.boolean(),
  /** What is to be known of it: that it cannot be used, and why. */
  note: z.string().nullable(),
  /** The host that it belongs to, where it is a known one of a platform. */
  platform: z.string().nullable(),
}));

/** A key as it is put back: its own text, from which everything else is told anew. `addedAt` in milliseconds since 1970. */
const keptKeySchema = lazily(() => z.object({ text: keyTextSchema(), addedAt: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }));

const listedKeySchema = lazily(() => signingKeySchema().extend({ addedAt: z.number() }));

/** Public keys that the user trusts. They belong to the user and to no mirror, and never lie in an index. */
export const keyCalls = {
  /** Added last first. */
  'keys.list': defineCall(nothing, () => z.object({ keys: z.array(listedKeySchema()) })),
  /**
   * Takes in PGP public keys (armoured, or binary from a file), SSH public keys, or an allowed-signers file; nothing is taken away. What cannot be
   * read is named and left out.
   */
  'keys.import': defineCall(
    () => z.union([z.object({ path: pathSchema() }).strict(), z.object({ text: z.string().min(1).max(keyLimits.import) }).strict()]),
    () => z.object({
      /** New ones, and those of which a newer copy told more. */
      added: z.array(listedKeySchema()),
      /** The latter as they were before. */
      replaced: z.array(keptKeySchema()),
      /** Keys that were here already. */
      same: z.number(),
      bad: z.array(z.object({ entry: z.string(), reason: z.string() })),
    }),
  ),
  /** Takes keys away, all or none. */
  'keys.remove': defineCall(() => z.object({ ids: z.array(keyIdSchema()).min(1).max(keyLimits.keys) }), () => z.object({ removed: z.array(keptKeySchema()) })),
  /** Puts keys back that were taken away. */
  'keys.restore': defineCall(() => z.object({ keys: z.array(keptKeySchema()).min(1).max(keyLimits.keys) }), () => z.object({ keys: z.array(listedKeySchema()) })),
};
