import { z } from 'zod';
import { cloneStates } from '../domain/index.ts';
import { lazily } from '../lazily.ts';
import { maximumLength } from '../search/parse.ts';
import { extraColumnIds } from '../table/columns.ts';
import { defineCall } from './call.ts';
import { commitNameSchema, frontValueSchema } from './content.ts';
import { hubIdSchema, limitSchema, mirrorIdSchema, offsetSchema, packageKeySchema } from './common.ts';
import { pickLimits } from './pick-limits.ts';

export const querySchema = lazily(() => z.string().max(maximumLength));

const packageRowSchema = lazily(() => z.object({
  hub: hubIdSchema(),
  name: z.string(),
  ordinal: z.number(),
  owner: z.string().nullable(),
  task: z.string().nullable(),
  architecture: z.string().nullable(),
  /** SPDX id where the hub's own spelling maps to one, else the hub's spelling. */
  license: z.string().nullable(),
  library: z.string().nullable(),
  downloads: z.number().nullable(),
  likes: z.number().nullable(),
  stars: z.number().nullable(),
  files: z.number().nullable(),
  bytes: z.number().nullable(),
  parameters: z.number().nullable(),
  /** Seconds since 1970. */
  modified: z.number().nullable(),
  created: z.number().nullable(),
  claims: z.number(),
  /** Repositories that use it, by the PeaTMOSS database that is joined to the mirror; null where none is, or it does not know the package. */
  dependents: z.number().nullable(),
  hasCard: z.boolean(),
  gated: z.boolean(),
  recovered: z.boolean(),
  clone: z.enum(cloneStates),
  /** Commits reachable from its clone's HEAD, and those of them with a signature; null without a clone that can be read. */
  commits: z.number().nullable(),
  signed: z.number().nullable(),
  /** The values of the extra columns that were asked for; a text is a list of one, or empty. */
  extra: z.partialRecord(z.enum(extraColumnIds), z.array(z.string())),
}));

const searchNoteSchema = lazily(() => z.object({
  severity: z.enum(['error', 'warning']),
  from: z.number(),
  to: z.number(),
  message: z.string(),
}));

const normalisedSchema = lazily(() => z.object({ value: z.string(), original: z.string() }));

export const cloneSchema = lazily(() => z.object({
  state: z.enum(cloneStates),
  reason: z.string().nullable(),
  path: z.string().nullable(),
  head: z.string().nullable(),
  branch: z.string().nullable(),
  commits: z.number(),
  signedCommits: z.number(),
  authors: z.number(),
  firstCommit: z.number().nullable(),
  lastCommit: z.number().nullable(),
  /** How the record's commit stands to the clone's HEAD. */
  recordCommit: z.enum(['equal', 'ancestor', 'absent', 'not-stated', 'unknown']),
  /** Other packages of this mirror that share the repository. */
  sharedWith: z.number(),
  /** Of a clone inside an archive: files of its work tree and of its git folder, and their bytes, unpacked. */
  inArchive: z.object({ files: z.number(), bytes: z.number(), gitFiles: z.number(), gitBytes: z.number() }).nullable(),
}));

export const claimSchema = lazily(() => z.object({
  task: z.string().nullable(),
  dataset: z.string().nullable(),
  metric: z.string(),
  value: z.string(),
  number: z.number().nullable(),
  strict: z.boolean(),
  source: z.string(),
}));

const packageDetailSchema = lazily(() => packageRowSchema().omit({ extra: true }).extend({
  recordNumber: z.number().nullable(),
  metadataId: z.string().nullable(),
  url: z.string().nullable(),
  ownerUrl: z.string().nullable(),
  description: z.string().nullable(),
  sha: z.string().nullable(),
  purl: z.string().nullable(),
  normalised: z.object({
    task: normalisedSchema().nullable(),
    architecture: normalisedSchema().nullable(),
    license: normalisedSchema().nullable(),
    library: normalisedSchema().nullable(),
  }),
  tags: z.array(z.string()),
  datasets: z.array(z.string()),
  languages: z.array(z.string()),
  formats: z.array(z.string()),
  papers: z.array(z.object({ kind: z.enum(['arxiv', 'doi', 'url']), id: z.string() })),
  lineage: z.array(z.object({ base: z.string(), relation: z.string(), source: z.string(), inMirror: packageKeySchema().nullable() })),
  derived: z.object({ total: z.number(), rows: z.array(z.object({ package: packageKeySchema(), relation: z.string() })) }),
  claimList: z.array(claimSchema()),
  facts: z.array(z.tuple([z.string(), z.string()])),
  repository: cloneSchema(),
  /** Rank by downloads within the hub, 1 is the most downloaded. */
  downloadRank: z.number().nullable(),
}));

const onePackage = lazily(() => z.object({ mirror: mirrorIdSchema(), package: packageKeySchema() }));

const fileSchema = lazily(() => z.object({
  path: z.string(),
  kind: z.enum(['file', 'executable', 'symlink', 'submodule']),
  size: z.number().nullable(),
  /** Present where the file is a Git LFS pointer: `size` is then the size it points to. */
  lfs: z.object({ oid: z.string(), present: z.boolean() }).nullable(),
  format: z.string().nullable(),
}));

const rawRecordSchema = lazily(() => z.object({
  file: z.string(),
  offset: z.number(),
  length: z.number(),
  text: z.string(),
  truncated: z.boolean(),
  /** Where it differs from the form that such records should have; null for a record that was cut. */
  violations: z
    .object({
      list: z.array(
        z.object({
          /** Keys and positions from the top: `siblings.1.rfilename`. */
          path: z.string(),
          /** Of `text`, counted from 1. */
          line: z.number(),
          expected: z.string(),
          found: z.string(),
          /** The generator writes it so in every record. */
          usual: z.boolean(),
        }),
      ),
      total: z.number(),
    })
    .nullable(),
}));

export const packageCalls = {
  'packages.search': defineCall(
    () => z.object({
      mirror: mirrorIdSchema(),
      /** With its orders: `bert sort:-downloads`. */
      query: querySchema().default(''),
      extra: z.array(z.enum(extraColumnIds)).max(extraColumnIds.length).default([]),
      offset: offsetSchema().default(0),
      limit: limitSchema().default(50),
    }),
    () => z.object({ total: z.number(), rows: z.array(packageRowSchema()), notes: z.array(searchNoteSchema()) }),
  ),
  /** The keys of a search's packages in its order: to pick them without their rows. */
  'packages.keys': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), query: querySchema().default(''), offset: offsetSchema().default(0), limit: z.number().int().min(1).max(pickLimits.keysPerCall) }),
    () => z.object({ total: z.number(), keys: z.array(packageKeySchema()) }),
  ),
  /** The rows of these packages in the order asked for; one that the mirror does not have is left out. */
  'packages.rows': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), packages: z.array(packageKeySchema()).max(pickLimits.rowsPerCall), extra: z.array(z.enum(extraColumnIds)).max(extraColumnIds.length).default([]) }),
    () => z.object({ rows: z.array(packageRowSchema()) }),
  ),
  /** How many packages a search has, without any of them. */
  'packages.count': defineCall(() => z.object({ mirror: mirrorIdSchema(), query: querySchema() }), () => z.object({ total: z.number() })),
  'packages.get': defineCall(onePackage, packageDetailSchema),
  'packages.card': defineCall(
    onePackage,
    () => z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('card'),
        text: z.string(),
        frontMatter: z.string().nullable(),
        /** The fields of the front matter in short; null where it is no YAML that can be read. */
        front: frontValueSchema().nullable(),
        source: z.string(),
        /** Its path in the clone; null where it comes from the hub's metadata. */
        path: z.string().nullable(),
        /** Bytes of the whole card, and of them those that `text` and `frontMatter` were read from; `packages.file` reads on. */
        size: z.number(),
        to: z.number(),
        truncated: z.boolean(),
        /** Images of the clone that the card names, as data addresses; anything else stays a placeholder. */
        images: z.record(z.string(), z.string()),
      }),
      z.object({ kind: z.literal('none'), reason: z.string() }),
    ]),
  ),
  'packages.files': defineCall(
    () => onePackage().extend({ commit: commitNameSchema() }),
    () => z.object({
      source: z.enum(['clone', 'metadata', 'none']),
      reason: z.string().nullable(),
      commit: z.string().nullable(),
      files: z.array(fileSchema()),
      /** Files there are; more than `files` holds where the list was cut. */
      total: z.number(),
      bytes: z.number().nullable(),
    }),
  ),
  'packages.raw': defineCall(
    onePackage,
    () => z.object({ unified: rawRecordSchema().nullable(), metadata: rawRecordSchema().nullable(), reason: z.string().nullable() }),
  ),
};
