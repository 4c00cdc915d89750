import { z } from 'zod';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { mirrorIdSchema, packageKeySchema } from './common.ts';

/** What became of comparing files with the Git LFS pointers of HEAD that name them. */
export const lfsCheckSchema = lazily(() => z.object({
  package: packageKeySchema(),
  /** The one file that was asked for, or null for all. */
  path: z.string().nullable(),
  /** Files that are pointers at HEAD, of those asked for. */
  files: z.number(),
  /** Files whose content is here, each copy of it as its pointer says. */
  good: z.number(),
  /** Files of which this mirror has the pointer alone. */
  notHere: z.number(),
  /** Files of which a copy is not as its pointer says, or cannot be read. */
  failed: z.number(),
  /** The first of them, one entry a copy. */
  failures: z.array(z.object({ path: z.string(), place: z.enum(['work tree', 'LFS store']), reason: z.string() })),
  bytes: z.number(),
  /** What could not be looked at, where the list of files is cut. */
  note: z.string().nullable(),
}));

export const lfsCheckCalls = {
  /** Starts the job that compares size and SHA-256 of the content with its pointers; the job's outcome has the answer. */
  'packages.checkLfs': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), package: packageKeySchema(), path: z.string().min(1).max(65_536).nullable().default(null) }),
    () => z.object({ job: z.string() }),
  ),
};
