import { z } from 'zod';
import { subsetLimits } from '../domain/subset.ts';
import { lazily } from '../lazily.ts';
import { packageKeySchema } from './common.ts';
import { querySchema } from './packages.ts';
import { pickLimits } from './pick-limits.ts';
import { subsetSnapshotSchema } from './subset-definition.ts';

/** Which packages an export took, as its manifest tells. */
export const manifestSelectionSchema = lazily(() => z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('query'), query: querySchema(),
    /** What `subset:` stood for in the search, with all that those subsets are made of. */
    subsets: z.array(subsetSnapshotSchema()).max(subsetLimits.subsets).optional(),
  }),
  z.object({ kind: z.literal('list'), packages: z.array(packageKeySchema()).min(1).max(pickLimits.packages) }),
]));
