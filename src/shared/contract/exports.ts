import { z } from 'zod';
import { pictureFormats } from '../graph/picture-formats.ts';
import { defineCall } from './call.ts';
import { mirrorIdSchema, packageKeySchema, pathSchema } from './common.ts';
import { querySchema } from './packages.ts';
import { pickLimits } from './pick-limits.ts';

export const exportFormats = ['csv', 'jsonl', 'mirror'] as const;

/** Which packages an export takes: a search's result, or a list picked by hand. */
export const selectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('query'), query: querySchema }),
  z.object({ kind: z.literal('list'), packages: z.array(packageKeySchema).min(1).max(pickLimits.packages) }),
]);

export const exportCalls = {
  'exports.formats': defineCall(
    z.object({}).strict(),
    z.object({
      formats: z.array(
        z.object({ id: z.enum(exportFormats), title: z.string(), description: z.string(), target: z.enum(['file', 'folder']), extension: z.string() }),
      ),
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
    }),
    z.object({ job: z.string() }),
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
    // `json` is the problem report's, `unpacked` a hub's from its archives, `mailmap` that of aliases, those after it a picture's; packages are exported in the other formats.
    z.object({ format: z.enum([...exportFormats, 'json', 'unpacked', 'mailmap', 'svg', 'png', 'graphml', 'gexf', 'dot', 'cyjs']), suggestedName: z.string().max(255) }),
    z.object({ path: z.string().nullable() }),
  ),
};
