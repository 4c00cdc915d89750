import { z } from 'zod';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { hubIdSchema, limitSchema, mirrorIdSchema, offsetSchema, packageKeySchema, pathSchema, severitySchema } from './common.ts';

export const problemFormats = ['csv', 'json'] as const;

const problemSchema = lazily(() => z.object({
  severity: severitySchema(),
  code: z.string(),
  hub: hubIdSchema().nullable(),
  file: z.string().nullable(),
  offset: z.number().nullable(),
  record: z.string().nullable(),
  message: z.string(),
  /** The package that the problem is about, where this mirror has it. */
  package: packageKeySchema().nullable(),
}));

/** Which problems: those that meet every condition that is not null. */
const filter = lazily(() => z.object({
  mirror: mirrorIdSchema(),
  hub: hubIdSchema().nullable().default(null),
  code: z.string().max(64).nullable().default(null),
  file: pathSchema().nullable().default(null),
}));

export const problemCalls = {
  'problems.list': defineCall(
    () => filter().extend({ offset: offsetSchema().default(0), limit: limitSchema().default(200) }),
    () => z.object({
      total: z.number(),
      rows: z.array(problemSchema()),
      /** Counts of all problems, whatever the filter. */
      kinds: z.array(z.object({ hub: hubIdSchema().nullable(), code: z.string(), severity: severitySchema(), explanation: z.string(), count: z.number() })),
      /** The hundred files with most problems of this hub and kind, whatever the file filter. */
      files: z.array(z.object({ file: z.string(), count: z.number() })),
      /** Files with problems beyond the listed ones. */
      moreFiles: z.number(),
    }),
  ),
  /** What stands in a file of the mirror at a problem's place: some bytes before it, the rest from it on. */
  'problems.raw': defineCall(
    () => z.object({
      mirror: mirrorIdSchema(),
      file: pathSchema(),
      offset: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
      length: z.number().int().min(64).max(65_536).default(4096),
    }),
    () => z.object({
      file: z.string(),
      /** Where the bytes that were read start in the file. */
      start: z.number(),
      /** How many bytes were read. */
      length: z.number(),
      fileBytes: z.number(),
      /** Text up to the asked offset, and from it on; bytes that are no UTF-8 are replacement characters. */
      before: z.string(),
      text: z.string(),
      /** All bytes read, two hex digits each, where they are no UTF-8. */
      hex: z.string().nullable(),
      /** The file is not as it was when it was indexed: the place may now be another record's. */
      changed: z.boolean(),
    }),
  ),
  /** Writes the problems to a file, whole or not at all. */
  'problems.export': defineCall(
    () => filter().extend({ format: z.enum(problemFormats), target: pathSchema(), overwrite: z.boolean().default(false) }),
    () => z.object({ path: z.string(), count: z.number(), bytes: z.number() }),
  ),
};
