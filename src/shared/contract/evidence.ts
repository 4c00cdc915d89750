import { z } from 'zod';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { mirrorIdSchema, packageKeySchema } from './common.ts';

/** What engineers ask of a model before they use it again (ICSE'23, Fig. 4 and Table I), in the order in which it is shown. */
const attributeGroups = ['general', 'provenance', 'reproducibility', 'portability'] as const;

const attributeSchema = lazily(() => z.object({
  id: z.string(),
  group: z.enum(attributeGroups),
  title: z.string(),
  /** `unknown`: nothing was found, and not all places could be looked at. */
  state: z.enum(['present', 'missing', 'unknown']),
  /** What was found, and where. */
  evidence: z.array(z.string()),
  /** Where it is looked for, in words. */
  rule: z.string(),
}));

export const evidenceCalls = {
  /** What a package's card, files and clone show beside what its records state; read from the mirror when it is asked for. */
  'packages.evidence': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), package: packageKeySchema() }),
    () => z.object({
      /** What of the clone's files is really here; null without a clone that can be read. */
      contents: z
        .object({
          /** `pointers`: of the files that Git LFS keeps, none is here; `partial`: some content is missing. */
          kind: z.enum(['whole', 'pointers', 'partial']),
          files: z.number(),
          pointers: z.number(),
          pointersHere: z.number(),
          /** Bytes that the pointers stand for, and those of them that are here. */
          pointerBytes: z.number(),
          pointerBytesHere: z.number(),
          /** Files whose object is missing or damaged. */
          missing: z.number(),
        })
        .nullable(),
      licence: z.object({
        /** As everything counts with it. */
        stated: z.string().nullable(),
        /** Licence files, and the licence that their words are; null where they are none of those that are known. */
        files: z.array(z.object({ path: z.string(), license: z.string().nullable() })),
        verdict: z.enum(['agrees', 'conflicts', 'stated-only', 'text-only', 'not-recognised', 'none']),
      }),
      attributes: z.array(attributeSchema()),
      /** What was looked at. */
      card: z.string().nullable(),
      files: z.enum(['clone', 'metadata', 'none']),
    }),
  ),
};
