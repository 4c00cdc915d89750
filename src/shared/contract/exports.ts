import { z } from 'zod';
import { pictureFormats } from '../graph/picture-formats.ts';
import { defineCall } from './call.ts';
import { mirrorIdSchema, packageKeySchema, pathSchema } from './common.ts';
import { querySchema } from './packages.ts';
import { pickLimits } from './pick-limits.ts';

export const exportFormats = ['csv', 'tsv', 'jsonl', 'json', 'parquet', 'sqlite', 'peatmoss', 'mirror', 'clones', 'urls', 'rsync', 'globus', 'bibtex'] as const;

/** Which packages an export takes: a search's result, or a list picked by hand. */
export const selectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('query'), query: querySchema }),
  z.object({ kind: z.literal('list'), packages: z.array(packageKeySchema).min(1).max(pickLimits.packages) }),
]);

/** What became of comparing an export with its manifest. */
export const exportCheckSchema = z.object({
  /** The manifest. */
  path: z.string(),
  format: z.enum(exportFormats),
  packages: z.number(),
  files: z.number(),
  clones: z.number(),
  bytes: z.number(),
  /** Files and clones that are not as the manifest says, and files that it does not name. */
  failed: z.number(),
  /** The first of them; paths as in the manifest. */
  failures: z.array(z.object({ path: z.string(), reason: z.string() })),
});

export const exportCalls = {
  'exports.formats': defineCall(
    z.object({}).strict(),
    z.object({
      formats: z.array(
        z.object({ id: z.enum(exportFormats), title: z.string(), description: z.string(), target: z.enum(['file', 'folder']), extension: z.string(), /** Whether columns can be chosen. */ choosable: z.boolean() }),
      ),
      /** Names of columns, in the order of a table that has them all. */
      columns: z.array(z.string()),
    }),
  ),
  /** What an export would hold, before anything is written. */
  'exports.estimate': defineCall(
    z.object({ mirror: mirrorIdSchema, selection: selectionSchema }),
    z.object({ packages: z.number(), hubs: z.array(z.object({ hub: z.string(), packages: z.number() })), clones: z.number() }),
  ),
  'exports.start': defineCall(
    z.object({
      mirror: mirrorIdSchema,
      format: z.enum(exportFormats),
      selection: selectionSchema,
      target: pathSchema,
      overwrite: z.boolean().default(false),
      /** Mirror subset only: copy the clones' folders too. */
      withClones: z.boolean().default(false),
      /** Tables only: the columns by name, in that order; null: those that the format has by itself. */
      columns: z.array(z.string().max(64)).min(1).max(100).nullable().default(null),
    }),
    z.object({ job: z.string() }),
  ),
  /** Starts the job that compares an exported file or folder with its manifest; the job's outcome has the answer. */
  'exports.verify': defineCall(z.object({ path: pathSchema }), z.object({ job: z.string() })),
  /** How an export was made, to make it again; `path` is the export or its manifest. `sameIndex`: the mirror's index says the same as the one it was made from. */
  'exports.manifest': defineCall(
    z.object({ mirror: mirrorIdSchema, path: pathSchema }),
    z.object({
      path: z.string(),
      format: z.enum(exportFormats),
      selection: selectionSchema,
      columns: z.array(z.string()).nullable(),
      withClones: z.boolean(),
      packages: z.number(),
      version: z.string(),
      sameIndex: z.boolean(),
      files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
    }),
  ),
  /**
   * Writes a picture of reach, or its graph in a form that other programs read, to a file; whole or not at all. The file's name must end as
   * its form does and its content begin so: no other file can be written by this.
   */
  'exports.picture': defineCall(
    z.object({
      format: z.enum(pictureFormats),
      /** The file, deflated with gzip, in base64: a call has a largest size, and graphs as XML shrink to a tenth. */
      content: z.base64(),
      target: pathSchema,
      overwrite: z.boolean().default(false),
    }),
    z.object({ path: z.string(), bytes: z.number() }),
  ),
  'exports.chooseTarget': defineCall(
    // `unpacked`: a hub's folder from its archives; `mailmap`: aliases; `markdown`: a decision; those after it: a picture.
    z.object({ format: z.enum([...exportFormats, 'unpacked', 'mailmap', 'markdown', 'svg', 'png', 'graphml', 'gexf', 'dot', 'cyjs']), suggestedName: z.string().max(255) }),
    z.object({ path: z.string().nullable() }),
  ),
};
