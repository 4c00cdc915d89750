import { z } from 'zod';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { mirrorIdSchema, packageKeySchema } from './common.ts';

/** A value of a card's front matter, cut to what a person reads; `more` counts what was left out. */
export interface FrontValue {
  readonly kind: 'text' | 'list' | 'map';
  readonly text: string;
  readonly items: readonly { readonly key: string; readonly value: FrontValue }[];
  readonly more: number;
}

export const frontValueSchema: () => z.ZodType<FrontValue> = lazily(() => z.lazy(() =>
  z.object({
    kind: z.enum(['text', 'list', 'map']),
    /** Of a text all of it; of a list or map what it is in short, or nothing. */
    text: z.string(),
    items: z.array(z.object({ key: z.string(), value: frontValueSchema() })),
    more: z.number(),
  }),
));

/** A commit as a user names it: a branch, a tag, or the first seven or more digits of a hash; null is HEAD. */
export const commitNameSchema = lazily(() => z.string().min(1).max(1000).nullable().default(null));

/** Most bytes of a file that one answer carries. */
const maxFileBytes = 1 << 20;

const storedSchema = lazily(() => z.object({
  path: z.string(),
  /** The path that links led to, where it is another one. */
  resolvedPath: z.string().nullable(),
  commit: z.string(),
  /** The blob's name. */
  sha: z.string().nullable(),
  /** Bytes of the content: of what the pointer stands for, where the file is one of Git LFS. */
  size: z.number().nullable(),
  lfs: z.object({ oid: z.string(), present: z.boolean() }).nullable(),
  /** By name. */
  format: z.string().nullable(),
  /** By the first bytes: "PNG image", "Zip archive"; null where they tell nothing. */
  magic: z.string().nullable(),
}));

const stretchSchema = lazily(() => storedSchema().extend({
  /** Bytes from `from` to `to` of the content are shown. */
  from: z.number(),
  to: z.number(),
}));

export const contentCalls = {
  /** One file of a commit, read to be looked at: never more than `limit` bytes of it, and nothing of it is run or loaded. */
  'packages.file': defineCall(
    () => z.object({
      mirror: mirrorIdSchema(),
      package: packageKeySchema(),
      path: z.string().min(1).max(32_768),
      commit: commitNameSchema(),
      offset: z.number().int().min(0).max(2 ** 53 - 1).default(0),
      limit: z.number().int().min(1).max(maxFileBytes).default(maxFileBytes),
      /** `auto`: as what it is; `text`: as it is written; `bytes`: byte by byte. */
      form: z.enum(['auto', 'text', 'bytes']).default('auto'),
    }),
    () => z.discriminatedUnion('kind', [
      stretchSchema().extend({
        kind: z.literal('text'),
        text: z.string(),
        encoding: z.enum(['UTF-8', 'UTF-16LE', 'UTF-16BE', 'Windows-1252']),
        /** JSON laid out anew, its values as they are written. */
        isPretty: z.boolean(),
        /** Whether `auto` has another form for it. */
        hasForm: z.boolean(),
      }),
      stretchSchema().extend({ kind: z.literal('table'), delimiter: z.enum([',', ';', '\t', '|']), columns: z.number(), rows: z.array(z.array(z.string())), cut: z.boolean() }),
      storedSchema().extend({ kind: z.literal('image'), mediaType: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']), width: z.number(), height: z.number(), base64: z.string() }),
      stretchSchema().extend({ kind: z.literal('binary'), base64: z.string(), reason: z.string().nullable() }),
      /** It is listed, and its content cannot be shown. */
      storedSchema().extend({ kind: z.literal('absent'), reason: z.string() }),
      /** There is no such file. */
      z.object({ kind: z.literal('none'), path: z.string(), reason: z.string() }),
    ]),
  ),
  /** Branches and tags of a package's clone, to look at files of other commits. */
  'packages.references': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), package: packageKeySchema() }),
    () => z.object({
      head: z.object({ branch: z.string().nullable(), commit: z.string() }).nullable(),
      references: z.array(z.object({ name: z.string(), kind: z.enum(['branch', 'remote', 'tag']), commit: z.string() })),
      total: z.number(),
      reason: z.string().nullable(),
    }),
  ),
};
