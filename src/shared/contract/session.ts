import { z } from 'zod';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { mirrorIdSchema, nothing, packageKeySchema } from './common.ts';
import { columnLayoutSchema } from './layout.ts';
import { querySchema } from './packages.ts';
import { pickLimits } from './pick-limits.ts';

/** What a window shows, so that the next one begins there. The window checks the address as it does any other. */
export const sessionSchema = lazily(() => z.object({
  /** The mirror that the address belongs to. */
  mirror: mirrorIdSchema().nullable(),
  /** The route, as it stands behind `#`. Each character of a search may take nine. */
  address: z.string().max(100_000),
  columns: columnLayoutSchema(),
  /** The saved view that was opened last. */
  view: z.string().max(16).nullable(),
  openFacets: z.array(z.string().max(40)).max(100),
  facetsShown: z.boolean(),
  inspectorShown: z.boolean(),
  /** The packages picked in the list of models, while they are few. */
  picked: z.array(packageKeySchema()).max(pickLimits.kept).default([]),
  /** The row that the keyboard is on in the list of models, and the question it belongs to. */
  cursor: z.number().int().min(0).max(1e9),
  cursorOf: z.string().max(30_000),
  /** Width of the ranking of reach in percent, and what its pictures are coloured and sized by (nothing until somebody chooses); null for what is usual. */
  reach: z.object({ share: z.number().min(1).max(99), colourBy: z.string().max(40), sizeBy: z.string().max(40) }).nullable().default(null),
}));

/** A search that was run or a package that was opened. Neither names a mirror: both are looked for in the one that is open. */
export const recentPlaceSchema = lazily(() => z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('search'), query: querySchema().min(1) }),
  z.object({ kind: z.literal('package'), package: packageKeySchema() }),
]));

/** Places kept. */
export const recentPlacesLength = 30;

const recentListSchema = lazily(() => z.array(recentPlaceSchema()).max(recentPlacesLength));

export const sessionCalls = {
  /** Null where none was kept or it cannot be read. Its address is empty where another mirror is the current one by now. */
  'session.get': defineCall(nothing, () => z.object({ session: sessionSchema().nullable() })),
  'session.set': defineCall(sessionSchema, () => z.object({ saved: z.boolean() })),
  /** Latest first. */
  'recent.list': defineCall(nothing, () => z.object({ places: recentListSchema() })),
  /** Puts a place first. */
  'recent.add': defineCall(() => z.object({ place: recentPlaceSchema() }), () => z.object({ places: recentListSchema() })),
  /** Puts a list in the place of what is kept: an empty one forgets all. */
  'recent.replace': defineCall(() => z.object({ places: recentListSchema() }), () => z.object({ places: recentListSchema() })),
};
