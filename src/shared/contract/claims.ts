import { z } from 'zod';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { mirrorIdSchema, packageKeySchema } from './common.ts';
import { claimSchema } from './packages.ts';

/** What else states a claim: another of the same package, a table of its card, a package of another hub, a list of measured results. */
const statedPlaceSchema = lazily(() => z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('claim'), source: z.string() }),
  z.object({ kind: z.literal('card'), source: z.string(), line: z.number(), heading: z.string(), row: z.string(), column: z.string() }),
  z.object({ kind: z.literal('package'), package: packageKeySchema() }),
  z.object({ kind: z.literal('measured'), list: z.string(), name: z.string() }),
]));

const elsewhereSchema = lazily(() => z.object({
  place: statedPlaceSchema(),
  value: z.string(),
  agrees: z.boolean(),
  /** The other value less the claimed one, on the larger of both scales; null where either is no number. */
  points: z.number().nullable(),
  /** A share beside a percentage, compared as percentages. */
  scaled: z.boolean(),
}));

export const claimCalls = {
  /** Every machine-readable claim of a package, with where else it is stated and by how much it differs there. */
  'packages.claims': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), package: packageKeySchema() }),
    () => z.object({
      claims: z.array(claimSchema().extend({ elsewhere: z.array(elsewhereSchema()) })),
      total: z.number(),
      /** Why the card does not pass the strict rule of ICSE'23; null where it passes, or claims nothing. */
      strictFailure: z.string().nullable(),
      card: z.object({
        /** Numbers in the tables of the card that were compared. */
        numbers: z.number(),
        source: z.string().nullable(),
        /** Why no card could be read. */
        reason: z.string().nullable(),
      }),
      /** Packages of other hubs whose name without owner is the same, with how many claims they make. */
      namesakes: z.array(z.object({ package: packageKeySchema(), claims: z.number() })),
      /** Lists of measured results that name the package. */
      lists: z.array(z.object({ id: z.string(), title: z.string(), results: z.number() })),
    }),
  ),
};
