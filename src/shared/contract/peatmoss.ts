import { z } from 'zod';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { limitSchema, mirrorIdSchema, offsetSchema, packageKeySchema, pathSchema } from './common.ts';

const oneMirror = lazily(() => z.object({ mirror: mirrorIdSchema() }));

/** A PeaTMOSS database as a manifest names it. */
export const joinedSourceSchema = lazily(() => z.object({
  /** Its file's name, without a place. */
  file: z.string(),
  bytes: z.number(),
  /** Null for one that was joined by a version that did not take it. */
  sha256: z.string().nullable(),
  /** What was read of it, as `table.column`. */
  columns: z.array(z.string()),
}));

/** How it stands to what is joined here: `absent`, nothing is. */
const joinedStates = ['same', 'other', 'absent'] as const;
export const namedSourceSchema = lazily(() => joinedSourceSchema().extend({ state: z.enum(joinedStates) }).nullable());

const attachedPeatmossSchema = lazily(() => z.object({
  path: z.string(),
  /** Its file's name. */
  title: z.string(),
  bytes: z.number(),
  /** Of the file as it was read; null where it was joined by a version that did not take it. */
  sha256: z.string().nullable(),
  /** When it was read, milliseconds since 1970. */
  readAt: z.number(),
  /** Whether the file is there and as it was read. */
  state: z.enum(['same', 'changed', 'gone']),
  /** The tables that were read. */
  tables: z.string(),
  models: z.number(),
  /** Models that some repository uses. */
  used: z.number(),
  repositories: z.number(),
  /** Pairs of a model and a repository. */
  uses: z.number(),
  /** Rows of which nothing was taken: models without a name or number, uses of models that are not there; and models that stand there twice, which count as one. */
  leftOut: z.object({ models: z.number(), uses: z.number(), twice: z.number() }),
  /** Packages of the mirror that it knows, and those of them that some repository uses; null without an index. */
  matched: z.number().nullable(),
  matchedUsed: z.number().nullable(),
}));

/** The PeaTMOSS database (MSR'24), joined to a mirror by hub and name: how many repositories use each package. */
export const peatmossCalls = {
  'peatmoss.get': defineCall(oneMirror, () => z.object({ attached: attachedPeatmossSchema().nullable() })),
  /** Starts the job that reads one, and puts it in the place of another. The file is read only, and is not asked again. */
  'peatmoss.attach': defineCall(() => oneMirror().extend({ path: pathSchema() }), () => z.object({ job: z.string() })),
  'peatmoss.detach': defineCall(oneMirror, () => z.object({ attached: attachedPeatmossSchema().nullable() })),
  /** Repositories that use a package, by name. `attached` is false where nothing is joined to the mirror. */
  'peatmoss.dependents': defineCall(
    () => oneMirror().extend({ package: packageKeySchema(), offset: offsetSchema().default(0), limit: limitSchema().default(50) }),
    () => z.object({
      attached: z.boolean(),
      /** Whether the joined database knows the package. */
      known: z.boolean(),
      total: z.number(),
      rows: z.array(z.object({ title: z.string(), url: z.string().nullable() })),
    }),
  ),
};
