import { z } from 'zod';
import { pictureFormats } from '../graph/picture-formats.ts';
import { defineCall } from './call.ts';
import { mirrorIdSchema, packageKeySchema, pathSchema } from './common.ts';
import { querySchema } from './packages.ts';
import { lazily } from '../lazily.ts';
import { namedSourceSchema } from './peatmoss.ts';
import { pickLimits } from './pick-limits.ts';

export const exportFormats = ['csv', 'tsv', 'jsonl', 'json', 'parquet', 'sqlite', 'peatmoss', 'mirror', 'clones', 'urls', 'rsync', 'globus', 'bibtex', 'cyclonedx-1.6', 'cyclonedx-1.7', 'spdx-3.0.1', 'report'] as const;

/** Which packages an export takes: a search's result, or a list picked by hand. */
export const selectionSchema = lazily(() => z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('query'), query: querySchema(),
    /** The manifest of an earlier export that says what `subset:` stands for in the search; the user's own subsets unless given. */
    manifest: pathSchema().optional(),
  }),
  z.object({ kind: z.literal('list'), packages: z.array(packageKeySchema()).min(1).max(pickLimits.packages) }),
]));

/** What the window groups forms by. */
const exportGroups = ['table', 'packages', 'bill', 'report', 'list'] as const;

/** What a form can be asked for besides columns: each of them decides about fields of the options below. */
const exportChoices = ['clones', 'packed', 'renumber', 'hubs'] as const;

export const copyWays = ['auto', 'reflink', 'link', 'copy'] as const;

/** How an export is made, beyond form, selection and columns. */
export const exportOptionsSchema = lazily(() => z.object({
  /** `clones`: copy the clones' folders too. */
  withClones: z.boolean().default(false),
  /** `clones`: how their files come into the folder. `auto` shares blocks where the disk can, else copies; `link`: the mirror's own files under a second name. */
  copyBy: z.enum(copyWays).default('auto'),
  /** `clones`: false leaves the contents of Git LFS out and their pointers in the places of the files. */
  lfsContent: z.boolean().default(true),
  /** `renumber`: records get ids from 0 on, hub by hub. */
  renumber: z.boolean().default(false),
  /** `packed`: one .tar.gz in place of a folder. */
  packed: z.boolean().default(false),
  /** `hubs`: a folder with a file for each hub, `hub=<hub>/part-0.…`, that readers take for one table. */
  byHub: z.boolean().default(false),
}));

/** Something to be known of what is or would be written; `examples` are the first few. */
export const exportRemarkSchema = lazily(() => z.object({ reason: z.string(), count: z.number(), examples: z.array(z.string()) }));

/** What became of comparing an export with its manifest. */
export const exportCheckSchema = lazily(() => z.object({
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
  /** The PeaTMOSS database that it depends on, and how it stands to those that are joined to mirrors here. */
  peatmoss: namedSourceSchema().default(null),
}));

const startFields = lazily(() => ({
  mirror: mirrorIdSchema(),
  format: z.enum(exportFormats),
  selection: selectionSchema(),
  overwrite: z.boolean().default(false),
  /** Tables only: the columns by name, in that order; null: those that the format has by itself. */
  columns: z.array(z.string().max(64)).min(1).max(100).nullable().default(null),
  ...exportOptionsSchema().shape,
}));

export const exportCalls = {
  'exports.formats': defineCall(
    () => z.object({}).strict(),
    () => z.object({
      formats: z.array(
        z.object({
          id: z.enum(exportFormats), group: z.enum(exportGroups), title: z.string(), description: z.string(), target: z.enum(['file', 'folder']),
          /** Of its file; empty for a folder. */
          extension: z.string(),
          /** Whether columns can be chosen. */
          choosable: z.boolean(),
          choices: z.array(z.enum(exportChoices)).optional(),
        }),
      ),
      /** Names of columns, in the order of a table that has them all. */
      columns: z.array(z.string()),
    }),
  ),
  /** What an export would hold, before anything is written. */
  'exports.estimate': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), selection: selectionSchema() }),
    () => z.object({ packages: z.number(), hubs: z.array(z.object({ hub: z.string(), packages: z.number() })), clones: z.number() }),
  ),
  /** How much an export would write, and what stands against it, before anything is written. */
  'exports.measure': defineCall(
    () => z.object({ ...startFields(), target: pathSchema().nullable().default(null) }),
    () => z.object({
      /** Bytes to be written; without what only shares blocks with the mirror. */
      bytes: z.number(),
      /** Whether they were counted; else they are judged by some of the packages. */
      counted: z.boolean(),
      /** Repositories, and their bytes in the mirror, as far as they would be taken. */
      clones: z.number(),
      cloneBytes: z.number(),
      /** Contents of Git LFS among those bytes, or left out of them. */
      lfsBytes: z.number(),
      /** Whether files of clones would share their blocks with the mirror's; null where there are none, or no target. */
      sharesBlocks: z.boolean().nullable(),
      /** On the target's disk; null without a target, or where the disk does not tell. */
      freeBytes: z.number().nullable(),
      /** Why it cannot be written so; null where it can, or no target was given. */
      refusal: z.object({ message: z.string(), hint: z.string().optional() }).nullable(),
      warnings: z.array(exportRemarkSchema()),
    }),
  ),
  'exports.start': defineCall(
    () => z.object({ ...startFields(), target: pathSchema() }),
    () => z.object({ job: z.string() }),
  ),
  /** Starts the job that compares an exported file or folder with its manifest; the job's outcome has the answer. */
  'exports.verify': defineCall(() => z.object({ path: pathSchema() }), () => z.object({ job: z.string() })),
  /** How an export was made, to make it again; `path` is the export or its manifest. `sameIndex`: the mirror's index says the same as the one it was made from. */
  'exports.manifest': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), path: pathSchema() }),
    () => z.object({
      path: z.string(),
      format: z.enum(exportFormats),
      selection: selectionSchema(),
      columns: z.array(z.string()).nullable(),
      ...exportOptionsSchema().shape,
      packages: z.number(),
      version: z.string(),
      sameIndex: z.boolean(),
      /** The PeaTMOSS database that it depends on, and how it stands to the one joined to the mirror. */
      peatmoss: namedSourceSchema(),
      files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
    }),
  ),
  /**
   * Writes a picture of reach, or its graph in a form that other programs read, to a file; whole or not at all. The file's name must end as
   * its form does and its content begin so: no other file can be written by this.
   */
  'exports.picture': defineCall(
    () => z.object({
      format: z.enum(pictureFormats),
      /** The file, deflated with gzip, in base64: a call has a largest size, and graphs as XML shrink to a tenth. */
      content: z.base64(),
      target: pathSchema(),
      overwrite: z.boolean().default(false),
    }),
    () => z.object({ path: z.string(), bytes: z.number() }),
  ),
  'exports.chooseTarget': defineCall(
    // `unpacked`: a hub's folder from its archives; `mailmap`: aliases; `md`: a decision; those after it: a picture.
    () => z.object({ format: z.enum([...exportFormats, 'unpacked', 'mailmap', 'md', 'svg', 'png', 'graphml', 'gexf', 'dot', 'cyjs']), suggestedName: z.string().max(255), /** Of an export that can be either. */ as: z.enum(['file', 'folder']).optional() }),
    () => z.object({ path: z.string().nullable() }),
  ),
};
