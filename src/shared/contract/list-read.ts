import { z } from 'zod';
import { lazily } from '../lazily.ts';
import { packageKeySchema } from './common.ts';
import { subsetIdSchema } from './subset-definition.ts';

/** What became of a file that names packages. */
export const listReadSchema = lazily(() => z.object({
  /** The subset that was made or changed; null where the file was only looked at. */
  subset: z.object({ id: subsetIdSchema(), name: z.string(), version: z.number() }).nullable(),
  /** How the file was read, for people. */
  form: z.string(),
  /** Lines that were to name a package. */
  lines: z.number(),
  packages: z.number(),
  /** Lines that name a package once more. */
  repeated: z.number(),
  /** The first lines of which no package is named so; their number is told whole, as of those that fit several. */
  unresolved: z.array(z.object({ line: z.number(), text: z.string(), reason: z.string() })),
  unresolvedTotal: z.number(),
  ambiguous: z.array(z.object({ line: z.number(), text: z.string(), candidates: z.array(packageKeySchema()) })),
  ambiguousTotal: z.number(),
}));
